"""What a zone's pack says of its figures, read once."""

import datetime as dt
from functools import cache

from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book, open_book
from gaoxin.engines.packs.figure_kinds import Area


@cache
def book_of(pack: str) -> Book:
    """The book of a zone's pack."""
    return open_book([pack])


def areas_of(pack: str, day: dt.date) -> tuple[Area, ...]:
    """The areas of a pack's zone on a day."""
    return book_of(pack).areas(_zone(pack), day)


def names_of(pack: str, day: dt.date) -> dict[str, Text]:
    """The names of those areas by id."""
    return {a.id: Text(a.zh, a.en) for a in areas_of(pack, day)}


@cache
def _zone(pack: str) -> str:
    return next((f.areas.zone for f in book_of(pack).files if f.areas), "")
