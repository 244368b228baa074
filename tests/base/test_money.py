"""Money: exact, and refused where it is not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.currency import UNITS, parse_unit
from gaoxin.base.money import Money, MoneyError, parse_money

FEN = st.integers(-(2**63), 2**63 - 1)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1940", 194000), ("1,940万元", 1940000000), ("１，９４０万元", 1940000000), ("1.2亿元", 12000000000),
        ("3千元", 300000), ("3百万元", 300000000), ("3000万", 3000000000), ("1亿", 10**10), ("￥1,940.50", 194050),
        ("¥5", 500), ("人民币12.5万元", 12500000), ("12.5万元人民币", 12500000), ("RMB 5", 500), ("CNY 19,400,000", 1940000000),
        ("-5元", -500), ("－5元", -500), ("−5", -500), ("-￥5", -500), ("￥-5", -500), ("(1,234)", -123400),
        ("（1,234）万元", -1234000000), ("5元整", 500), ("0.005元", 0), ("0.015元", 2), ("0.025", 2), (" 7 元 ", 700), ("5 yuan", 500),
    ],
)  # fmt: skip
def test_amounts(text, fen):
    assert parse_money(text) == Money(fen)


def test_the_default_unit_yields_to_the_text():
    assert parse_money("1.5", UNITS["万元"]) == Money(1500000)
    assert parse_money("1.5元", UNITS["万元"]) == Money(150)
    assert parse_money("￥1.5", UNITS["万元"]) == Money(1500000)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("300万美元", Money(300000000, "USD")),
        ("US$5", Money(500, "USD")),
        ("5欧元", Money(500, "EUR")),
        ("USD 5", Money(500, "USD")),
        ("$3百万", Money(300000000, "USD")),
    ],
)
def test_other_currencies_stay_other(text, money):
    assert parse_money(text) == money
    with pytest.raises(MoneyError, match="币种"):
        money + Money(1)
    with pytest.raises(MoneyError):
        _ = money < Money(1)


@pytest.mark.parametrize(
    "text",
    ["约1940万元", "近5亿", "5万元左右", "1000余元", "5-6万元", "3~4", "不足5万", "超5亿", "5万多", "1,94", "12,34万元", "1.2.3", "--5",
     "", "元", "万元", "￥3美元", "1亿2000万元", "三百", "5万吨", "1e5", "٣", "5²", "①", "100000000000000亿元", "9" * 70],
)  # fmt: skip
def test_what_is_not_exact_is_refused(text):
    with pytest.raises(MoneyError) as caught:
        parse_money(text)
    message = caught.value.message
    assert message.zh and message.en and "；" in message.zh


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (1940000000, "1,940万元", "CNY 19,400,000"), (12000000000, "1.2亿元", "CNY 120,000,000"), (0, "0元", "CNY 0"),
        (12345678900, "123,456,789元", "CNY 123,456,789"), (1, "0.01元", "CNY 0.01"), (-1500000, "-1.5万元", "CNY -15,000"),
        (12345000000, "12,345万元", "CNY 123,450,000"), (123450, "1,234.50元", "CNY 1,234.50"),
    ],
)  # fmt: skip
def test_wording(fen, zh, en):
    assert Money(fen).in_("zh") == zh
    assert Money(fen).in_("en") == en
    assert Money(300000000, "USD").in_("zh") == "300万美元"


@given(FEN, st.sampled_from(["CNY", "USD", "EUR", "HKD", "JPY", "GBP"]))
def test_wording_reads_back(fen, currency):
    money = Money(fen, currency)
    assert parse_money(money.in_("zh")) == money
    assert parse_money(money.in_("en")) == money


@given(
    st.text(max_size=30)
    | st.from_regex(r"[￥\$（(]?[-－]?[\d０-９,，.]{0,12}[）)]?[万亿千百元美 ]{0,4}", fullmatch=True)
)
def test_any_text_is_money_or_refused(text):
    try:
        money = parse_money(text)
    except MoneyError as error:
        assert error.message.zh and error.message.en
    else:
        assert parse_money(money.in_("zh")) == money


@given(st.decimals(-(10**8), 10**8, places=6), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_exact_to_the_half_fen(value, unit):
    exact = value * UNITS[unit].factor * 100
    assert abs(parse_money(f"{value:f}{unit}").fen - exact) <= Decimal("0.5")


def test_units():
    assert parse_unit("人民币万元") == UNITS["万元"]
    assert parse_unit(" 亿 美元") == UNITS["亿美元"]
    assert parse_unit("吨") is None


def test_sums_and_order():
    assert Money(3) + Money(4) - Money(1) == Money(6)
    assert -Money(3) < Money(3) <= Money(3)
    assert sorted([Money(2), Money(1)]) == [Money(1), Money(2)]
    assert Money(12345).amount == Decimal("123.45")
    with pytest.raises(MoneyError):
        Money(2**63 - 1) + Money(1)
