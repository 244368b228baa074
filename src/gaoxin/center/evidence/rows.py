"""Observations of many firms at once as a frame, read by Django's own connection without objects."""

import datetime as dt
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl
from django.db import connection

from gaoxin.center.evidence.kinds import SELF
from gaoxin.center.models import Source, Zone

CHUNK = 10_000
SCHEMA: dict[str, pl.DataType] = {
    "id": pl.Int64(),
    "firm": pl.Int64(),
    "fact": pl.String(),
    "number": pl.Int64(),
    "text": pl.String(),
    "valid_from": pl.String(),
    "source": pl.Int64(),
}
"""The columns of `observations`; `valid_from` stays ISO text, which sorts as days do."""
_COLUMNS = "o.id, o.firm_id, o.fact, o.number, o.text, CAST(o.valid_from AS text), o.source_id"
_JOINED = "center_firm f JOIN center_observation o ON o.firm_id = f.id"
KEY = ("firm", "fact")
LAST = 99
"""The rank of a value that came without a source."""


def observations(
    zone: Zone,
    *,
    day: dt.date | None = None,
    moment: dt.datetime | None = None,
    firms: Sequence[int] | None = None,
    facts: Sequence[str] = (),
) -> pl.DataFrame:
    """What is held of the firms of a zone, columns as in SCHEMA.

    `day`: only what is valid then; `moment`: as held then, otherwise as held now; `firms` are row ids.
    """
    tests = ["f.zone_id = %s"]
    given: list[Any] = [zone.pk]
    if moment is None:
        tests.append("o.retired_at IS NULL")
    else:
        tests.append("o.recorded_at <= %s AND (o.retired_at IS NULL OR o.retired_at > %s)")
        given += [_moment(moment)] * 2
    if day is not None:
        tests.append("o.valid_from <= %s")
        given.append(day)
    if firms is not None:
        tests.append(f"f.id IN ({','.join(map(str, map(int, firms))) or 'NULL'})")
    if facts:
        tests.append(f"o.fact IN ({','.join(['%s'] * len(facts))})")
        given += facts
    return select(f"SELECT {_COLUMNS} FROM {_JOINED} WHERE {' AND '.join(tests)}", given, SCHEMA)  # noqa: S608


def select(sql: str, given: Sequence[Any], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """The rows of a query as a frame of that schema."""
    parts: list[pl.DataFrame] = [pl.DataFrame(schema=schema)]
    with _no_collection(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        while rows := cursor.fetchmany(CHUNK):
            columns = zip(schema.items(), zip(*rows, strict=True), strict=True)
            parts.append(
                pl.DataFrame([pl.Series(name, cells, dtype=dtype) for (name, dtype), cells in columns])
            )
    return pl.concat(parts)


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """With `rank` and `lane` of the source, the value that counts first within firm and fact.

    By rank of the source, then valid date, then arrival, as `ObservationQuerySet.ranked`.
    """
    known = rows.join(sources(rows["source"].unique().drop_nulls()), on="source", how="left").with_columns(
        pl.col("rank").fill_null(LAST), pl.col("lane").fill_null("")
    )
    order = ["firm", "fact", "rank", "valid_from", "id"]
    return known.sort(order, descending=[False, False, False, True, True])


def best(rows: pl.DataFrame) -> pl.DataFrame:
    """The one value that counts for each firm and fact."""
    if not rows.select(KEY).is_duplicated().any():
        return rows
    return ranked(rows).unique(KEY, keep="first", maintain_order=True)


def sources(ids: pl.Series) -> pl.DataFrame:
    """`source, rank, lane`; sources of one kind and publisher share a lane: a later one follows up on an earlier."""
    found = Source.objects.filter(pk__in=ids.to_list()).values_list("pk", "rank", "kind", "publisher_zh")
    rows = [(pk, rank, lane_name(kind, publisher)) for pk, rank, kind, publisher in found]
    return pl.DataFrame(rows, {"source": pl.Int64, "rank": pl.Int64, "lane": pl.String}, orient="row")


def lane_name(kind: str, publisher: str) -> str:
    """The name of the lane of a source; what a firm states of itself is one, whatever the firm is called by then."""
    return kind if kind == SELF else f"{kind}\n{publisher}"


def _moment(moment: dt.datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of short tuples are no garbage to look for: it would take half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
