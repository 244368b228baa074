"""The table of lights: every yearly target of every area against the calendar, the worst first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import text
from gaoxin.engines.figures.lights import Rule
from gaoxin.engines.figures.part import Derived
from gaoxin.engines.packs.figure_kinds import Area, Indicator
from gaoxin.screen.queries.charts import figure_url
from gaoxin.screen.queries.level import Level, level_at
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.tiles import LIGHTS
from gaoxin.screen.queries.wording import in_unit, unit

WORST_FIRST = ("red", "amber", None, "green")
FEW = 8
"""Rows that a screen holds below the charts."""


@dataclass(frozen=True, slots=True)
class Lit:
    """One target: who answers, how far it is, how far it is behind the calendar; figures in `unit`."""

    light: str | None
    indicator: Text
    area: Text
    value: Decimal | None
    target: Decimal
    unit: Text
    done: Decimal | None
    reason: Text
    office: Text
    url: str


def lights(
    shelf: Shelf, ids: Iterable[str], asked: Period, rule: Rule | None, areas: tuple[Area, ...]
) -> list[Lit]:
    """Every target of the year, the worst light first, the furthest behind first."""
    names = {a.id: Text(a.zh, a.en) for a in areas}
    found = [lit for i in ids for lit in _each(shelf, shelf.book.indicators[i], asked, rule, names)]
    return sorted(found, key=lambda one: (WORST_FIRST.index(one.light), one.done or Decimal(0)))


def _each(
    shelf: Shelf, indicator: Indicator, asked: Period, rule: Rule | None, names: dict[str, Text]
) -> Iterator[Lit]:
    for target in shelf.targets(indicator.id, asked.year):
        if target.area is not None:
            level = level_at(shelf, indicator, asked, rule, target.area)
            yield _lit(level, names.get(target.area, Text(target.area)))


def _lit(level: Level, area: Text) -> Lit:
    assert level.target is not None
    indicator, target = level.indicator, level.target
    return Lit(
        light=LIGHTS.get(level.light.colour or ""),
        indicator=text(indicator.title),
        area=area,
        value=level.value,
        target=in_unit(target.amount.low, target.unit, indicator),
        unit=unit(indicator.unit),
        done=level.done.value if isinstance(level.done, Derived) else None,
        reason=level.light.reason,
        office=target.office,
        url=figure_url(indicator.id, level.period, level.area),
    )


@dataclass(frozen=True, slots=True)
class Board:
    """The table as it was asked for: `rows` are the first of `total` that meet `light` and `words`."""

    rows: tuple[Lit, ...]
    total: int
    light: str
    words: str


def board(lit: Iterable[Lit], asked: Mapping[str, str]) -> Board:
    """Narrow by `light` and `q`; the worst few unless `all` is asked for."""
    light, words = asked.get("light", ""), asked.get("q", "").strip()
    found = [one for one in lit if light in ("", one.light or "none") and _speaks_of(one, words.lower())]
    return Board(tuple(found if asked.get("all") else found[:FEW]), len(found), light, words)


def _speaks_of(lit: Lit, words: str) -> bool:
    said = (text for t in (lit.indicator, lit.area, lit.office) for text in (t.zh, t.en))
    return any(words in text.lower() for text in said)
