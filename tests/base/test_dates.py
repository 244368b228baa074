"""Dates and the clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.clock import BEIJING, FixedClock, SystemClock
from gaoxin.base.dates import DateError, from_serial, parse_date, serial_day

DAYS = st.dates(date(1949, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2023.7.3", "2023年7月3日", "2023年07月03号", "2023/7/3", "20230703", "2023-07-03", "２０２３．７．３", " 2023-7-3 ",
     "2023-07-03 00:00:00", "2023-07-03T12:30:00Z", "2023 年 7 月 3 日", "45110", "45110.0"],
)  # fmt: skip
def test_ways_to_write_a_date(text):
    assert parse_date(text) == date(2023, 7, 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [("2023-02-29", "2023年2月没有29日"), ("2023-13-01", "月份不存在"), ("2023.7", "没有写日"), ("2023年7月", "没有写日"), ("7/3/2023", "顺序"),
     ("23.7.3", "顺序"), ("1948-12-31", "年份"), ("2101-01-01", "年份"), ("昨天", "不是日期"), ("", "不是日期"), ("2023-7.3", "不是日期"),
     ("99999", "不是日期"), ("2023.7.3.1", "不是日期"), ("20231301", "月份")],
)  # fmt: skip
def test_what_is_wrong_is_said(text, says):
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert says in caught.value.message.zh
    assert caught.value.message.en


@given(DAYS)
def test_round_trips(day):
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert parse_date(text) == day
    assert from_serial((day - date(1899, 12, 30)).days) == day
    assert from_serial((day - date(1904, 1, 1)).days, epoch_1904=True) == day


def test_serial_numbers_of_1900():
    assert serial_day(1) == date(1900, 1, 1)
    assert serial_day(59) == date(1900, 2, 28)
    assert serial_day(60) is None
    assert serial_day(61) == date(1900, 3, 1)
    assert serial_day(0, epoch_1904=True) == date(1904, 1, 1)
    assert serial_day(2_958_465) == date(9999, 12, 31)
    assert serial_day(-1) is serial_day(3e9) is serial_day(float("nan")) is None


@given(st.text(max_size=20) | st.from_regex(r"\d{1,4}[-./年]\d{1,2}[-./月]\d{1,2}日?", fullmatch=True))
def test_any_text(text):
    try:
        assert 1949 <= parse_date(text).year <= 2100
    except DateError as error:
        assert error.message.en


def test_clocks():
    clock = FixedClock(date(2024, 1, 31))
    assert clock.today() == clock.now().date() == date(2024, 1, 31)
    assert clock.now().tzinfo is BEIJING
    assert SystemClock().now().utcoffset() == BEIJING.utcoffset(None)
    assert isinstance(SystemClock().today(), date)
