"""Printed figures: digits, units and what they leave open; and the notation of time."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.dates import DateError
from gaoxin.base.number import NumberError
from gaoxin.base.period import Period, PeriodError
from gaoxin.engines.figures.unit import UnitError, convert, parse_unit
from gaoxin.engines.figures.value import Interval, parse_value, round_half_up
from gaoxin.engines.figures.when import of_period, parse_when

UNITS = st.sampled_from(["元", "万元", "亿元", "千亿元", "万亿元"])


@pytest.mark.parametrize(
    ("text", "unit", "qualifier", "low", "high"),
    [
        ("147.2", "亿元", "exact", 14_715_000_000, 14_725_000_000),
        ("274", "亿元", "exact", 27_350_000_000, 27_450_000_000),
        ("48.1", "%", "exact", "48.05", "48.15"),
        ("48.10", "%", "exact", "48.095", "48.105"),
        ("21.9", "万人", "exact", 218_500, 219_500),
        ("185", "人", "exact", 185, 185),
        ("3000", "家", "over", 3000, None),
        ("1.8", "倍", "at_least", "1.8", None),
        ("70", "%", "up_to", None, 70),
        ("500", "亿元", "nearly", 45_000_000_000, 50_000_000_000),
        ("1", "千亿元", "over", 100_000_000_000, None),
        ("1", "千亿元", "about", 50_000_000_000, 1_000_000_000_000),
        ("3–5", "年", "exact", 3, 5),
        ("10–100", "亿元", "about", 1_000_000_000, 10_000_000_000),
    ],
)
def test_interval(text, unit, qualifier, low, high):
    ends = (None if low is None else Fraction(low), None if high is None else Fraction(high))
    assert parse_value(text, unit, qualifier).interval == Interval(*ends)


@pytest.mark.parametrize("text", ["", "千亿", "1.2.3", "5–3", "–", "3–", "NaN"])
def test_what_is_no_value(text):
    with pytest.raises(NumberError):
        parse_value(text, "元")


def test_units_of_one_kind_convert_exactly():
    assert convert(Fraction("147.2"), "亿元", "万元") == 1_472_000
    assert convert(Fraction(1), "万亿元", "亿元") == 10_000
    assert convert(Fraction("21.9"), "万人", "人") == 219_000
    assert parse_unit("百分点").factor == 1
    assert parse_unit("百万美元").base == "美元"


@pytest.mark.parametrize(("one", "other"), [("亿元", "亿美元"), ("人", "家"), ("%", "百分点")])
def test_units_that_do_not_convert(one, other):
    with pytest.raises(UnitError) as told:
        convert(Fraction(1), one, other)
    assert one in told.value.message.en


@given(st.fractions(), UNITS, UNITS)
def test_there_and_back(value, one, other):
    assert convert(convert(value, one, other), other, one) == value


@given(st.decimals("0.01", "9999", places=2), st.sampled_from(["亿元", "%", "倍", "万人"]))
def test_the_printed_number_lies_within_its_interval(number, unit):
    value = parse_value(str(number), unit)
    assert value.bounds[0] in value.interval
    assert value.interval.high - value.interval.low == 2 * value.half


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [("2.25", 1, "2.3"), ("-2.25", 1, "-2.3"), ("2.249", 1, "2.2"), ("0.5", 0, "1"), ("-0.04", 1, "0.0")],
)
def test_halves_go_up(value, digits, shown):
    assert round_half_up(Fraction(value), digits) == Decimal(shown)


@given(st.fractions(max_denominator=10**6), st.integers(0, 6))
def test_rounding_moves_by_half_a_digit_at_most(value, digits):
    assert abs(Fraction(round_half_up(value, digits)) - value) <= Fraction(1, 2 * 10**digits)


@pytest.mark.parametrize(
    ("text", "kept", "kind", "first", "last"),
    [
        ("2019", "2019", "period", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-Q1", "2020-01..03", "period", date(2020, 1, 1), date(2020, 3, 31)),
        ("2021-Q1..Q3", "2021-01..09", "period", date(2021, 1, 1), date(2021, 9, 30)),
        ("2023年1–7月", "2023-01..07", "period", date(2023, 1, 1), date(2023, 7, 31)),
        ("2023-07", "2023-07", "period", date(2023, 7, 1), date(2023, 7, 31)),
        ("as of 2020-03-31", "as of 2020-03-31", "instant", date(2020, 3, 31), date(2020, 3, 31)),
        ("as of 2020-02", "as of 2020-02", "instant", date(2020, 2, 1), date(2020, 2, 29)),
        ("as of 2023", "as of 2023", "instant", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021..2025", "2021..2025", "span", date(2021, 1, 1), date(2025, 12, 31)),
        ("2011-05..2021-12", "2011-05..2021-12", "span", date(2011, 5, 1), date(2021, 12, 31)),
        ("unstated", "unstated", "unstated", None, None),
    ],
)
def test_when(text, kept, kind, first, last):
    when = parse_when(text)
    assert (when.text, when.kind, when.first, when.last) == (kept, kind, first, last)
    assert parse_when(when.text) == when
    assert when.in_("zh") and when.in_("en")


def test_when_in_words():
    assert parse_when("2020-Q1").in_("zh") == "2020年第一季度"
    assert parse_when("as of 2020-03-31").in_("zh") == "截至2020-03-31"
    assert parse_when("unstated").in_("en") == "period not stated"


@pytest.mark.parametrize(
    "text", ["", "2023-13", "2023-07..01", "as of 2023-02-30", "2025..2021", "soon", "as of", "20 years"]
)
def test_what_is_no_time(text):
    with pytest.raises((PeriodError, DateError)):
        parse_when(text)


@given(st.integers(1949, 2100), st.integers(1, 12), st.integers(1, 12))
def test_every_period_is_kept(year, one, other):
    period = Period(year, min(one, other), max(one, other))
    assert parse_when(of_period(period).text).period == period
