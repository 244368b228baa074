"""Months and year-to-date figures, one from the other; a gap stays a gap.

Months that were only reported together (1–2月) keep their joint level.
"""

from decimal import Decimal

from gaoxin.base.period import Period
from gaoxin.engines.figures.series import Series


def to_cumulative(months: Series) -> Series:
    """累计 of every month that the points before it reach without a gap; joint months are taken whole."""
    found: dict[Period, Decimal] = {}
    for year in sorted({period.year for period in months.points}):
        sums = {0: Decimal(0)}
        for period, level in months.year(year).items():
            if period.first - 1 in sums:
                sums[period.last] = sums[period.first - 1] + level
        found |= {Period(year, 1, last): value for last, value in sums.items() if last}
    return Series(months.unit, found)


def to_months(cumulative: Series) -> Series:
    """当月 from the differences of year-to-date figures; months between two known ones stay together."""
    found: dict[Period, Decimal] = {}
    for year in sorted({period.year for period in cumulative.points}):
        gone, before = 0, Decimal(0)
        for period, level in cumulative.year(year).items():
            if period.first == 1:
                found[Period(year, gone + 1, period.last)] = level - before
                gone, before = period.last, level
    return Series(cumulative.unit, found)
