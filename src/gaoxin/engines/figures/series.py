"""A series: levels by period in one unit; what is not there is a gap, never a zero."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.figures.derive import PERCENT, Prices, Result, yoy
from gaoxin.engines.figures.part import Derived, Part, Undecidable, part


@dataclass(frozen=True, slots=True)
class Series:
    """Levels by period, all in `unit`; a period may be a month, or several reported together (1–2月)."""

    unit: str
    points: Mapping[Period, Decimal] = field(default_factory=dict)

    def at(self, period: Period) -> Part:
        """The level of a period, under its name; not known in a gap."""
        return part(Text(period.in_("zh"), period.in_("en")), self.points.get(period), self.unit)

    def year(self, year: int) -> dict[Period, Decimal]:
        """The points of a year, in order."""
        return {p: self.points[p] for p in sorted(p for p in self.points if p.year == year)}

    def months(self, first: Period, last: Period) -> Iterator[tuple[Period, Decimal | None]]:
        """Every month between two, gaps as None."""
        for number in range(first.year * 12 + first.first, last.year * 12 + last.last + 1):
            month = Period((number - 1) // 12, (number - 1) % 12 + 1, (number - 1) % 12 + 1)
            yield month, self.points.get(month)

    def growth(self, period: Period, prices: Prices = "current", digits: int = 1) -> Result:
        """同比 of one period of the series."""
        return yoy(self.at(period), self.at(period.previous_year), prices, digits)


def streak(rates: Series, last: Period) -> Result:
    """连续正增长月数: months running up to the end of `last` whose growth rate (in %) is above zero.

    `rates` are of months; months reported together count as many as they are. A gap before a month that did
    not grow leaves the number open, and says from how many on.
    """
    at, count = last, 0
    while (found := _ending(rates, at)) and rates.points[found] > 0:
        at, count = _before(found), count + found.months
    if found is None:
        zh = f"{at.in_('zh')}增速缺数据，已知至少连续{count}个月"
        en = f"growth of {at.in_('en')} is not known; at least {count} months running"
        return Undecidable(Text(zh, en), (rates.at(at),))
    formula = Text("连续增速为正的月数", "months running with growth above zero")
    return Derived(Fraction(count), "个月", 0, formula, ())


def rates(levels: Series, prices: Prices = "current") -> Series:
    """同比 of every period of a series, in percent to 12 digits; what cannot be computed is a gap."""
    found = ((period, levels.growth(period, prices, digits=12)) for period in levels.points)
    return Series(PERCENT, {period: rate.value for period, rate in found if isinstance(rate, Derived)})


def _ending(series: Series, month: Period) -> Period | None:
    """The shortest period with a point that ends with `month`."""
    return max((period for period in series.points if period.end == month.end), default=None)


def _before(period: Period) -> Period:
    year, month = (period.year - 1, 12) if period.first == 1 else (period.year, period.first - 1)
    return Period(year, month, month)
