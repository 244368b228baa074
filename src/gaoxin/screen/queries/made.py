"""Which rows a level is made of: the one reported for the period, months that add up to it, or a difference."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from gaoxin.base.period import Period
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.shelf import LEVELS, Row, Shelf

How: TypeAlias = Literal["reported", "sum", "difference", "formula", "unknown"]


@dataclass(frozen=True, slots=True)
class Made:
    """The rows and how they make the level; the second of a difference is taken from the first."""

    how: How
    rows: list[Row] = field(default_factory=list)


def made_of(shelf: Shelf, level: Level) -> Made:
    """The rows of a level, those of both parts where it follows from a formula."""
    formula = level.indicator.formula
    if level.formula is None or formula is None:
        return made(shelf, level.indicator.id, level.area, level.period)
    parts = [i for i in (formula.numerator, formula.denominator) if i]
    rows = [row for part in parts for row in made(shelf, part, level.area, level.period).rows]
    return Made("formula", rows)


def made(shelf: Shelf, indicator: str, area: str | None, period: Period) -> Made:
    """The rows of one indicator in one place that make a period."""
    rows = [r for r in shelf.rows if (r.indicator, r.area) == (indicator, area) and r.kind in LEVELS]
    by_period = {r.when.period: r for r in rows if r.when.period}
    if period in by_period:
        return Made("reported", [by_period[period]])
    if chain := _chain(sorted(p for p in by_period if p), period.year, period.first, period.last):
        return Made("sum", [by_period[p] for p in chain])
    longer, shorter = Period(period.year, 1, period.last), Period(period.year, 1, max(period.first - 1, 1))
    if longer in by_period and shorter in by_period:
        return Made("difference", [by_period[longer], by_period[shorter]])
    return Made("unknown")


def _chain(periods: Sequence[Period], year: int, first: int, last: int) -> list[Period]:
    """Periods end to end from one month to another, shorter ones tried first; empty where there is a gap."""
    for period in (p for p in periods if p.year == year and p.first == first and p.last <= last):
        if period.last == last:
            return [period]
        if rest := _chain(periods, year, period.last + 1, last):
            return [period, *rest]
    return []
