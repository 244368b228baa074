"""One figure opened: how it is computed, the rows it is made of, the document each row stands in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book, text
from gaoxin.center.models import Zone
from gaoxin.engines.figures.part import Derived, Undecidable
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.screen.layout import layout_of
from gaoxin.screen.queries.clash import clash
from gaoxin.screen.queries.cockpit import book_of, choose, pack_zone
from gaoxin.screen.queries.level import Level, level_at
from gaoxin.screen.queries.shelf import Row, Shelf, shelf_of
from gaoxin.screen.queries.wording import growth, in_unit, named, unit


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation: its name, the result or why there is none, the formula with its numbers."""

    title: Text
    value: Text
    formula: Text


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table as reported, and the document it comes from."""

    area: Text
    period: Text
    kind: str
    value: Decimal
    unit: Text
    qualifier: str
    of: str
    note: Text
    source: int
    source_title: str
    published: dt.date | None


@dataclass(frozen=True)
class Opened:
    """An indicator in a zone; `level` None where only printed figures are known."""

    indicator: Indicator
    title: Text
    period: Period | None
    periods: tuple[Period, ...]
    level: Level | None
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    clash: Text
    area: Text | None


def opened(zone: Zone, day: dt.date, name: str, wanted: str, area: str = "") -> Opened | None:
    """Open an indicator at a period, of one area or the whole zone; None where the zone knows nothing of it."""
    book = book_of(zone.pack)
    indicator = book.indicators.get(name)
    shelf = shelf_of(zone, [name])
    if indicator is None or not shelf.rows:
        return None
    places = {a.id: Text(a.zh, a.en) for a in book.areas(pack_zone(zone.pack), day)}
    asked = choose(tuple(shelf.periods), wanted)
    chosen = area if area in places else None
    level = _level(zone, shelf, book, indicator, day, asked, chosen)
    rows = _rows(shelf, indicator, level)
    return Opened(
        indicator=indicator,
        title=text(indicator.title),
        period=level.period if level else None,
        periods=tuple(shelf.periods),
        level=level,
        steps=tuple(_steps(level, indicator)) if level else (),
        lines=tuple(_line(row, places) for row in rows),
        clash=clash(shelf, level) if level and chosen is None else Text(""),
        area=places.get(area),
    )


def _level(
    zone: Zone,
    shelf: Shelf,
    book: Book,
    indicator: Indicator,
    day: dt.date,
    asked: Period | None,
    area: str | None,
) -> Level | None:
    if asked is None:
        return None
    return level_at(shelf, indicator, asked, book.lights(day).get(layout_of(zone.pack).rule), area)


def _rows(shelf: Shelf, indicator: Indicator, level: Level | None) -> list[Row]:
    """What the level is made of, with its base of the year before and its target; everything where there is none."""
    if level is None:
        return shelf.printed(indicator.id)
    year, last = level.period.year, level.period.last
    mine = [r for r in shelf.rows if r.when.period and (level.area is None or r.area == level.area)]
    wanted = [r for r in mine if r.when.period and _counts(r.when.period, r.kind, year, last)]
    return sorted(wanted, key=lambda r: (r.kind, r.area or "", -r.when.period.year, r.when.period.last))  # type: ignore[union-attr]


def _counts(period: Period, kind: str, year: int, last: int) -> bool:
    if kind == "target":
        return period.year == year
    return period.year in (year, year - 1) and period.last <= last


def _steps(level: Level, indicator: Indicator) -> Iterator[Step]:
    shown = f"{level.value:,} {indicator.unit}" if level.value is not None else ""
    unknown = Text("缺数据", "not known")
    yield Step(
        named(level.period),
        Text(shown, f"{level.value:,} {unit(indicator.unit).en}") if level.value is not None else unknown,
        _summed(level),
    )
    yield _derived(Text("同比", "on the year before"), level.change, growth(level.change))
    if level.target is not None:
        goal = in_unit(level.target.value.low, level.target.value.unit, indicator)
        yield Step(
            Text("年度目标", "target of the year"),
            Text(f"{goal:,} {indicator.unit}", f"{goal:,} {unit(indicator.unit).en}"),
            level.target.office,
        )
    yield _derived(Text("完成率", "completion"), level.done, None)
    rule = level.light.rule.citation if level.light.rule else ""
    yield Step(Text("亮灯", "light"), level.light.reason, Text(rule, rule))


def _summed(level: Level) -> Text:
    if level.indicator.basis == "instant":
        return Text("期末数", "at the end of the month")
    return Text("本年各月上报数相加", "the months reported since January, added")


def _derived(title: Text, result: Derived | Undecidable, said: Text | None) -> Step:
    if isinstance(result, Undecidable):
        return Step(title, Text("算不出", "cannot be computed"), result.reason)
    value = said or Text(f"{result.value}{result.unit}", f"{result.value}{result.unit}")
    numbers = " ÷ ".join(f"{float(p.value):,.10g}" for p in result.parts if p.value is not None)
    return Step(title, value, Text(f"{result.formula.zh}（{numbers}）", f"{result.formula.en} ({numbers})"))


def _line(row: Row, places: dict[str, Text]) -> Line:
    return Line(
        area=places.get(row.area or "", Text("全区", "whole zone")),
        period=Text(row.when.in_("zh"), row.when.in_("en")),
        kind=row.kind,
        value=row.value.low,
        unit=unit(row.value.unit),
        qualifier=row.value.qualifier,
        of=row.of,
        note=row.note,
        source=row.source,
        source_title=row.source_title,
        published=row.published,
    )
