"""The data of the charts, in the shapes that the page script draws."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gaoxin.base.period import Period
from gaoxin.base.text import Language, Text
from gaoxin.engines.packs.figure_kinds import Area, Indicator
from gaoxin.screen.queries.level import shown
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.wording import in_unit, unit


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `data` for the script, `head` and `rows` for the table beside it."""

    key: str
    kind: str
    title: Text
    note: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[str | Decimal | None, ...], ...]
    data: dict[str, Any]


def trend(shelf: Shelf, indicator: Indicator, asked: Period, language: Language) -> Chart:
    """Each reported month of the year beside the year before and an even share of the target."""
    series = shelf.reported(indicator.id)
    months = [p for p in series.year(asked.year) if p.last <= asked.last]
    target = shelf.target(indicator.id, asked.year)
    even = [_even(target.value.low, p, target.value.unit, indicator) if target else None for p in months]
    now = [shown(series.at(p), indicator) for p in months]
    before = [shown(series.at(p.previous_year), indicator) for p in months]
    names = [_month(p, language) for p in months]
    heads = (Text("实际", "actual"), Text("月均目标", "even target"), Text("上年同期", "year before"))
    kinds = ("bar", "line", "dashed")
    lines = [
        {"name": head.in_(language), "kind": kind, "values": [_number(v) for v in values]}
        for head, kind, values in zip(heads, kinds, (now, even, before), strict=True)
    ]
    return Chart(
        key="trend",
        kind="trend",
        title=Text(f"{indicator.title.zh}：当月", f"{indicator.title.en}, by month"),
        note=unit(indicator.unit),
        head=(Text("月份", "month"), *heads),
        rows=tuple(zip(names, now, even, before, strict=True)),
        data={"periods": names, "series": lines, "unit": unit(indicator.unit).in_(language)},
    )


def plan(
    shelf: Shelf, indicator: Indicator, asked: Period, areas: tuple[Area, ...], language: Language
) -> Chart:
    """The level of each area on a schematic plan; not a map."""
    placed = [(Text(a.zh, a.en), a, shown(shelf.level(indicator, a.id).at(asked), indicator)) for a in areas]
    plots = [
        {"name": name.in_(language), "value": _number(value), "points": [list(p) for p in area.plot]}
        for name, area, value in placed
        if area.plot
    ]
    return Chart(
        key="plan",
        kind="plan",
        title=Text(f"{indicator.title.zh}：分片区累计", f"{indicator.title.en} by area, year to date"),
        note=Text(f"{indicator.unit}，示意图", f"{unit(indicator.unit).en}, a scheme"),
        head=(Text("片区", "area"), unit(indicator.unit)),
        rows=tuple((name.in_(language), value) for name, _, value in placed),
        data={"plots": plots, "unit": unit(indicator.unit).in_(language)},
    )


def _even(target: Decimal, period: Period, given: str, indicator: Indicator) -> Decimal:
    return in_unit(target * period.months / 12, given, indicator)


def _month(period: Period, language: Language) -> str:
    if period.months == 1:
        return f"{period.last}月" if language == "zh" else f"{period.last:02}"
    return f"{period.first}–{period.last}月" if language == "zh" else f"{period.first:02}–{period.last:02}"


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
