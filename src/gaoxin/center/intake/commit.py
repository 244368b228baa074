"""An import written: everything in one transaction, or nothing."""

import datetime as dt
from collections.abc import Sequence

import polars as pl
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from gaoxin.center.actor import Actor
from gaoxin.center.changed import firms_changed
from gaoxin.center.events import append
from gaoxin.center.evidence.load import insert
from gaoxin.center.evidence.rows import select
from gaoxin.center.evidence.timeline import FACTS, LONGEST, NAME, begin, chunks, renew
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.intake.changes import CODE, Changes, weigh
from gaoxin.center.intake.names import register_source
from gaoxin.center.intake.origin import make_source, origin_of
from gaoxin.center.intake.preview import counted
from gaoxin.center.intake.reading import Told, staged_frame
from gaoxin.center.models import Batch, EventHead, Observation, Source, Zone

COLUMNS = (
    "firm_id",
    "fact",
    "number",
    "text",
    "valid_from",
    "recorded_at",
    "source_id",
    "batch_id",
    "confidence",
    "replaces_id",
)
Stamp = tuple[int, int]


def write(batch: Batch, actor: Actor, told: Told) -> None:
    """Write the batch and its event; its state becomes done.

    What changes is worked out before the transaction, so that others wait for the writing only, and once more
    inside it where anything was written in between.
    """
    frame = staged_frame(batch)
    told("compare", 0, 0)
    stamp = _stamp()
    changes = _weighed(batch, frame)
    with transaction.atomic():
        Zone.objects.select_for_update().get(pk=batch.zone_id)
        if _stamp() != stamp:
            changes = _weighed(batch, frame)
        _write(batch, frame, changes, told)
        append(
            "import.done", actor, zone=batch.zone, subject=f"center.batch:{batch.pk}", detail=_counts(batch)
        )


def _weighed(batch: Batch, frame: pl.DataFrame) -> Changes:
    return weigh(batch.zone, frame, origin_of(batch), vocabulary_of(batch.zone))


def _stamp() -> Stamp:
    """Changes with everything that any action writes."""
    head = EventHead.objects.aggregate(n=Max("count"))["n"] or 0
    return head, Observation.objects.aggregate(n=Max("pk"))["n"] or 0


def _write(batch: Batch, frame: pl.DataFrame, changes: Changes, told: Told) -> None:
    now = timezone.now()
    batch.source = make_source(batch, now) if len(changes.cells) or len(changes.fresh) else None
    firms = _firms(batch, frame, changes, now)
    if batch.source is not None:
        _adopt(batch.zone, changes, now)
        _retire(changes.cells["replaces"].drop_nulls().to_list(), now)
        _observe(batch, batch.source, changes.cells.drop("firm").join(firms, on="row"), now, told)
        told("names", 0, 0)
        _name(batch, batch.source, changes, firms)
        firms_changed(batch.zone, firms["firm"].drop_nulls().unique().to_list())
    batch.summary = {**batch.summary, **counted(changes)}
    batch.state, batch.finished_at = "done", now
    batch.save(update_fields=["state", "source", "summary", "finished_at"])


def _firms(batch: Batch, frame: pl.DataFrame, changes: Changes, now: dt.datetime) -> pl.DataFrame:
    """`row, firm` of all rows, the new firms made."""
    fresh = changes.fresh
    if fresh.is_empty():
        return changes.firms.select("row", "firm")
    names = frame[NAME] if NAME in frame.columns else pl.Series(NAME, [None] * frame.height, pl.String)
    english = (
        frame["name_en"] if "name_en" in frame.columns else pl.Series([None] * frame.height, dtype=pl.String)
    )
    rows = pl.DataFrame(
        {"row": range(frame.height), "zh": names, "en": english}, schema_overrides={"row": pl.UInt32}
    )
    made = fresh.join(rows, on="row", how="left").select(
        pl.lit(batch.zone_id).alias("zone"),
        CODE,
        pl.coalesce("zh", CODE).str.slice(0, LONGEST),
        pl.col("en").fill_null("").str.slice(0, LONGEST),
        pl.lit(batch.pk).alias("batch"),
        pl.lit(_moment(now)).alias("at"),
    )
    insert("center_firm", ("zone_id", "uscc", "name_zh", "name_en", "batch_id", "recorded_at"), made)
    ids = select(
        "SELECT id, uscc FROM center_firm WHERE batch_id = %s",
        [batch.pk],
        {"id": pl.Int64(), CODE: pl.String()},
    )
    joined = changes.firms.join(ids, on=CODE, how="left")
    return joined.select("row", pl.coalesce("firm", "id").alias("firm"))


def _adopt(zone: Zone, changes: Changes, now: dt.datetime) -> None:
    """Names that no observation holds yet become evidence, where the sheet says anything of the name."""
    told = changes.cells.filter(pl.col("fact").cast(pl.String) == NAME)["firm"].drop_nulls()
    rows = changes.names.filter(pl.col("firm").is_in(told.implode()))
    if rows.is_empty():
        return
    source = register_source(zone, now).pk
    insert(
        "center_observation",
        ("firm_id", "fact", "text", "valid_from", "recorded_at", "source_id", "confidence"),
        rows.select(
            "firm",
            "fact",
            "text",
            "valid_from",
            pl.lit(_moment(now)).alias("at"),
            pl.col("source").fill_null(source),
            pl.lit("stated").alias("confidence"),
        ),
    )


def _retire(ids: Sequence[int], now: dt.datetime) -> None:
    for some in chunks(ids):
        Observation.objects.filter(pk__in=some).update(retired_at=now)


def _observe(batch: Batch, source: Source, cells: pl.DataFrame, now: dt.datetime, told: Told) -> None:
    """Firm by firm, so that what is read together lies together."""
    rows = cells.sort("firm", "fact").select(
        "firm",
        pl.col("fact").cast(pl.String),
        "number",
        "text",
        pl.lit(batch.valid_from).alias("valid_from"),
        pl.lit(_moment(now)).alias("recorded_at"),
        pl.lit(source.pk).alias("source"),
        pl.lit(batch.pk).alias("batch"),
        pl.lit("stated").alias("confidence"),
        "replaces",
    )
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        told("write", done, rows.height)

    insert("center_observation", COLUMNS, rows, more)


def _name(batch: Batch, source: Source, changes: Changes, firms: pl.DataFrame) -> None:
    """Names and places: of new firms as the sheet says, of known ones worked out anew."""
    fact = pl.col("fact").cast(pl.String)
    cells = changes.cells.filter(fact.is_in(FACTS)).select("row", fact, "text").join(firms, on="row")
    first = cells.join(changes.fresh, on="row", how="semi").with_columns(
        pl.lit(batch.valid_from, pl.Date).alias("valid_from"),
        pl.lit(None, pl.Date).alias("valid_to"),
        pl.lit(source.pk).alias("source"),
    )
    begin(batch.zone, first)
    renew(batch.zone, cells.join(changes.fresh, on="row", how="anti")["firm"].unique().to_list())


def _moment(at: dt.datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(at))


def _counts(batch: Batch) -> dict[str, int]:
    kept = (
        "new_firms",
        "touched_firms",
        "cells",
        "unchanged",
        "new",
        "changed",
        "confirmed",
        "beside",
        "refused",
    )
    return {name: batch.summary.get(name, 0) for name in kept}
