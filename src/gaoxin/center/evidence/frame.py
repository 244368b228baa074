"""The firms of a zone as the frame that a sheet would give, so that rules read both alike."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.rows import best, observations, select
from gaoxin.center.evidence.values import JOINT, LISTS
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Zone

_FIRMS = {"firm": pl.Int64(), "uscc": pl.String(), "name_zh": pl.String()}


def frame_of(
    zone: Zone,
    *,
    day: dt.date,
    moment: dt.datetime | None = None,
    firms: Sequence[int] | None = None,
) -> pl.DataFrame:
    """One row a firm by its code, a column for each fact known of any: types and units as `sheets.Sheet.frame`.

    `day`: valid time; `moment`: recorded time, now where not given; `firms`: row ids, all where not given.
    """
    known = _firms(zone, firms)
    rows = best(observations(zone, day=day, moment=moment, firms=firms))
    parts = rows.partition_by("fact", as_dict=True)
    places = known.select("firm").with_row_index("place")
    columns = [
        _column(parts[(fact.id,)], fact, places)
        for fact in vocabulary_of(zone)
        if (fact.id,) in parts and fact.id != "uscc"
    ]
    held = {column.name for column in columns}
    own = ["uscc"] if "name_zh" in held else ["uscc", "name_zh"]
    frame = known.select(own).with_columns(columns)
    names = ["uscc", "name_zh", *(name for name in frame.columns if name not in ("uscc", "name_zh"))]
    return frame.select(names)


def _firms(zone: Zone, firms: Sequence[int] | None) -> pl.DataFrame:
    chosen = "" if firms is None else f" AND id IN ({','.join(map(str, map(int, firms))) or 'NULL'})"
    sql = f"SELECT id, uscc, name_zh FROM center_firm WHERE zone_id = %s{chosen} ORDER BY uscc"  # noqa: S608
    return select(sql, [zone.pk], _FIRMS)


def _column(rows: pl.DataFrame, fact: Fact, places: pl.DataFrame) -> pl.Series:
    """The values of one fact in the order of the firms."""
    wide = places.join(rows.select("firm", "number", "text"), on="firm", how="left", maintain_order="left")
    return decoded(wide, fact)


def decoded(rows: pl.DataFrame, fact: Fact) -> pl.Series:
    """Columns `number` and `text` as the column of a fact in a sheet's frame."""
    if fact.numeric:
        column = rows["number"]
    elif fact.type == "boolean":
        column = rows["number"].cast(pl.Boolean)
    elif fact.type == "date":
        column = rows["text"].str.to_date("%Y-%m-%d")
    elif fact.type in LISTS:
        text = pl.col("text")
        column = rows.select(
            pl.when(text == "").then(pl.lit([], pl.List(pl.String))).otherwise(text.str.split(JOINT))
        ).to_series()
    else:
        column = rows["text"]
    return column.alias(fact.id)


def encoded(column: pl.Series, fact: Fact) -> pl.DataFrame:
    """A column of a sheet's frame as `number` and `text`."""
    number = pl.lit(None, pl.Int64)
    text = pl.lit(None, pl.String)
    value = pl.col("value")
    if fact.numeric or fact.type == "boolean":
        number = value.cast(pl.Int64)
    elif fact.type in LISTS:
        text = value.list.join(JOINT)
    else:
        text = value.cast(pl.String)
    return column.alias("value").to_frame().select(number.alias("number"), text.alias("text"))
