"""The data of the charts, in the shapes that the page script draws."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from gaoxin.base.period import Period
from gaoxin.base.text import Language, Text
from gaoxin.engines.packs.figure_kinds import Area, Indicator
from gaoxin.frame.flow import Flow
from gaoxin.screen.queries.level import shown
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.wording import in_unit, slug, unit

NARROW = 14
"""Letters of a name that a plot of the plan holds in one line."""


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
    even = [_even(target.amount.low, p, target.unit, indicator) if target else None for p in months]
    now = [shown(series.at(p), indicator) for p in months]
    before = [shown(series.at(p.previous_year), indicator) for p in months]
    names = [_month(p, language) for p in months]
    heads = (Text("实际", "actual"), Text("月均目标", "even target"), Text("上年同期", "year before"))
    lines = [
        {"name": head.in_(language), "kind": kind, "values": [_digits(v) for v in values]}
        for head, kind, values in zip(heads, ("bar", "line", "dashed"), (now, even, before), strict=True)
    ]
    lines[0]["urls"] = [figure_url(indicator.id, p) for p in months]
    return Chart(
        key="trend",
        kind="trend",
        title=Text(f"{indicator.title.zh}月度走势", f"{indicator.title.en} by month"),
        note=unit(indicator.unit),
        head=(Text("月份", "month"), *heads),
        rows=tuple(zip(names, now, even, before, strict=True)),
        data={"periods": names, "series": lines, "unit": ""},
    )


def plan(
    shelf: Shelf, indicator: Indicator, asked: Period, areas: tuple[Area, ...], language: Language
) -> Chart:
    """The level of each area on a schematic plan; not a map."""
    placed = [(a, shown(shelf.known(indicator, a.id).at(asked), indicator)) for a in areas]
    plots = [
        {
            "name": _folded(_name(area, language)),
            "value": _digits(value),
            "points": [list(p) for p in area.plot],
            "url": figure_url(indicator.id, asked, area.id),
        }
        for area, value in placed
        if area.plot
    ]
    named = unit(indicator.unit)
    return Chart(
        key="plan",
        kind="plan",
        title=Text("片区分布", "By area"),
        note=Text(f"{indicator.title.zh}，{named.zh}，示意图", f"{indicator.title.en}, {named.en}; a scheme"),
        head=(Text("片区", "area"), named),
        rows=tuple((_name(area, language), value) for area, value in placed),
        data={"plots": plots, "unit": named.in_(language)},
    )


def flow(name: str, given: Flow, language: Language) -> Chart:
    """A flow that a scene offers; a band without anybody in it is not drawn but stands in the table."""
    titles = {node.key: node.title.in_(language) for node in given.nodes}
    bands = [(titles[b.start], titles[b.end], b.count, b.url) for b in given.bands]
    used = {end for start, stop, count, _ in bands if count for end in (start, stop)}
    nodes = [{"name": titles[n.key], "tone": n.tone, "url": n.url} for n in given.nodes]
    return Chart(
        key=f"{name}-flow",
        kind="flow",
        title=given.title,
        note=given.unit,
        head=(Text("从", "from"), Text("到", "to"), given.unit),
        rows=tuple((f"{start}", end, Decimal(count)) for start, end, count, _ in bands),
        data={
            "nodes": [node for node in nodes if node["name"] in used],
            "links": [band for band in bands if band[2]],
            "unit": given.unit.in_(language),
        },
    )


def figure_url(indicator: str, period: Period, area: str | None = None) -> str:
    """The page that opens a figure to its rows."""
    address = f"{reverse('screen:figure', args=[indicator])}?period={slug(period)}"
    return f"{address}&area={area}" if area else address


def _even(target: Decimal, period: Period, given: str, indicator: Indicator) -> Decimal:
    return in_unit(target * period.months / 12, given, indicator)


def _name(area: Area, language: Language) -> str:
    return Text(area.zh, area.en).in_(language)


def _folded(name: str) -> str:
    """A long English name in two lines."""
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    if len(name) <= NARROW or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(2 * place - len(name)))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _month(period: Period, language: Language) -> str:
    if period.months == 1:
        return f"{period.last}月" if language == "zh" else f"{period.last:02}"
    return f"{period.first}–{period.last}月" if language == "zh" else f"{period.first:02}–{period.last:02}"


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
