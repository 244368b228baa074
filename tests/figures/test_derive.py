"""Derived figures by hand, and what is refused; lights by the rule of 银川."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import open_book
from gaoxin.engines.figures import derive
from gaoxin.engines.figures.lights import light
from gaoxin.engines.figures.part import Derived, Part, Undecidable, part
from gaoxin.engines.figures.series import Series, rates, streak

JULY = Period(2023, 1, 7)
LEVELS = st.integers(1, 10**12)


def yuan(value: object, name: str = "数", unit: str = "亿元") -> Part:
    return part(Text(name, f"<{name}>"), value, unit)  # type: ignore[arg-type]


def percent(value: object, name: str = "率") -> Part:
    return yuan(value, name, "%")


def value(result: derive.Result) -> Decimal:
    assert isinstance(result, Derived), result
    return result.value


def reason(result: derive.Result) -> Text:
    assert isinstance(result, Undecidable), result
    return result.reason


def test_ahead_of_the_calendar_as_printed_by_jinan():
    assert value(derive.ahead(percent("76"), JULY, digits=2)) == Decimal("17.67")
    assert value(derive.ahead(percent("72.4"), JULY, digits=2)) == Decimal("14.07")
    assert value(derive.ahead(percent("76"), JULY)) == Decimal("17.7")
    assert value(derive.ahead(percent("72.4"), JULY)) == Decimal("14.1")


def test_the_start_rate_of_jining_is_not_what_was_printed():
    rate = derive.share(yuan(67, "已开工", "个"), yuan(91, "计划", "个"))
    assert value(rate) == Decimal("73.6")
    assert isinstance(rate, Derived)
    assert rate.formula == Text("已开工 ÷ 计划", "<已开工> ÷ <计划>")
    assert rate.unit == "%"


def test_the_trade_figures_of_jinan_clash():
    """147.2, +48.1 % and 52.4 % of a city that grew by 48.1/2.3 % give a pull of 20.6 points, not 22.9."""
    now, growth = Fraction("147.2"), Fraction("0.481")
    base, city = now / (1 + growth), now / Fraction("0.524")
    city_base = city / (1 + growth / Fraction("2.3"))
    assert value(derive.pull(yuan(now), yuan(base), yuan(city_base))) == Decimal("20.6")
    assert value(derive.yoy(yuan(now), yuan(base))) == Decimal("48.1")
    assert value(derive.multiple(percent("48.1"), percent("20.9"))) == Decimal("2.3")


def test_chenzhou_is_behind_in_may():
    assert value(derive.ahead(percent("37.7"), Period(2020, 1, 5))) == Decimal("-4.0")


def test_growth_pull_and_contribution():
    assert value(derive.yoy(yuan("110"), yuan("100"))) == 10
    assert value(derive.mom(yuan("90"), yuan("100"))) == -10
    assert value(derive.points(percent("52.4"), percent("50"))) == Decimal("2.4")
    assert value(derive.pull(yuan(130), yuan(100), yuan(400))) == Decimal("7.5")
    assert value(derive.contribution(yuan(130), yuan(100), yuan(460), yuan(400))) == 50
    months, last = [yuan(10), yuan("20000", unit="万元")], [yuan(5), yuan(5)]
    assert value(derive.cumulative_yoy(months, last)) == 20


def test_units_are_converted_or_refused():
    assert value(derive.share(yuan("5000", unit="万元"), yuan(1))) == 50
    assert "人" in reason(derive.share(yuan(1, unit="人"), yuan(1))).zh


def test_constant_prices_are_never_recomputed():
    assert "可比价" in reason(derive.yoy(yuan(110), yuan(100), prices="constant")).zh
    assert "constant prices" in reason(derive.cumulative_yoy([yuan(1)], [yuan(1)], prices="constant")).en


def test_a_missing_part_is_named():
    result = derive.contribution(yuan(130), yuan(None, "上年"), yuan(460), yuan(None, "全市上年"))
    assert reason(result) == Text("缺数据：上年、全市上年", "not known: <上年>, <全市上年>")
    assert isinstance(result, Undecidable)
    assert [p.name.zh for p in result.missing] == ["上年", "全市上年"]
    assert "缺数据" in reason(derive.cumulative_yoy([yuan(1), yuan(None)], [yuan(1), yuan(1)])).zh


@pytest.mark.parametrize(
    "result",
    [
        derive.yoy(yuan(5), yuan(0)),
        derive.yoy(yuan(5), yuan(-3)),
        derive.share(yuan(5), yuan(0)),
        derive.completion(yuan(5), yuan(0)),
        derive.multiple(percent(5), percent(0)),
        derive.multiple(percent(-5), percent(2)),
        derive.contribution(yuan(5), yuan(4), yuan(9), yuan(9)),
        derive.cumulative_yoy([yuan(1)], [yuan(1), yuan(2)]),
        derive.time_progress(Period(2026, 4, 6)),
    ],
)
def test_what_has_no_meaning_is_refused_with_the_reason(result):
    assert reason(result).zh and reason(result).en


@pytest.mark.parametrize(
    ("until", "progress"),
    [
        (Period(2026, 1, 10), "83.33"),
        (Period(2026, 1, 12), "100.00"),
        (date(2026, 1, 1), "0.27"),
        (date(2024, 2, 29), "16.39"),
        (date(2025, 12, 31), "100.00"),
    ],
)
def test_clocks(until, progress):
    assert value(derive.time_progress(until, digits=2)) == Decimal(progress)


@given(LEVELS, LEVELS)
def test_growth_gives_the_level_back(now, base):
    result = derive.yoy(yuan(now), yuan(base))
    assert isinstance(result, Derived)
    assert base * (1 + result.exact / 100) == now


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=9))
def test_pulls_of_all_parts_add_up_to_the_growth_of_the_whole(parts):
    now, base = (yuan(sum(column)) for column in zip(*parts, strict=True))
    pulls = [derive.pull(yuan(n), yuan(b), base) for n, b in parts]
    growth = derive.yoy(now, base)
    assert isinstance(growth, Derived)
    assert sum(p.exact for p in pulls if isinstance(p, Derived)) == growth.exact


@given(st.lists(LEVELS, min_size=1, max_size=9))
def test_shares_of_all_parts_are_the_whole(parts):
    shares = [derive.share(yuan(p), yuan(sum(parts))) for p in parts]
    assert sum(s.exact for s in shares if isinstance(s, Derived)) == 100


def monthly(*rates: str | None) -> Series:
    return Series("%", {Period(2020, m, m): Decimal(r) for m, r in enumerate(rates, 1) if r})


def test_a_streak_counts_back_to_the_last_month_without_growth():
    assert value(streak(monthly("1", "-2", "0.1", "3", "2"), Period(2020, 5, 5))) == 3
    assert value(streak(monthly("1", "0"), Period(2020, 2, 2))) == 0


def test_a_gap_leaves_a_streak_open():
    told = reason(streak(monthly("1", None, "0.1", "3"), Period(2020, 4, 4)))
    assert told.zh == "2020年2月增速缺数据，已知至少连续2个月"
    assert "at least 2 months" in told.en


def test_months_reported_together_count_as_two():
    together = Series("%", {Period(2021, 1, 2): Decimal(3), **monthly(*["-1"] * 11, "2").points})
    assert value(streak(together, Period(2021, 2, 2))) == 3


def test_rates_of_a_series():
    levels = {Period(y, m, m): Decimal(100 + 10 * (y - 2020) + m) for y in (2020, 2021) for m in (1, 2, 3)}
    del levels[Period(2020, 2, 2)]
    found = rates(Series("亿元", levels))
    assert list(found.points) == [Period(2021, 1, 1), Period(2021, 3, 3)]
    assert found.points[Period(2021, 1, 1)] == Decimal("9.900990099010")


OCTOBER = Period(2026, 1, 10)


def of(rate: str) -> derive.Result:
    return derive.completion(yuan(rate), yuan(100))


@pytest.mark.parametrize(
    ("rate", "colour"),
    [
        ("90", "green"), ("83.33", "green"), ("73.34", "green"),
        ("73.33", "yellow"), ("60", "yellow"), ("53.34", "yellow"),
        ("53.33", "red"), ("0", "red"),
    ],
)  # fmt: skip
def test_lights_in_october(rate, colour):
    rule = open_book().lights(date(2026, 11, 21))["yinchuan_progress"]
    assert light(rule, of(rate), OCTOBER).colour == colour


def test_both_bounds_of_yellow_are_included():
    rule = open_book().lights(date(2026, 11, 21))["yinchuan_progress"]
    june = Period(2026, 1, 6)
    assert [light(rule, of(rate), june).colour for rate in ("40", "20", "19.99")] == [
        "yellow",
        "yellow",
        "red",
    ]
    assert light(rule, of("40"), june).reason.zh == "落后时间进度 10.0 个百分点"
    assert light(rule, of("60"), june).reason.en == "10.0 points ahead of the calendar"


def test_what_is_not_known_has_no_light():
    rule = open_book().lights(date(2026, 11, 21))["yinchuan_progress"]
    unknown = light(rule, derive.completion(yuan(None, "完成投资"), yuan(100)), OCTOBER)
    assert (unknown.colour, unknown.reason.zh) == (None, "缺数据：完成投资")
    assert light(rule, of("50"), Period(2026, 4, 6)).colour is None
    assert light(None, of("50"), OCTOBER).colour is None


def test_no_rule_before_it_was_made_public():
    assert not open_book().lights(date(2025, 3, 17))
