"""Firms by industry, size class and age, with what the change does to each group."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.text import Text
from gaoxin.center.impact.effects import DOUBTS, EFFECTS, LOSSES, WINS

UNKNOWN = ""
"""The group of firms of which the dividing fact is not known."""

UNKNOWN_NAME = Text("未知", "unknown")

SIZES: Mapping[str, Text] = {
    "大型": Text("大型", "large"),
    "中型": Text("中型", "medium"),
    "小型": Text("小型", "small"),
    "微型": Text("微型", "micro"),
    UNKNOWN: UNKNOWN_NAME,
}
"""国统字〔2017〕213号; a firm that is not classified counts as unknown."""

AGES: Mapping[str, tuple[int, Text]] = {
    "<1": (0, Text("不满1年", "under 1 year")),
    "1-3": (1, Text("1年以上不满3年", "1 to under 3 years")),
    "3-5": (3, Text("3年以上不满5年", "3 to under 5 years")),
    "5-10": (5, Text("5年以上不满10年", "5 to under 10 years")),
    ">10": (10, Text("10年以上", "10 years and more")),
}
"""Bands of age, each with the full years at which it begins (included)."""


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a table by group; `level` is `section` or `division` for industries."""

    code: str
    name: Text
    counts: Mapping[str, int]
    level: str = ""


def age_band(day: dt.date, registered: pl.Expr) -> pl.Expr:
    """The band of firms by the day of registration; unknown where it is not known or lies ahead."""
    begins = [(code, years_before(day, years)) for code, (years, _) in AGES.items()]
    reached = [pl.when(registered <= latest).then(pl.lit(code)) for code, latest in reversed(begins)]
    return pl.coalesce(*reached, pl.lit(UNKNOWN))


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years before; 28 February where there is no 29th, as FEEL reckons."""
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def by_size(firms: pl.DataFrame) -> list[Group]:
    """Groups by size class, large to micro, then unknown; empty groups left out."""
    return _listed(firms, "size", SIZES)


def by_age(firms: pl.DataFrame) -> list[Group]:
    """Groups by full years since registration."""
    names = {code: name for code, (_, name) in AGES.items()}
    return _listed(firms, "age", {**names, UNKNOWN: UNKNOWN_NAME})


def by_section(firms: pl.DataFrame, industries: Industries) -> list[Group]:
    """Groups by section of GB/T 4754."""
    names = {**industries.sections, UNKNOWN: UNKNOWN_NAME}
    return _listed(firms, "section", names, "section")


def by_industry(firms: pl.DataFrame, industries: Industries) -> list[Group]:
    """Each section of GB/T 4754, followed by its divisions."""
    lines: list[Group] = []
    for section in by_section(firms, industries):
        inside = firms.filter(pl.col("section") == section.code)
        names = {d: industries.divisions[d] for d, s in industries.section_of.items() if s == section.code}
        unnamed = Text("大类未知", "division not known")
        lines += [section, *_listed(inside, "division", {**names, UNKNOWN: unnamed}, "division")]
    return lines


def _listed(firms: pl.DataFrame, key: str, names: Mapping[str, Text], level: str = "") -> list[Group]:
    rows = {row[key]: row for row in firms.group_by(key).agg(*measures()).iter_rows(named=True)}
    return [Group(code, name, _counts(rows[code]), level) for code, name in names.items() if code in rows]


def _counts(row: Mapping[str, int | None]) -> dict[str, int]:
    return {name: int(row[name] or 0) for name in MEASURES}


def measures() -> Sequence[pl.Expr]:
    """Of a group of firms: how many, in which effects, and the money in fen."""
    return (
        pl.len().alias("firms"),
        (pl.col("before") == "eligible").sum().alias("eligible_before"),
        (pl.col("after") == "eligible").sum().alias("eligible_after"),
        *((pl.col("effect") == effect).sum().alias(effect) for effect in EFFECTS),
        *(_sum(pl.col(name)).alias(name) for name in MONEY[:5]),
        *(_sum(pl.col("delta").filter(pl.col("effect").is_in(kinds))).alias(name) for name, kinds in SHARES),
    )


def _sum(fen: pl.Expr) -> pl.Expr:
    """Exact, also beyond int64."""
    return fen.cast(pl.Int128).sum()


SHARES = (("gain", WINS), ("loss", LOSSES), ("doubt", DOUBTS))
MONEY = ("paid_before", "paid_after", "delta", "up_to_before", "up_to_after", "gain", "loss", "doubt")
MEASURES = ("firms", "eligible_before", "eligible_after", *EFFECTS, *MONEY)
"""What is told of every group; `gain + loss + doubt = delta = paid_after − paid_before`."""


def total(firms: pl.DataFrame) -> dict[str, int]:
    """The measures over all firms."""
    return _counts(firms.select(*measures()).row(0, named=True))
