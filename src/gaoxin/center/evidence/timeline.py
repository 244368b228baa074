"""Names and places over time: worked out from the observations, never written by hand.

Whatever brings or retires observations of these facts calls `renew` for the firms concerned, so that taking an
import back leaves the names and places as they were.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import F

from gaoxin.center.evidence.load import insert
from gaoxin.center.evidence.rows import observations, ranked
from gaoxin.center.models import Area, Firm, FirmName, Place, Zone

NAME = "name_zh"
ENGLISH = "name_en"
PLACES = {"zone_area" if kind == "area" else f"{kind}_place": kind for kind in Place.KINDS}
"""The fact of each kind of place."""
FACTS = (NAME, ENGLISH, *PLACES)
"""The facts whose past is kept as names and places."""
CHUNK = 5_000
LONGEST = 200
"""Characters of a name."""


def renew(zone: Zone, firms: Sequence[int]) -> None:
    """Work out the names and places of these firms (row ids) anew; what was never observed stays as it is."""
    areas = areas_of(zone)
    for start in range(0, len(firms), CHUNK):
        some = firms[start : start + CHUNK]
        spans = timeline(observations(zone, firms=some, facts=FACTS))
        named = _ever(some, (NAME,))
        _delete(FirmName, named)
        _names(spans.filter(pl.col("fact") == NAME))
        _delete(Place, _ever(some, tuple(PLACES)))
        _places(spans.filter(pl.col("fact").is_in(list(PLACES))), areas)
        _present(spans)
        _unname(set(named) - set(spans.filter(pl.col("fact") == NAME)["firm"]))


def begin(zone: Zone, spells: pl.DataFrame) -> None:
    """The first names and places of new firms, columns as `timeline` gives them."""
    _names(spells.filter(pl.col("fact") == NAME))
    _places(spells.filter(pl.col("fact").is_in(list(PLACES))), areas_of(zone))


def areas_of(zone: Zone) -> dict[str, int]:
    """The areas of a zone (row ids) by name and by code."""
    rows = list(Area.objects.filter(zone=zone).order_by("pk").values_list("name_zh", "code", "pk"))
    return {name: pk for name, _, pk in rows} | {code: pk for _, code, pk in rows}


def timeline(rows: pl.DataFrame) -> pl.DataFrame:
    """`firm, fact, text, valid_from, valid_to, source`: the value that counted from day to day, as one row a spell."""
    starts = rows.select("firm", "fact", pl.col("valid_from").alias("day")).unique()
    begun = starts.join(ranked(rows), on=["firm", "fact"], how="inner").filter(
        pl.col("valid_from") <= pl.col("day")
    )
    order = ["firm", "fact", "day", "rank", "valid_from", "id"]
    first = begun.sort(order, descending=[False, False, False, False, True, True]).unique(
        ["firm", "fact", "day"], keep="first", maintain_order=True
    )
    same = pl.col("text").shift().over("firm", "fact")
    spells = first.filter(same.is_null() | (same != pl.col("text")))
    day = pl.col("day").str.to_date("%Y-%m-%d")
    ends = day.shift(-1).over("firm", "fact").dt.offset_by("-1d")
    return spells.select("firm", "fact", "text", day.alias("valid_from"), ends.alias("valid_to"), "source")


def _names(spells: pl.DataFrame) -> None:
    cut = spells.with_columns(pl.col("text").str.slice(0, LONGEST))
    insert(
        "center_firmname",
        ("firm_id", "name_zh", "valid_from", "valid_to", "source_id"),
        cut.select("firm", "text", "valid_from", "valid_to", "source"),
    )


def _places(spells: pl.DataFrame, areas: dict[str, int]) -> None:
    rows = spells.select(
        "firm",
        pl.col("fact").replace_strict(PLACES, return_dtype=pl.String),
        pl.col("text").str.slice(0, 20),
        pl.col("text").replace_strict(areas, default=None, return_dtype=pl.Int64).alias("area"),
        "valid_from",
        "valid_to",
        "source",
    )
    insert(
        "center_place",
        ("firm_id", "kind", "code", "area_id", "valid_from", "valid_to", "source_id"),
        rows,
    )


def _present(spells: pl.DataFrame) -> None:
    """Write the present names on the firms whose name is another."""
    now = spells.filter(pl.col("valid_to").is_null())
    for fact, column in ((NAME, "name_zh"), (ENGLISH, "name_en")):
        held = dict(now.filter(pl.col("fact") == fact).select("firm", "text").iter_rows())
        _rename(column, held)


def _unname(firms: set[int]) -> None:
    """Firms of whom no name is held any more go by their code."""
    for some in chunks(sorted(firms)):
        Firm.objects.filter(pk__in=some).update(name_zh=F("uscc"))


def _rename(column: str, held: dict[int, str]) -> None:
    for some in chunks(list(held)):
        known = Firm.objects.filter(pk__in=some).values_list("pk", column)
        wrong = [(held[pk][:LONGEST], pk) for pk, name in known if name != held[pk][:LONGEST]]
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE center_firm SET {column} = %s WHERE id = %s", wrong)  # noqa: S608


def _ever(firms: Sequence[int], facts: Sequence[str]) -> list[int]:
    """The firms of whom such a fact was ever observed, retired or not."""
    ids, marks = ",".join(map(str, map(int, firms))), ",".join(["%s"] * len(facts))
    sql = f"SELECT DISTINCT firm_id FROM center_observation WHERE firm_id IN ({ids}) AND fact IN ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return [row[0] for row in cursor.fetchall()]


def _delete(table: Any, firms: list[int]) -> None:
    for some in chunks(firms):
        table.objects.filter(firm__in=some).delete()


def chunks(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Row ids, some at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
