"""One figure opened: how it is computed, the rows it is made of, the document each row stands in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.figures.book import text
from gaoxin.center.models import Zone
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.screen.layout import layout_of
from gaoxin.screen.queries.book import book_of, names_of
from gaoxin.screen.queries.clash import clash
from gaoxin.screen.queries.level import Level, level_at
from gaoxin.screen.queries.line import Line, line
from gaoxin.screen.queries.made import Made, made, made_of
from gaoxin.screen.queries.periods import Choice, choose
from gaoxin.screen.queries.shelf import Row, Shelf, shelf_of
from gaoxin.screen.queries.steps import Step, steps
from gaoxin.screen.queries.wording import NOTHING


@dataclass(frozen=True)
class Opened:
    """An indicator in a zone; `level` None where only printed figures are known.

    `lines` are the rows that the figure is made of, `others` those it is compared with.
    """

    indicator: Indicator
    title: Text
    choice: Choice
    level: Level | None
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    others: tuple[Line, ...]
    clash: Text
    area: Text | None


def opened(zone: Zone, day: dt.date, name: str, wanted: str, area: str = "") -> Opened | None:
    """Open an indicator at a period, of one area or the whole zone; None where the zone knows nothing of it."""
    book, layout = book_of(zone.pack), layout_of(zone.pack)
    indicator = book.indicators.get(name)
    shelf = shelf_of(zone, book, [name])
    if indicator is None or not shelf.rows:
        return None
    places = names_of(zone.pack, day)
    choice = Choice(None) if layout.printed else choose(shelf.periods, wanted)
    chosen = area if area in places else None
    rule = book.lights(day).get(layout.rule)
    level = level_at(shelf, indicator, choice.asked, rule, chosen) if choice.asked else None
    found = made_of(shelf, level) if level else Made("reported", shelf.printed(name))

    def lines(rows: Iterable[Row]) -> tuple[Line, ...]:
        return tuple(line(row, text(book.indicators[row.indicator].title), places) for row in rows)

    return Opened(
        indicator=indicator,
        title=text(indicator.title),
        choice=choice,
        level=level,
        steps=tuple(steps(level, found.how)) if level else (),
        lines=lines(found.rows),
        others=lines(beside(shelf, level)) if level else (),
        clash=clash(shelf, level) if level and chosen is None else NOTHING,
        area=places.get(area),
    )


def beside(shelf: Shelf, level: Level) -> list[Row]:
    """What the level is compared with: its target, the year before, and the areas of the zone."""
    name, period, area = level.indicator.id, level.period, level.area
    target = [] if level.target is None else [level.target]
    before = made(shelf, name, area, period.previous_year).rows
    places = shelf.areas(name) if area is None else []
    return [*target, *before, *(row for place in places for row in made(shelf, name, place, period).rows)]
