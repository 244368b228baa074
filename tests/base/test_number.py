"""Plain numbers, percents, scaled integers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.number import NumberError, clean_float, from_scaled, parse_number, parse_percent, to_scaled
from gaoxin.base.vocabulary import SCALES


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,940", "1940"), ("１２．５", "12.5"), ("-3", "-3"), ("－3", "-3"), ("(1,234)", "-1234"), ("+5", "5"), (".5", "0.5"),
     ("5.", "5"), (" 007 ", "7"), ("1，234，567.8", "1234567.8"), ("12345678901234567890.123", "12345678901234567890.123")],
)  # fmt: skip
def test_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "advice"),
    [("14%", "不要百分数"), ("3‰", "百分数，例如 1.4%"), ("千分之三", "百分数，例如"), ("1e5", "科学计数法"), ("三", "阿拉伯数字"), ("1,94", ""),
     ("", ""), ("1 2", ""), ("--1", ""), ("-(1)", ""), ("٣", ""), ("²", ""), ("1" * 61, ""), ("inf", ""), ("nan", "")],
)  # fmt: skip
def test_what_is_no_number(text, advice):
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert advice in caught.value.message.zh


@pytest.mark.parametrize("text", ["14%", "１４％", "14 ％", " 14.0% "])
def test_percents(text):
    assert parse_percent(text) == Decimal("0.14")


@pytest.mark.parametrize("text", ["14", "%", "百分之14", "3‰", "14%%"])
def test_what_is_no_percent(text):
    with pytest.raises(NumberError, match="14%"):
        parse_percent(text)


def test_scaling_rounds_half_to_even_and_never_overflows():
    assert to_scaled(Decimal("0.125"), 2) == 12
    assert to_scaled(Decimal("0.135"), 2) == 14
    assert to_scaled(Decimal("9223372036854775807"), 0) == 2**63 - 1
    for value, places in (
        ("9223372036854775808", 0),
        ("1e1000000", 0),
        ("1e11", 9),
        ("NaN", 2),
        ("-Infinity", 2),
    ):
        with pytest.raises(NumberError):
            to_scaled(Decimal(value), places)


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(sorted(set(SCALES.values()))))
def test_scaling_back_and_forth(value, places):
    assert to_scaled(from_scaled(value, places), places) == value


@given(st.text(max_size=20))
def test_any_text(text):
    for parse in (parse_number, parse_percent):
        try:
            assert parse(text).is_finite()
        except NumberError as error:
            assert error.message.en


@given(st.decimals(-(10**12), 10**12, places=2))
def test_floats_are_what_people_typed(value):
    assert clean_float(float(value)) == value


def test_floats_lose_their_noise():
    assert clean_float(0.1 + 0.2) == Decimal("0.3")
    for value in (float("nan"), float("inf")):
        with pytest.raises(NumberError):
            clean_float(value)
