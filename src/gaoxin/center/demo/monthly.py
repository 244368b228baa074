"""The invented monthly figures of the demo zone by area, with yearly targets: integers, so that sums are exact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate
from operator import mul
from typing import Literal, TypeAlias

from msgspec import Struct

from gaoxin.base.period import Period, parse_period
from gaoxin.base.text import Text
from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.firms import SEED
from gaoxin.center.figures.printed import Document, Printed, noon
from gaoxin.engines.figures.when import of_period
from gaoxin.engines.packs.figure_files import FigureFiles, read_figures
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind

Levels: TypeAlias = dict[Period, int]
"""Levels of one line in one area, in its unit."""

TARGET_STEP = 100
"""Targets are set in whole hundreds of 万元."""
_PUBLISHER = Text("云川高新区统计局", "Statistics Bureau of Yunchuan High-tech Zone")
_INVENTED = Text("示例园区的虚构数据", "invented data of the demo zone")


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator; the fields are explained in monthly.yaml."""

    id: str
    form: Literal["flow", "stock", "quarter", "rate"]
    unit: str
    base: float
    office: Titles
    spread: float
    growth: float = 0
    target: float = 0
    season: tuple[int, ...] = ()
    joint: bool = False
    every: int = 1
    areas: dict[str, int] = {}
    pace: dict[str, int] = {}


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    first: int
    until: str
    reported_day: int
    lines: tuple[Line, ...]

    @property
    def months(self) -> tuple[Period, ...]:
        """Every month that has figures."""
        last = parse_period(self.until)
        years = range(self.first, last.year + 1)
        return tuple(Period(y, m, m) for y in years for m in range(1, 13) if (y, m) <= (last.year, last.last))


@dataclass(frozen=True, slots=True)
class Demo:
    """The plan, the zone and its areas by id."""

    plan: Plan
    zone: str
    areas: Mapping[str, Text]


@cache
def demo() -> Demo:
    """The data of the demo pack."""
    home = bundled("demo")
    files: FigureFiles = read_figures(home)
    assert files.areas is not None
    areas = {area.id: Text(area.zh, area.en) for area in files.areas.list}
    return Demo(read_kind(home / "figures" / "monthly.yaml", Plan), files.areas.zone, areas)


def series(seed: int = SEED) -> Iterator[Printed]:
    """Every figure and target: each line for each area and, as their sum, for the zone."""
    for line in demo().plan.lines:
        if line.form == "rate":
            yield from _rates(line, Chance(seed, f"monthly:{line.id}"))
            continue
        by_area = {area: _levels(line, area, seed) for area in line.areas or {"": 1}}
        if line.areas:
            by_area[""] = _sum(by_area)
        for area, levels in by_area.items():
            yield from _rows(line, area, _reported(line, levels))
        yield from _targets(line, by_area)


def documents() -> Iterator[Document]:
    """The monthly reports and the yearly target sheets that the figures stand in."""
    zone, months = demo().zone, demo().plan.months
    for month in months:
        title = Text(f"{zone}{month.in_('zh')}主要经济指标月报", f"Monthly report, {month.in_('en')}")
        yield Document(_report(month), title, _PUBLISHER, str(_reported_on(month)), _INVENTED)
    for year in range(months[0].year + 1, months[-1].year + 1):
        title = Text(f"{zone}{year}年主要指标任务分解表", f"Targets of {year} by area")
        yield Document(_sheet(year), title, _PUBLISHER, str(_set_on(year)), _INVENTED)


def _levels(line: Line, area: str, seed: int) -> Levels:
    """Flows of every month, or the stock at its end."""
    chance = Chance(seed, f"monthly:{line.id}:{area}")
    share = line.areas[area] / sum(line.areas.values()) if area else 1.0
    months = demo().plan.months
    if line.form == "stock":
        grown = accumulate((1 + line.growth / 1200 * chance.between(0.4, 1.6) for _ in months), mul)
        stocks = (int(line.base * share * factor + 0.5) for factor in grown)
        return dict(zip(months, stocks, strict=True))
    return {month: _flow(line, area, month, line.base * share, chance) for month in months}


