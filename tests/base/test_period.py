"""Statistical periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.period import Period, PeriodError, parse_period

PERIODS = st.builds(
    lambda y, a, b: Period(y, min(a, b), max(a, b)), st.integers(1949, 2100), *[st.integers(1, 12)] * 2
)


@pytest.mark.parametrize(
    ("text", "first", "last", "zh", "en"),
    [
        ("2023年1–7月", 1, 7, "2023年1–7月", "January–July 2023"), ("2023年1-7月累计", 1, 7, "2023年1–7月", "January–July 2023"),
        ("2023年1至7月份", 1, 7, "2023年1–7月", "January–July 2023"), ("2023年前三季度", 1, 9, "2023年前三季度", "Q1–Q3 2023"),
        ("2023年上半年", 1, 6, "2023年上半年", "H1 2023"), ("2023年下半年", 7, 12, "2023年下半年", "H2 2023"),
        ("2023年度", 1, 12, "2023年", "2023"), ("2023年", 1, 12, "2023年", "2023"), ("2023", 1, 12, "2023年", "2023"),
        ("2023年7月", 7, 7, "2023年7月", "July 2023"), ("2023年7月当月", 7, 7, "2023年7月", "July 2023"), ("2023-07", 7, 7, "2023年7月", "July 2023"),
        ("２０２３年第三季度", 7, 9, "2023年第三季度", "Q3 2023"), ("2023年一季度", 1, 3, "2023年第一季度", "Q1 2023"), ("2023Q4", 10, 12, "2023年第四季度", "Q4 2023"),
    ],
)  # fmt: skip
def test_periods(text, first, last, zh, en):
    period = parse_period(text)
    assert period == Period(2023, first, last)
    assert (period.in_("zh"), period.in_("en")) == (zh, en)


def test_the_year_may_come_from_the_report():
    assert parse_period("1–7月", 2023) == Period(2023, 1, 7)
    assert parse_period("上半年", 2023) == Period(2023, 1, 6)
    assert parse_period("2022年上半年", 2023) == Period(2022, 1, 6)
    with pytest.raises(PeriodError, match="没有写年份"):
        parse_period("1–7月")


@pytest.mark.parametrize(
    "text", ["2023年13月", "2023年7–3月", "", "去年", "2023年第五季度", "1900年", "2023年0月", "2023年十月"]
)
def test_what_is_no_period(text):
    with pytest.raises(PeriodError):
        parse_period(text)


@given(PERIODS)
def test_round_trip_and_bounds(period):
    assert parse_period(period.in_("zh")) == period
    assert period.start <= period.end
    assert period.start in period and period.end in period
    assert (
        period.previous_year.in_("zh") == period.in_("zh").replace(str(period.year), str(period.year - 1))
        if period.year > 1949
        else True
    )


@given(st.text(max_size=15) | st.from_regex(r"\d{4}年?\D{0,3}\d{0,2}\D{0,3}", fullmatch=True))
def test_any_text(text):
    try:
        parse_period(text)
    except PeriodError as error:
        assert error.message.en


def test_order_and_kind():
    month, so_far, quarter = Period(2023, 3, 3), Period(2023, 1, 3), Period(2023, 4, 6)
    assert sorted([quarter, so_far, month, Period(2022, 1, 12)]) == [
        Period(2022, 1, 12),
        so_far,
        month,
        quarter,
    ]
    assert so_far.cumulative and not month.cumulative
    assert Period(2024, 1, 2).end == date(2024, 2, 29)
    assert so_far <= quarter and so_far.months == 3
