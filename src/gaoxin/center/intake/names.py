"""Present names that no observation holds yet: they become evidence before a sheet changes them."""

import datetime as dt

import polars as pl

from gaoxin.center.evidence.rows import SCHEMA, select
from gaoxin.center.evidence.timeline import NAME
from gaoxin.center.models import Source, Zone

_NAMES = {"firm": pl.Int64(), "text": pl.String(), "valid_from": pl.String(), "source": pl.Int64()}
_FIRMS = {"firm": pl.Int64(), "text": pl.String()}
TITLE = "建档名称"
"""The title of the source of a name that came without one."""


def unobserved(
    zone: Zone, held: pl.DataFrame, firms: pl.DataFrame, frame: pl.DataFrame, day: dt.date
) -> pl.DataFrame:
    """Names of known firms of the sheet, columns as observations have; id and source may be null.

    A name without a source of its own is taken to hold since `day`.
    """
    named = held.filter(pl.col("fact") == NAME).select("firm").unique()
    known = firms.select("firm").drop_nulls().join(named, on="firm", how="anti")
    if NAME not in frame.columns or known.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    spells = _spells(zone).join(known, on="firm", how="semi")
    bare = _bare(zone).join(known, on="firm", how="semi").join(spells, on="firm", how="anti")
    begun = bare.with_columns(
        pl.lit(day.isoformat()).alias("valid_from"), pl.lit(None, pl.Int64).alias("source")
    )
    rows = pl.concat([spells, begun.select(spells.columns)])
    return rows.select(
        pl.lit(0, pl.Int64).alias("id"),
        "firm",
        pl.lit(NAME).alias("fact"),
        pl.lit(None, pl.Int64).alias("number"),
        "text",
        "valid_from",
        "source",
    )


def _spells(zone: Zone) -> pl.DataFrame:
    since = "CAST(COALESCE(n.valid_from, '1900-01-01') AS text)"
    sql = (
        f"SELECT n.firm_id, n.name_zh, {since}, n.source_id FROM center_firmname n"  # noqa: S608
        " JOIN center_firm f ON f.id = n.firm_id WHERE f.zone_id = %s"
    )
    return select(sql, [zone.pk], _NAMES)


def _bare(zone: Zone) -> pl.DataFrame:
    return select(
        "SELECT id, name_zh FROM center_firm WHERE zone_id = %s AND name_zh <> uscc", [zone.pk], _FIRMS
    )


def register_source(zone: Zone, at: dt.datetime) -> Source:
    """The source of names that came without one."""
    source, _ = Source.objects.get_or_create(
        zone=zone,
        kind="third_party",
        title=TITLE,
        defaults={
            "rank": 80,
            "publisher_zh": zone.name_zh,
            "publisher_en": zone.name_en,
            "recorded_at": at,
        },
    )
    return source
