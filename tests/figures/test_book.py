"""The book of indicators: definitions complete, the public figures of 济南高新区 as the facts have them."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from gaoxin.center.figures.book import Book, open_book
from gaoxin.center.figures.printed import Printed
from gaoxin.engines.figures.value import parse_value
from gaoxin.engines.figures.when import parse_when

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "figures.json"
JINAN = "济南高新区"
TODAY = date(2026, 11, 21)
DOCUMENTS = {
    "jinan_2020_page": "000", "jinan_2020_feature": "001", "jinan_2021_plan": "002", "jinan_2023_feature": "003",
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book(["demo", "jinan"])


def test_national_indicators_are_whole(book: Book) -> None:
    national = open_book().indicators
    assert len(national) >= 30
    for indicator in national.values():
        assert indicator.definition.zh and indicator.definition.en and indicator.office.en, indicator.id
        assert indicator.confidence != "verified" or indicator.citation, indicator.id


def test_growth_at_constant_prices_has_no_formula(book: Book) -> None:
    assert [i.id for i in book.indicators.values() if i.prices == "constant" and i.formula] == []


def test_names_lead_to_one_indicator(book: Book) -> None:
    names = [n for i in book.indicators.values() for n in (i.title.zh, *i.aliases)]
    assert len(names) == len(set(names))
    assert book.by_name["社零"].id == "retail"


def test_areas_of_the_zones(book: Book) -> None:
    demo = book.areas("云川高新区", TODAY)
    assert len(demo) == 9
    assert {a.place for a in demo} == {"990171", "990172"}
    assert len(book.areas("云川高新区", date(2020, 1, 1))) == 8
    assert {a.plot for a in book.areas(JINAN, TODAY)} == {()}


def shoelace(ring: tuple[tuple[int, int], ...]) -> Fraction:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(Fraction(sum(x * v - u * y for (x, y), (u, v) in pairs), 2))


def test_the_plots_of_the_demo_zone_fill_it(book: Book) -> None:
    outer = ((0, 8), (10, 0), (92, 0), (100, 10), (100, 92), (90, 100), (8, 100), (0, 90))
    assert sum(shoelace(a.plot) for a in book.areas("云川高新区", TODAY)) == shoelace(outer)


def printed(book: Book, document: str) -> list[Printed]:
    return [p for p in book.published(JINAN) if p.source == document]


def test_every_figure_is_cited_and_reads_back(book: Book) -> None:
    rows = list(book.published(JINAN))
    assert len(rows) == 100
    for row in rows:
        assert row.source in book.documents
        assert row.indicator in book.indicators
        assert parse_when(row.period).text == row.period
        assert parse_value(row.value, row.unit, row.qualifier)  # type: ignore[arg-type]
        assert row.recorded_at.tzinfo is not None
        assert len(row.period) <= 30 and len(row.value) <= 40 and len(row.of) <= 120 and len(row.kind) <= 16


def test_what_a_document_does_not_state_is_said(book: Book) -> None:
    page = book.documents["jinan_2020_page"]
    assert page.publisher is None and page.published is None
    assert "没有报名" in page.note.zh and "neither" in page.note.en


def test_the_clash_of_the_trade_figures_stands_as_printed(book: Book) -> None:
    quarter = {
        (p.indicator, p.kind): p.value for p in printed(book, "jinan_2020_page") if p.period == "2020-01..03"
    }
    assert quarter == {
        ("trade", "level"): "147.2", ("trade", "growth_yoy"): "48.1", ("trade", "share"): "52.4",
        ("trade_growth", "ratio_to"): "2.3", ("trade", "contribution_pp"): "22.9",
    }  # fmt: skip


@pytest.mark.skipif(not FACTS.exists(), reason="the facts of the founding documents are not here")
@pytest.mark.parametrize("document", DOCUMENTS)
def test_figures_agree_with_the_facts(book: Book, document: str) -> None:
    facts = [f for f in json.loads(FACTS.read_text("utf-8")) if f["subject"] == JINAN]
    facts = [f for f in facts if f["bulletin"] == DOCUMENTS[document]]
    for row, fact in zip(printed(book, document), facts, strict=True):
        value = parse_value(row.value, row.unit, row.qualifier)  # type: ignore[arg-type]
        assert value.bounds[0] == Fraction(str(fact["value"])), fact
        assert value.bounds[1] == Fraction(str(fact["value_max"] or fact["value"])), fact
        assert (row.kind, row.qualifier) == (fact["kind"], fact["qualifier"]), fact
        low, high = fact["interval"]
        assert value.interval.low == (None if low is None else Decimal(str(low))), fact
        if high is not None and value.interval.high is not None:
            assert value.interval.high >= Decimal(str(high)), fact
