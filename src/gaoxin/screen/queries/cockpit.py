"""The whole cockpit of a zone at one period."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import cast

from gaoxin.base.period import Period, PeriodError
from gaoxin.base.text import Language
from gaoxin.center.figures.book import Book, open_book
from gaoxin.center.models import Zone
from gaoxin.engines.figures.lights import Rule
from gaoxin.engines.figures.when import parse_when
from gaoxin.engines.packs.figure_kinds import Area
from gaoxin.frame.discover import scenes
from gaoxin.frame.tile import Tile, Tiles
from gaoxin.screen.layout import Layout, layout_of
from gaoxin.screen.queries.charts import Chart, plan, trend
from gaoxin.screen.queries.level import level_at
from gaoxin.screen.queries.lights import Lit, lights
from gaoxin.screen.queries.shelf import Shelf, shelf_of
from gaoxin.screen.queries.tiles import computed, printed


@dataclass(frozen=True)
class Cockpit:
    """`period` None: the zone has published figures only."""

    period: Period | None
    periods: tuple[Period, ...]
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    lights: tuple[Lit, ...]
    rule: Rule | None

    @property
    def counts(self) -> Counter[str]:
        """How many lights of each colour."""
        return Counter(lit.light or "none" for lit in self.lights)


def cockpit(zone: Zone, day: dt.date, wanted: str, language: Language) -> Cockpit:
    """Read and compute; `wanted` is a period as addresses hold it, empty or unknown for the latest."""
    layout, book = layout_of(zone.pack), book_of(zone.pack)
    shelf = shelf_of(zone, layout.indicators)
    periods = tuple(shelf.periods)
    asked = choose(periods, wanted)
    rule = book.lights(day).get(layout.rule)
    offered = tuple(tile for scene in scenes() if scene.tiles for tile in offers(scene.tiles)(zone, day))
    if asked is None:
        return Cockpit(None, (), (*_printed(layout, book, shelf), *offered), (), (), rule)
    tiles = (computed(level_at(shelf, book.indicators[i], asked, rule), shelf) for i in layout.tiles)
    areas = book.areas(pack_zone(zone.pack), asked.end)
    lit = tuple(lights(shelf, book, layout.lights, asked, rule, areas))
    charts = tuple(_charts(layout, book, shelf, asked, areas, language))
    return Cockpit(asked, periods, (*tiles, *offered), charts, lit, rule)


def choose(periods: tuple[Period, ...], wanted: str) -> Period | None:
    """The period asked for, the latest where it is not among them, None where there are none."""
    try:
        asked = parse_when(wanted).period if wanted else None
    except (PeriodError, ValueError):
        asked = None
    return asked if asked in periods else next(iter(periods), None)


@cache
def book_of(pack: str) -> Book:
    """The book of a zone's pack, read once."""
    return open_book([pack])


@cache
def pack_zone(pack: str) -> str:
    """The name by which a pack calls its zone."""
    return next((f.areas.zone for f in book_of(pack).files if f.areas), "")


def offers(path: str) -> Tiles:
    """The function behind a dotted path."""
    module, _, name = path.rpartition(".")
    return cast(Tiles, getattr(import_module(module), name))


def _printed(layout: Layout, book: Book, shelf: Shelf) -> list[Tile]:
    tiles = (printed(book.indicators[i], shelf.printed(i)) for i in layout.tiles)
    return [tile for tile in tiles if tile is not None]


def _charts(
    layout: Layout, book: Book, shelf: Shelf, asked: Period, areas: tuple[Area, ...], language: Language
) -> Iterator[Chart]:
    if layout.trend:
        yield trend(shelf, book.indicators[layout.trend], asked, language)
    if layout.plan and any(a.plot for a in areas):
        yield plan(shelf, book.indicators[layout.plan], asked, areas, language)
