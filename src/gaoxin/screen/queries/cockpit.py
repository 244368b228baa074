"""The whole cockpit of a zone at one period."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.base.period import Period
from gaoxin.base.text import Language
from gaoxin.center.figures.book import text
from gaoxin.center.models import Zone
from gaoxin.engines.figures.lights import Rule
from gaoxin.engines.packs.site_kinds import Layout
from gaoxin.frame.tile import Tile
from gaoxin.screen.layout import layout_of
from gaoxin.screen.queries import offers
from gaoxin.screen.queries.book import areas_of, book_of
from gaoxin.screen.queries.charts import Chart, flow, plan, trend
from gaoxin.screen.queries.level import level_at
from gaoxin.screen.queries.lights import Lit, lights
from gaoxin.screen.queries.line import Line, line
from gaoxin.screen.queries.periods import Choice, choose, since_january
from gaoxin.screen.queries.shelf import Shelf, shelf_of
from gaoxin.screen.queries.tiles import computed, printed


@dataclass(frozen=True)
class Cockpit:
    """`tiles` are of indicators, `offered` of scenes; `printed` are the rows of a zone with published figures only."""

    choice: Choice
    tiles: tuple[Tile, ...]
    offered: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    lights: tuple[Lit, ...] = ()
    printed: tuple[Line, ...] = ()
    rule: Rule | None = None

    @property
    def period(self) -> Period | None:
        """What is shown."""
        return self.choice.asked

    @property
    def counts(self) -> Counter[str]:
        """How many lights of each colour."""
        return Counter(lit.light or "none" for lit in self.lights)


def cockpit(zone: Zone, day: dt.date, wanted: str, language: Language) -> Cockpit:
    """Read and compute; `wanted` is a period as addresses hold it, empty or unknown for the latest."""
    layout, book = layout_of(zone.pack), book_of(zone.pack)
    shelf = shelf_of(zone, book, () if layout.printed else layout.indicators)
    if layout.printed:
        return _printed(zone, day, layout, shelf, language)
    return _computed(zone, day, layout, shelf, choose(shelf.periods, wanted), language)


def _computed(
    zone: Zone, day: dt.date, layout: Layout, shelf: Shelf, choice: Choice, language: Language
) -> Cockpit:
    offered, flows = tuple(offers.tiles(zone, day)), tuple(_flows(zone, day, language))
    if choice.asked is None:
        return Cockpit(choice, (), offered, flows)
    rule = shelf.book.lights(day).get(layout.rule)
    given = zone, layout, shelf, choice.asked, rule
    tiles, charts, lit = shelf.kept((choice.asked, day, language), lambda: _worked_out(*given, language))
    return Cockpit(choice, tiles, offered, (*charts, *flows), lit, rule=rule)


def _worked_out(
    zone: Zone, layout: Layout, shelf: Shelf, asked: Period, rule: Rule | None, language: Language
) -> tuple[tuple[Tile, ...], tuple[Chart, ...], tuple[Lit, ...]]:
    """All that follows from the figures alone."""
    indicators = (shelf.book.indicators[i] for i in layout.tiles)
    return (
        tuple(computed(level_at(shelf, i, asked, rule), shelf) for i in indicators),
        tuple(_charts(zone, layout, shelf, asked, language)),
        tuple(_lights(zone, layout, shelf, asked, rule)),
    )


def _lights(zone: Zone, layout: Layout, shelf: Shelf, asked: Period, rule: Rule | None) -> list[Lit]:
    return lights(shelf, layout.lights, since_january(asked), rule, areas_of(zone.pack, asked.end))


def _charts(zone: Zone, layout: Layout, shelf: Shelf, asked: Period, language: Language) -> Iterator[Chart]:
    areas, indicators = areas_of(zone.pack, asked.end), shelf.book.indicators
    if layout.trend:
        yield trend(shelf, indicators[layout.trend], asked, language)
    if layout.plan and any(a.plot for a in areas):
        yield plan(shelf, indicators[layout.plan], asked, areas, language)


def _flows(zone: Zone, day: dt.date, language: Language) -> Iterator[Chart]:
    return (flow(name, found, language) for name, found in offers.flows(zone, day))


def _printed(zone: Zone, day: dt.date, layout: Layout, shelf: Shelf, language: Language) -> Cockpit:
    tiles, lines = shelf.kept("printed", lambda: _as_printed(layout, shelf))
    return Cockpit(
        choice=Choice(None),
        tiles=tiles,
        offered=tuple(offers.tiles(zone, day)),
        charts=tuple(_flows(zone, day, language)),
        printed=lines,
    )


def _as_printed(layout: Layout, shelf: Shelf) -> tuple[tuple[Tile, ...], tuple[Line, ...]]:
    indicators = shelf.book.indicators
    tiles = (printed(indicators[i], shelf.printed(i)) for i in layout.tiles)
    lines = (line(row, text(indicators[row.indicator].title), {}) for row in shelf.rows)
    return tuple(tile for tile in tiles if tile is not None), tuple(lines)
