"""Names and places are what the observations say; those that nobody observed are left alone."""

from collections.abc import Iterator

import polars as pl

from gaoxin.base.text import Text
from gaoxin.center.evidence.rows import observations, select
from gaoxin.center.evidence.timeline import ENGLISH, FACTS, LONGEST, NAME, PLACES, areas_of, timeline
from gaoxin.center.fsck.database import MOST
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.models import Zone

SPELL = {
    "firm": pl.Int64(),
    "fact": pl.String(),
    "text": pl.String(),
    "area": pl.Int64(),
    "valid_from": pl.String(),
    "valid_to": pl.String(),
    "source": pl.Int64(),
}
DAYS = "CAST({0}.valid_from AS text), CAST({0}.valid_to AS text), {0}.source_id"
PRESENT = Text("现在的名称与数据不符", "its present name is not the one observed")
PAST = Text("名称沿革或地点与数据不符", "its names or places over time are not those observed")


def names() -> Iterator[Fault]:
    """Names and places over time, and the present names of firms, against the observations of every zone."""
    for zone in Zone.objects.all():
        spells = timeline(observations(zone, facts=FACTS))
        ever = _ever(zone)
        kept = _kept(zone).join(ever, on=["firm", "fact"], how="semi")
        wanted = _wanted(spells.filter(pl.col("fact") != ENGLISH), areas_of(zone))
        yield from _told(_differing(wanted, kept), PAST)
        yield from _told(_misnamed(zone, spells), PRESENT)


def _wanted(spells: pl.DataFrame, areas: dict[str, int]) -> pl.DataFrame:
    longest = pl.when(pl.col("fact") == NAME).then(LONGEST).otherwise(20)
    area = pl.col("text").replace_strict(areas, default=None, return_dtype=pl.Int64)
    return spells.select(
        "firm",
        "fact",
        pl.col("text").str.slice(0, longest),
        pl.when(pl.col("fact") != NAME).then(area).alias("area"),
        pl.col("valid_from", "valid_to").cast(pl.String),
        "source",
    )


def _kept(zone: Zone) -> pl.DataFrame:
    called = f"SELECT n.firm_id, '{NAME}', n.name_zh, NULL, {DAYS.format('n')} FROM center_firmname n"  # noqa: S608
    placed = f"SELECT p.firm_id, p.kind, p.code, p.area_id, {DAYS.format('p')} FROM center_place p"  # noqa: S608
    own = "JOIN center_firm f ON f.id = {0}.firm_id WHERE f.zone_id = %s"
    fact = pl.col("fact").replace({kind: fact for fact, kind in PLACES.items()})
    return pl.concat(
        [
            select(f"{called} {own.format('n')}", [zone.pk], SPELL),
            select(f"{placed} {own.format('p')}", [zone.pk], SPELL).with_columns(fact),
        ]
    )


def _ever(zone: Zone) -> pl.DataFrame:
    """Firms and facts that were ever observed, retired or not."""
    marks = ",".join(["%s"] * len(FACTS))
    sql = (
        "SELECT DISTINCT o.firm_id, o.fact FROM center_observation o JOIN center_firm f ON f.id = o.firm_id"  # noqa: S608
        f" WHERE f.zone_id = %s AND o.fact IN ({marks})"
    )
    return select(sql, [zone.pk, *FACTS], {"firm": pl.Int64(), "fact": pl.String()})


def _differing(wanted: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    columns = list(SPELL)
    beyond = kept.join(wanted, on=columns, how="anti", nulls_equal=True)
    absent = wanted.join(kept, on=columns, how="anti", nulls_equal=True)
    return pl.concat([beyond.select("firm"), absent.select("firm")])


def _misnamed(zone: Zone, spells: pl.DataFrame) -> pl.DataFrame:
    sql = "SELECT id, name_zh, name_en FROM center_firm WHERE zone_id = %s"
    held = select(sql, [zone.pk], {"firm": pl.Int64(), NAME: pl.String(), ENGLISH: pl.String()})
    told = held.unpivot([NAME, ENGLISH], index="firm", variable_name="fact", value_name="held")
    now = spells.filter(pl.col("valid_to").is_null()).join(told, on=["firm", "fact"])
    return now.filter(pl.col("text").str.slice(0, LONGEST) != pl.col("held"))


def _told(rows: pl.DataFrame, text: Text) -> Iterator[Fault]:
    for pk in rows["firm"].unique().sort().head(MOST):
        yield Fault("names", f"center.firm:{pk}", text)
