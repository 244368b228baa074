"""What people type, what is understood, and what they are told otherwise."""

import datetime as dt
from decimal import Decimal

import pytest

from gaoxin.base.result import Refused
from gaoxin.center.guide.typed import read, typed
from gaoxin.center.guide.wording import asked, read_wordings
from gaoxin.center.library import Library, open_library

DAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(["national", "demo"])


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("revenue", "3,000", Decimal(30_000_000)),
        ("revenue", "３０００", Decimal(30_000_000)),
        ("revenue", "1.2亿元", Decimal(120_000_000)),
        ("revenue", "500元", Decimal(500)),
        ("net_profit", "-30", Decimal(-300_000)),
        ("staff_total", "30人", Decimal(30)),
        ("market_share", "5", Decimal("0.05")),
        ("market_share", "5%", Decimal("0.05")),
        ("registered_on", "2019年5月20日", dt.date(2019, 5, 20)),
        ("zone_member", "false", False),
        ("industry_code", "6513", "I6513"),
        ("tax_credit_grade", "A", "A"),
    ],
)
def test_read(library: Library, fact: str, text: str, value: object) -> None:
    known = library.vocabulary[fact]
    found = read(known, [text], library.industries, DAY)
    assert found == value
    assert read(known, [typed(known, found)], library.industries, DAY) == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("revenue", ""),
        ("revenue", "约3000"),
        ("revenue", "5万美元"),
        ("revenue", "9" * 40),
        ("staff_total", "30.5"),
        ("staff_total", "-1"),
        ("registered_on", "2027-01-01"),
        ("registered_on", "2019-13-01"),
        ("zone_member", "maybe"),
        ("tax_credit_grade", "Z"),
        ("industry_code", "9999"),
        ("revenue", "<script>alert(1)</script>"),
    ],
)
def test_refused_with_advice(library: Library, fact: str, text: str) -> None:
    with pytest.raises(Refused) as caught:
        read(library.vocabulary[fact], [text], library.industries, DAY)
    assert caught.value.message.zh and caught.value.message.en


def test_every_fact_that_policies_wait_for_is_worded_in_both_languages(library: Library) -> None:
    from gaoxin.center.guide.guide import NAMES, Guide

    rules = library.rules(DAY)
    wordings = read_wordings(library)
    waited = {m for _, v in Guide(rules, DAY).look({}).pairs for m in v.missing} - NAMES
    assert waited <= wordings.keys()
    for fact in wordings:
        assert fact in library.vocabulary, fact
        told = asked(library.vocabulary[fact], wordings, DAY)
        assert told.ask.zh and told.ask.en and "{" not in told.ask.zh + told.ask.en
        for code, name in told.choices.items():
            assert name.in_("en").isascii(), (fact, code)


def test_examples_can_be_typed(library: Library) -> None:
    for fact, wording in read_wordings(library).items():
        if wording.example != "":
            read(library.vocabulary[fact], [str(wording.example)], library.industries, DAY)


def test_years_are_named(library: Library) -> None:
    told = asked(library.vocabulary["revenue_prev"], read_wordings(library), DAY)
    assert "2024" in told.ask.zh and "2024" in told.ask.en
