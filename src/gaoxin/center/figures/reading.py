"""Rows of figures read as levels: a series from rows, and an indicator's level, growth or formula in a period."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeAlias

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book, text
from gaoxin.engines.figures import derive
from gaoxin.engines.figures.cumulate import to_cumulative, to_months
from gaoxin.engines.figures.derive import Result
from gaoxin.engines.figures.part import Part, Undecidable
from gaoxin.engines.figures.series import Series
from gaoxin.engines.figures.unit import convert
from gaoxin.engines.figures.value import parse_value
from gaoxin.engines.figures.when import When, parse_when
from gaoxin.engines.packs.figure_kinds import Indicator

RATES = ("%", "百分点", "倍")
"""Units of levels that are no sums of months."""

Look: TypeAlias = Callable[[str], Series]
"""The series of an indicator, by id, for the zone or area that is looked at; empty where there is none."""


class Row(Protocol):
    """What is needed of a row of figures."""

    @property
    def period(self) -> str:
        """In the one notation."""

    @property
    def value(self) -> str:
        """As printed."""

    @property
    def unit(self) -> str:
        """Of the value."""

    @property
    def qualifier(self) -> str:
        """Whether it is exact, or over, nearly, about."""


def read_series(rows: Iterable[Row], unit: str) -> Series:
    """Levels in `unit` by period; a later row goes before an earlier one of the same period.

    Only exact numbers are levels: ranges, thresholds (突破千亿元) and moments not known to the month are left out.
    Raises UnitError, NumberError.
    """
    points: dict[Period, Decimal] = {}
    for row in rows:
        period, value = _period(parse_when(row.period)), parse_value(row.value, row.unit)
        if period and row.qualifier == "exact" and value.low == value.high:
            points[period] = _decimal(convert(Fraction(value.low), row.unit, unit))
    return Series(unit, points)


def level(indicator: Indicator, series: Series, period: Period) -> Part:
    """The level at the end of a period by the indicator's basis: a stock, a year, or the months it covers."""
    found = _at(indicator, series, period)
    title = indicator.title
    return replace(found, name=Text(f"{title.zh}（{found.name.zh}）", f"{title.en} ({found.name.en})"))


def growth(indicator: Indicator, series: Series, period: Period, digits: int = 1) -> Result:
    """同比 of an indicator; refused at constant prices."""
    now, base = (level(indicator, series, p) for p in (period, period.previous_year))
    return derive.yoy(now, base, indicator.prices, digits)


def compute(book: Book, indicator: str, period: Period, look: Look, digits: int = 1) -> Result:
    """A derived indicator by its formula, from the series that `look` finds; refused where it has none."""
    formula = book.indicators[indicator].formula
    if formula is None:
        title = book.indicators[indicator].title
        return Undecidable(
            Text(f"{title.zh}没有公式，只能登记", f"{title.en} has no formula; it is only recorded")
        )
    one = book.indicators[formula.numerator]
    if formula.how == "yoy":
        return growth(one, look(one.id), period, digits)
    if formula.how == "ahead":
        rate = compute(book, one.id, period, look)
        return (
            rate
            if isinstance(rate, Undecidable)
            else derive.ahead(rate.as_part(text(one.title)), period, digits)
        )
    other = book.indicators[formula.denominator or formula.numerator]
    part, whole = (level(i, look(i.id), period) for i in (one, other))
    return (
        derive.share(part, whole, digits)
        if formula.how == "share"
        else derive.completion(part, whole, digits)
    )


def known(indicator: Indicator, series: Series) -> Series:
    """Every level that was reported or follows from those: months from year-to-date figures, and back."""
    if indicator.basis in ("instant", "year") or indicator.unit in RATES:
        return series
    found = {**to_months(series).points, **to_cumulative(series).points, **series.points}
    return Series(series.unit, found)


def _at(indicator: Indicator, series: Series, period: Period) -> Part:
    if indicator.basis == "instant":
        return series.at(_month(period.end))
    if indicator.basis == "year":
        return series.at(Period(period.year, 1, 12))
    return known(indicator, series).at(period)


def _period(when: When) -> Period | None:
    """The months of a figure; of a moment, the month it surely lies in."""
    if when.kind == "instant" and when.first and when.last and _month(when.first) == _month(when.last):
        return _month(when.last)
    return when.period


def _month(day: date) -> Period:
    return Period(day.year, day.month, day.month)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