def _flow(line: Line, area: str, month: Period, base: float, chance: Chance) -> int:
    yearly = base
    for year in range(demo().plan.first, month.year):
        ahead = year + 1 == demo().plan.months[-1].year and area in line.pace
        yearly *= (1 + line.target / 100) * line.pace[area] / 100 if ahead else 1 + line.growth / 100
    weight = line.season[month.first - 1] / sum(line.season)
    return int(yearly * weight * chance.spread(line.spread) + 0.5)


def _reported(line: Line, levels: Levels) -> Levels:
    """As the office reports: quarters add up from January, and January may come with February."""
    if line.form == "quarter":
        ends = [month for month in levels if month.last % 3 == 0]
        return {Period(m.year, 1, m.last): _year_to_date(levels, m) for m in ends}
    if not line.joint:
        return levels
    found = {month: level for month, level in levels.items() if month.last > 2}
    joint = {Period(m.year, 1, 2): _year_to_date(levels, m) for m in levels if m.last == 2}
    return dict(sorted((found | joint).items()))


def _targets(line: Line, by_area: Mapping[str, Levels]) -> Iterator[Printed]:
    """What each area is to reach in a year, from the year before; the zone's target is their sum."""
    for year in range(demo().plan.first + 1, demo().plan.months[-1].year + 1):
        aims = {area: _aim(line, levels, year) for area, levels in by_area.items() if area or not line.areas}
        if line.areas:
            aims[""] = sum(aims.values())
        for area, aim in aims.items():
            printed = _printed(line, area, Period(year, 1, 12), aim, _sheet(year), _set_on(year))
            yield replace(printed, kind="target", office=_office(line, area))


def _office(line: Line, area: str) -> Text:
    """Who answers for a target: the service centre of an area, a bureau for the zone."""
    named = demo().areas.get(area)
    if named is None:
        return Text(line.office.zh, line.office.en)
    return Text(f"{named.zh}服务中心", f"{named.en} Service Centre")


def _aim(line: Line, levels: Levels, year: int) -> int:
    last_year = {month: level for month, level in levels.items() if month.year == year - 1}
    if line.form == "stock":
        return int(last_year[max(last_year)] * (1 + line.target / 100) + 0.5)
    return int(sum(last_year.values()) * (1 + line.target / 100) / TARGET_STEP + 0.5) * TARGET_STEP


def _rows(line: Line, area: str, levels: Levels) -> Iterator[Printed]:
    for period, level in levels.items():
        month = Period(period.year, period.last, period.last)
        yield _printed(line, area, period, level, _report(month), _reported_on(month))


def _rates(line: Line, chance: Chance) -> Iterator[Printed]:
    """Rates as the office publishes them, year to date; January alone has none."""
    for month in demo().plan.months:
        tenths = int((line.base + line.spread * chance.bell()) * 10 + 0.5)
        if month.last > 1 and month.last % line.every == 0:
            period = Period(month.year, 1, month.last)
            yield _printed(
                line, "", period, f"{tenths // 10}.{tenths % 10}", _report(month), _reported_on(month)
            )


def _printed(line: Line, area: str, period: Period, value: int | str, source: str, day: date) -> Printed:
    return Printed(
        zone=demo().zone,
        area=area or None,
        indicator=line.id,
        period=of_period(period).text,
        kind="level",
        value=str(value),
        unit=line.unit,
        qualifier="exact",
        of="",
        source=source,
        recorded_at=noon(day),
    )


def _sum(by_area: Mapping[str, Levels]) -> Levels:
    return {month: sum(levels[month] for levels in by_area.values()) for month in demo().plan.months}


def _year_to_date(levels: Levels, until: Period) -> int:
    return sum(level for month, level in levels.items() if month.year == until.year and month <= until)


def _reported_on(month: Period) -> date:
    year, number = (month.year + 1, 1) if month.last == 12 else (month.year, month.last + 1)
    return date(year, number, demo().plan.reported_day)


def _set_on(year: int) -> date:
    """The day on which the targets of a year are handed out."""
    return date(year, 2, 20)


def _report(month: Period) -> str:
    return f"yunchuan_report_{month.year}_{month.last:02}"


def _sheet(year: int) -> str:
    return f"yunchuan_targets_{year}"
