"""The demo zone's monthly figures: the same for a seed, exact in sum, and mostly on time."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

import pytest

from gaoxin.base.clock import BEIJING
from gaoxin.base.period import Period
from gaoxin.center.demo import monthly
from gaoxin.center.figures.book import open_book
from gaoxin.center.figures.printed import Printed
from gaoxin.engines.figures.cumulate import to_cumulative
from gaoxin.engines.figures.derive import completion
from gaoxin.engines.figures.lights import light
from gaoxin.engines.figures.series import Series
from gaoxin.engines.figures.when import parse_when

OCTOBER = Period(2026, 1, 10)
JOINT = {"industrial_output", "fixed_investment", "industrial_investment", "retail"}


@pytest.fixture(scope="module")
def rows() -> list[Printed]:
    return list(monthly.series())


def levels(rows: list[Printed], indicator: str, area: str | None) -> Series:
    mine = [r for r in rows if (r.indicator, r.area, r.kind) == (indicator, area, "level")]
    points = {parse_when(r.period).period: Decimal(r.value) for r in mine}
    return Series(mine[0].unit, points)  # type: ignore[arg-type]


def test_the_same_seed_gives_the_same_figures(rows):
    assert list(monthly.series()) == rows
    assert list(monthly.series(7)) != rows


def test_everything_named_is_known(rows):
    book = open_book(["demo"])
    areas = {a.id for a in book.areas("云川高新区", date(2026, 11, 21))}
    documents = {d.id: d for d in monthly.documents()}
    for row in rows:
        assert row.indicator in book.indicators
        assert row.area is None or row.area in areas
        assert row.source in documents
        assert row.zone == "云川高新区"
    assert len({r.indicator for r in rows}) >= 8


def test_areas_sum_to_the_zone_exactly(rows):
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row.unit != "%" and row.indicator != "gdp":
            sums[row.indicator, row.period, row.kind][row.area is None] += int(row.value)
    assert all(areas == zone for areas, zone in sums.values())
    assert len(sums) > 300


def test_only_sums_that_make_sense_are_split_by_area(rows):
    book = open_book(["demo"])
    assert {r.indicator for r in rows if r.area} <= {i.id for i in book.indicators.values() if i.sum}


def test_january_comes_with_february_where_that_is_the_habit(rows):
    january = {r.indicator for r in rows if r.period == "2026-01" and r.kind == "level"}
    joint = {r.indicator for r in rows if r.period == "2026-01..02" and r.unit == "万元"}
    assert joint == JOINT
    assert january.isdisjoint(JOINT) and "trade" in january


def test_figures_end_in_october_and_were_known_by_today(rows):
    ends = [parse_when(r.period).last for r in rows if r.kind == "level"]
    assert (min(ends), max(ends)) == (date(2024, 1, 31), date(2026, 10, 31))
    assert max(r.recorded_at for r in rows) < datetime(2026, 11, 21, tzinfo=BEIJING)


def test_tax_is_part_of_budget_income(rows):
    for area in (None, "core", "bonded"):
        tax, budget = (levels(rows, name, area).points for name in ("tax_income", "budget_income"))
        assert all(tax[month] < budget[month] for month in budget)


def test_every_target_has_an_office(rows):
    targets = [r for r in rows if r.kind == "target"]
    assert {r.period for r in targets} == {"2025", "2026"}
    assert all(r.office.zh and r.office.en for r in targets)


def test_most_areas_are_on_time_and_some_are_late(rows):
    rule = open_book().lights(date(2026, 11, 21))["yinchuan_progress"]
    colours = defaultdict(list)
    for target in (r for r in rows if r.kind == "target" and r.period == "2026" and r.unit == "万元"):
        if target.indicator == "gdp":
            continue
        plan = Series("万元", {Period(2026, 1, 12): Decimal(target.value)}).at(Period(2026, 1, 12))
        done = to_cumulative(levels(rows, target.indicator, target.area)).at(OCTOBER)
        colours[light(rule, completion(done, plan), OCTOBER).colour].append((target.indicator, target.area))
    assert sorted(colours["red"]) == [
        ("fixed_investment", "aero"), ("foreign_capital", "equip"), ("industrial_investment", "energy"),
    ]  # fmt: skip
    assert 3 <= len(colours["yellow"]) <= 8
    assert len(colours["green"]) > 50 and None not in colours
