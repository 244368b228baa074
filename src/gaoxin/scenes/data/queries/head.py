"""The head of a firm's file: who it is, its names over time, its four places and its part of the zone."""

import datetime as dt
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.evidence.facts import source_view
from gaoxin.center.evidence.timeline import PLACES as FACT_OF
from gaoxin.center.evidence.views import SourceView
from gaoxin.center.models import Firm, FirmName, Place
from gaoxin.scenes.data.queries.as_of import AsOf
from gaoxin.scenes.data.queries.pack import library
from gaoxin.scenes.data.queries.value import place_name

PLACES = {
    "registered": Text("注册地", "Registered"),
    "operating": Text("经营地", "Operating"),
    "tax": Text("纳税地", "Tax"),
    "statistics": Text("统计地", "Statistics"),
    "area": Text("片区", "Part of the zone"),
}
FACTS = {kind: fact for fact, kind in FACT_OF.items()}


@dataclass(frozen=True, slots=True)
class Name:
    """A registered name and when it held."""

    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: SourceView


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One of the places; `name` is None where it is not known, `area` is the overlay it lies in."""

    fact: str
    kind: Text
    name: Text | None
    area: Text | None
    valid_from: dt.date | None
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class Head:
    """Who a firm is."""

    uscc: str
    name: str
    name_en: str
    names: tuple[Name, ...]
    places: tuple[PlaceLine, ...]


def head(firm: Firm, at: AsOf) -> Head:
    """The head of the file of a firm on a day."""
    names = firm.names.select_related("source").order_by("-valid_from", "-pk")
    then = firm.names.on(at.day).order_by("-valid_from", "-pk").first() if at.chosen else None
    return Head(
        uscc=firm.uscc,
        name=then.name_zh if then else firm.name_zh,
        name_en=firm.name_en,
        names=tuple(_name(row) for row in names),
        places=_places(firm, at.day),
    )


def _name(row: FirmName) -> Name:
    return Name(row.name_zh, row.valid_from, row.valid_to, source_view(row.source))


def _places(firm: Firm, day: dt.date) -> tuple[PlaceLine, ...]:
    rows: dict[str, Place] = {}
    for row in firm.places.on(day).select_related("source", "area").order_by("source__rank", "-valid_from"):
        rows.setdefault(row.kind, row)
    return tuple(_place(kind, rows.get(kind), firm) for kind in Place.KINDS)


def _place(kind: str, row: Place | None, firm: Firm) -> PlaceLine:
    if row is None:
        return PlaceLine(FACTS[kind], PLACES[kind], None, None, None, None)
    area = row.area.name if row.area else None
    named = area if kind == "area" and area else place_name(row.code, library(firm.zone.pack))
    beside = None if kind == "area" else area
    return PlaceLine(FACTS[kind], PLACES[kind], named, beside, row.valid_from, source_view(row.source))
