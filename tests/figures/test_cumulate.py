"""Months and year-to-date figures, there and back, with gaps and joint months."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.period import Period
from gaoxin.engines.figures.cumulate import to_cumulative, to_months
from gaoxin.engines.figures.part import Undecidable
from gaoxin.engines.figures.series import Series


def series(year: int, **points: int) -> Series:
    """`m1=5` January, `m1_2=9` January and February together."""
    spans = {key: [int(n) for n in key[1:].split("_")] for key in points}
    return Series("亿元", {Period(year, s[0], s[-1]): Decimal(points[k]) for k, s in spans.items()})


def test_by_hand():
    months = series(2026, m1=5, m2=4, m3=6)
    assert to_cumulative(months) == series(2026, m1=5, m1_2=9, m1_3=15)
    assert to_months(to_cumulative(months)) == months


def test_january_may_come_with_february():
    months = series(2026, m1_2=9, m3=6)
    assert to_cumulative(months) == series(2026, m1_2=9, m1_3=15)
    assert to_months(series(2026, m1_2=9, m1_3=15)) == months


def test_a_gap_stays_a_gap():
    assert to_cumulative(series(2026, m1=5, m2=4, m4=7)) == series(2026, m1=5, m1_2=9)
    assert to_months(series(2026, m1=5, m1_3=15, m1_4=20)) == series(2026, m1=5, m2_3=10, m4=5)
    assert to_cumulative(series(2026, m3=6)).points == {}


def test_a_year_starts_anew():
    both = Series("亿元", {**series(2025, m12=3).points, **series(2026, m1=5, m2=4).points})
    assert to_cumulative(both) == series(2026, m1=5, m1_2=9)


def test_a_gap_is_not_known_by_name():
    months = series(2026, m1=5)
    assert months.at(Period(2026, 2, 2)).value is None
    assert dict(months.months(Period(2025, 12, 12), Period(2026, 2, 2))) == {
        Period(2025, 12, 12): None, Period(2026, 1, 1): Decimal(5), Period(2026, 2, 2): None,
    }  # fmt: skip
    growth = months.growth(Period(2026, 1, 1))
    assert isinstance(growth, Undecidable)
    assert growth.reason.zh == "缺数据：2025年1月"


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.booleans())
def test_round_trip(levels, joint):
    points = {Period(2026, m, m): Decimal(v) for m, v in enumerate(levels, 1)}
    if joint and len(levels) > 1:
        points[Period(2026, 1, 2)] = points.pop(Period(2026, 1, 1)) + points.pop(Period(2026, 2, 2))
    months = Series("万元", points)
    assert to_months(to_cumulative(months)) == months
    assert to_cumulative(months).points[Period(2026, 1, len(levels))] == sum(levels)
