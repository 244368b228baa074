"""The cockpit against the rows: golden for October 2026, and every tile the sum of what it opens."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest

from gaoxin.base.period import Period
from gaoxin.center.models import Figure, Zone
from gaoxin.screen.layout import layout_of
from gaoxin.screen.queries.book import book_of
from gaoxin.screen.queries.cockpit import Cockpit, cockpit
from gaoxin.screen.queries.figure import opened
from gaoxin.screen.queries.level import level_at
from gaoxin.screen.queries.lights import FEW, board
from gaoxin.screen.queries.made import made_of
from gaoxin.screen.queries.shelf import shelf_of
from gaoxin.screen.tests.conftest import revise

DAY = dt.date(2026, 11, 21)
ADDED = (
    "industrial_output",
    "fixed_investment",
    "industrial_investment",
    "trade",
    "foreign_capital",
    "budget_income",
    "retail",
    "tax_income",
)


def seen(zone: Zone, period: str = "") -> Cockpit:
    return cockpit(zone, DAY, period, "zh")


def tile(found: Cockpit, key: str) -> object:
    return next(t for t in found.tiles if t.key == key)


def wan(zone: Zone, indicator: str, periods: list[str], *, areas: bool = False) -> Decimal:
    """万元 of the rows added as 亿元, straight from the table."""
    rows = Figure.objects.current().filter(zone=zone, indicator=indicator, kind="level", period__in=periods)
    total = sum(int(r.value) for r in rows.filter(area__isnull=not areas))
    return (Decimal(total) / 10_000).quantize(Decimal("0.1"), ROUND_HALF_UP)


def months(year: int, last: int, *, joint: bool) -> list[str]:
    first = [f"{year}-01..02"] if joint else [f"{year}-01", f"{year}-02"]
    return [*first, *(f"{year}-{m:02}" for m in range(3, last + 1))]


def test_october_2026(figured: Zone) -> None:
    found = seen(figured)
    assert found.period == Period(2026, 1, 10)
    assert [(t.key, str(t.value), t.change.zh, t.target.zh, str(t.done), t.light) for t in found.tiles] == [
        ("gdp", "1004.9", "同比 +7.6%", "目标 1,362.3", "73.8", "green"),
        ("industrial_output", "1496.1", "同比 +6.8%", "目标 1,856.3", "80.6", "green"),
        ("industrial_value_added_growth", "7.7", "同比 -0.8个百分点", "", "None", None),
        ("fixed_investment", "367.3", "同比 +1.1%", "目标 488.3", "75.2", "green"),
        ("trade", "550.9", "同比 +9.3%", "目标 669.6", "82.3", "green"),
        ("budget_income", "120.0", "同比 +6.2%", "目标 140.2", "85.6", "green"),
    ]
    assert found.tiles[0].period.zh == "2026年前三季度", "each tile tells its own latest period"
    assert found.counts == {"green": 52, "amber": 5, "red": 3}
    assert found.lights[0].reason.zh == "落后时间进度 39.8 个百分点"
    assert not any(t.clash.zh for t in found.tiles)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_tile_is_the_sum_of_its_rows_and_of_its_areas(figured: Zone, year: int) -> None:
    book = book_of("demo")
    shelf = shelf_of(figured, book, ADDED)
    joint = {i for i in ADDED if (Period(year, 1, 2)) in shelf.reported(i).points}
    for indicator in ADDED:
        for last in range(3, 11):
            level = level_at(shelf, book.indicators[indicator], Period(year, 1, last), None)
            periods = months(year, last, joint=indicator in joint)
            assert level.value == wan(figured, indicator, periods), (indicator, last)
            if shelf.areas(indicator):
                assert level.value == wan(figured, indicator, periods, areas=True)
            rows = made_of(shelf, level).rows
            assert level.now.value == sum(int(r.value) for r in rows) / Decimal(10_000)


def test_a_month_alone(figured: Zone) -> None:
    found = seen(figured, "2026-10")
    assert found.choice.single and found.choice.other == Period(2026, 1, 10)
    one = tile(found, "trade")
    assert one.value == wan(figured, "trade", ["2026-10"]) and one.period.zh == "2026年10月"
    assert one.done is None and one.light is None and "不看单月" in one.reason.zh
    assert tile(found, "gdp").period.zh == "2026年第三季度", "a quarter where no month is reported"
    rate = tile(found, "industrial_value_added_growth")
    assert rate.period.zh == "2026年1–10月", "a rate is no difference of rates"


def test_a_quarter_is_the_difference_of_two_rows(figured: Zone) -> None:
    found = opened(figured, DAY, "gdp", "2026-09")
    assert found and found.level
    more, less = (int(line.value.replace(",", "")) for line in found.lines)
    assert found.level.now.value == Decimal(more - less) / 10_000
    assert "相减" in found.steps[0].formula.zh


def test_a_formula_is_computed_from_rows_of_both_parts(figured: Zone) -> None:
    found = opened(figured, DAY, "tax_share", "")
    assert found and found.level and str(found.level.value) == "91.7"
    assert {line.title.zh for line in found.lines} == {"税收收入", "一般公共预算收入"}
    assert "110.0648 亿元" in found.steps[0].formula.zh


def test_a_clash_is_told_and_never_repaired(figured: Zone) -> None:
    before = tile(seen(figured), "trade").value
    row = Figure.objects.current().get(
        zone=figured, indicator="trade", period="2026-08", area__code="bonded", kind="level"
    )
    revise(figured, "trade", "2026-08", str(int(row.value) + 30_000), "bonded")
    one = tile(seen(figured), "trade")
    assert one.value == before
    assert one.clash.zh == f"合计与分项不符：全区上报 {before}，各片区相加 {before + 3}"
    found = opened(figured, DAY, "trade", "")
    assert found and found.clash == one.clash and one.clash.en
    assert "30000" not in one.clash.zh


def test_a_small_clash_shows_decimals_that_differ(figured: Zone) -> None:
    row = Figure.objects.current().get(
        zone=figured, indicator="trade", period="2026-08", area__code="bonded", kind="level"
    )
    revise(figured, "trade", "2026-08", str(int(row.value) + 1), "bonded")
    said = tile(seen(figured), "trade").clash.zh
    first, second = said.removeprefix("合计与分项不符：全区上报 ").split("，各片区相加 ")
    assert Decimal(second) - Decimal(first) == Decimal("0.0001")


def test_a_gap_is_not_known_and_not_zero(figured: Zone) -> None:
    Figure.objects.filter(zone=figured, indicator="trade", period="2026-05", area=None).delete()
    one = tile(seen(figured), "trade")
    assert one.period.zh == "2026年1–4月", "the year to date ends before the gap"
    Figure.objects.filter(
        zone=figured, indicator="trade", period__startswith="2026-", area=None, kind="level"
    ).delete()
    one = tile(seen(figured), "trade")
    assert one.value is None and one.light is None and one.points[-1] is None
    trend = next(c for c in seen(figured).charts if c.key == "plan")
    assert all(value is not None for _, value in trend.rows)


def test_earlier_periods_and_unknown_ones(figured: Zone) -> None:
    assert seen(figured, "2026-01..06").period == Period(2026, 1, 6)
    for wrong in ("2031", "nonsense", "2026-02..05", "2026-13", "' OR 1=1"):
        assert seen(figured, wrong).period == Period(2026, 1, 10), wrong


def test_lights_narrow_and_show_the_worst_first(figured: Zone) -> None:
    lit = seen(figured).lights
    few = board(lit, {})
    assert (len(few.rows), few.total) == (FEW, 60)
    assert len(board(lit, {"all": "1"}).rows) == 60
    assert {one.light for one in board(lit, {"light": "red"}).rows} == {"red"}
    assert {one.area.zh for one in board(lit, {"q": "bonded", "all": "1"}).rows} == {"综合保税片区"}
    assert board(lit, {"q": "没有这个"}).total == 0


def test_public_figures_stay_as_printed(jinan: Zone) -> None:
    found = seen(jinan)
    assert found.period is None and not found.lights
    trade = tile(found, "trade")
    assert (str(trade.value), trade.unit.zh, trade.period.zh, trade.change.zh) == (
        "147.2",
        "亿元",
        "2020年第一季度",
        "同比 +48.1%",
    )
    assert "济南高新区专题版面" in trade.reason.zh
    gdp = tile(found, "gdp")
    assert str(gdp.value) == "1106.8", "the exact number goes before the round one of the same sentence"
    assert gdp.reason.zh.startswith("科技日报《锚定")
    assert tile(found, "attracted_project_total").qualifier == "over"
    assert len(found.printed) == Figure.objects.filter(zone=jinan).count()
    assert "10–100" in {line.value for line in found.printed}, "a range keeps both ends"


def test_a_zone_without_figures(zone: Zone) -> None:
    found = seen(zone)
    assert found.period is None and found.tiles == () and found.lights == ()


@pytest.mark.parametrize("pack", ["demo", "jinan"])
def test_what_a_pack_shows_is_defined(pack: str) -> None:
    assert layout_of(pack).indicators <= set(book_of(pack).indicators)
    assert layout_of(pack).tiles
