"""From rows to tiles: levels by basis, growth and formulas on the demo zone and on the public figures."""

from datetime import date
from decimal import Decimal

import pytest

from gaoxin.base.period import Period
from gaoxin.center.demo import monthly
from gaoxin.center.figures.book import Book, open_book
from gaoxin.center.figures.printed import Printed, noon
from gaoxin.center.figures.reading import Look, compute, growth, level, read_series
from gaoxin.engines.figures.part import Derived, Undecidable

OCTOBER = Period(2026, 1, 10)


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book(["demo", "jinan"])


@pytest.fixture(scope="module")
def demo() -> list[Printed]:
    return [r for r in monthly.series() if r.kind == "level" and r.area is None]


def looking(book: Book, rows: list[Printed]) -> Look:
    return lambda i: read_series([r for r in rows if r.indicator == i], book.indicators[i].unit)


@pytest.fixture(scope="module")
def look(book: Book, demo: list[Printed]) -> Look:
    return looking(book, demo)


def test_a_cumulative_level_is_the_sum_of_the_months(book: Book, demo: list[Printed], look: Look) -> None:
    found = level(book.indicators["industrial_output"], look("industrial_output"), OCTOBER)
    rows = [r for r in demo if r.indicator == "industrial_output" and r.period.startswith("2026")]
    assert found.value is not None
    assert found.value * 10_000 == sum(int(r.value) for r in rows)
    assert found.name.zh == "规模以上工业总产值（2026年1–10月）"


def test_a_month_and_the_months_so_far(book: Book, look: Look) -> None:
    gdp = book.indicators["gdp"]
    second = level(gdp, look("gdp"), Period(2026, 4, 6)).value
    first, half = (level(gdp, look("gdp"), Period(2026, 1, m)).value for m in (3, 6))
    assert first and second and half and first + second == half
    assert level(book.indicators["trade"], look("trade"), Period(2026, 10, 10)).value
    january = level(book.indicators["retail"], look("retail"), Period(2026, 1, 1))
    assert january.value is None


def test_a_stock_is_the_one_at_the_end(book: Book, demo: list[Printed], look: Look) -> None:
    found = level(book.indicators["four_above"], look("four_above"), OCTOBER)
    assert found.value == int(
        next(r.value for r in demo if (r.indicator, r.period) == ("four_above", "2026-10"))
    )


def test_growth_of_a_tile(book: Book, look: Look) -> None:
    found = growth(book.indicators["industrial_output"], look("industrial_output"), OCTOBER)
    assert isinstance(found, Derived)
    assert Decimal(5) < found.value < Decimal(9)
    refused = growth(
        book.indicators["industrial_value_added_growth"], look("industrial_value_added_growth"), OCTOBER
    )
    assert isinstance(refused, Undecidable)


def test_a_formula_is_computed_with_its_parts(book: Book, look: Look) -> None:
    found = compute(book, "tax_share", OCTOBER, look)
    assert isinstance(found, Derived)
    assert Decimal(90) < found.value < Decimal(93)
    assert found.formula.zh == "税收收入（2026年1–10月） ÷ 一般公共预算收入（2026年1–10月）"
    assert "Tax income (January–October 2026)" in found.formula.en


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("rd_intensity", "缺数据：R&D经费（2026年）"),
        ("gdp", "没有公式"),
        ("provincial_project_ahead", "缺数据"),
    ],
)
def test_what_cannot_be_computed_says_why(book: Book, look: Look, indicator: str, told: str) -> None:
    found = compute(book, indicator, OCTOBER, look)
    assert isinstance(found, Undecidable)
    assert told in found.reason.zh and found.reason.en


def test_a_project_plan_gives_completion_and_the_lead_over_the_calendar(book: Book) -> None:
    def row(indicator: str, period: str, value: str) -> Printed:
        return Printed("区", None, indicator, period, "level", value, "亿元", "exact", "", "x", noon(date(2023, 8, 1)))  # fmt: skip

    rows = [
        row("provincial_project_investment", "2023-01..07", "76"),
        row("provincial_project_plan", "2023", "100"),
    ]
    found = [
        compute(book, f"provincial_project_{i}", Period(2023, 1, 7), looking(book, rows))
        for i in ("completion", "ahead")
    ]
    assert [f.value for f in found if isinstance(f, Derived)] == [Decimal("76.0"), Decimal("17.7")]


def test_printed_figures_of_jinan_read_as_series(book: Book) -> None:
    rows = [
        r for r in book.published("济南高新区") if r.kind in ("level", "count") and r.qualifier == "exact"
    ]
    look = looking(book, rows)
    assert look("gdp").points == {
        Period(2019, 1, 12): Decimal("1150.2"), Period(2021, 1, 9): Decimal("1106.8"),
    }  # fmt: skip
    assert look("national_talents").points == {Period(2021, 12, 12): Decimal(185)}
    assert look("rd_institutions").points == {}  # “as of 2023” names no month


def test_ranges_and_unstated_times_are_no_levels(book: Book) -> None:
    rows = [
        r for r in book.published("济南高新区") if r.indicator in ("project_size", "nuclear_cluster_scale")
    ]
    assert len(rows) == 2
    assert read_series(rows, "亿元").points == {}
