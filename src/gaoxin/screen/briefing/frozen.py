"""Figures as a briefing keeps them: values, what they are compared with, and the rows they are made of."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import text
from gaoxin.center.models import Zone
from gaoxin.engines.figures.part import Derived
from gaoxin.screen.layout import layout_of
from gaoxin.screen.queries.book import book_of, names_of
from gaoxin.screen.queries.level import Level, level_at
from gaoxin.screen.queries.line import WHOLE
from gaoxin.screen.queries.made import made_of
from gaoxin.screen.queries.shelf import Row, Shelf, shelf_of
from gaoxin.screen.queries.tiles import LIGHTS
from gaoxin.screen.queries.wording import NOTHING, grown, in_unit, named, unit


@dataclass(frozen=True, slots=True)
class Basis:
    """One row of the table with the document it stands in; `value` in `unit` as reported."""

    indicator: str
    area: str
    period: str
    kind: str
    value: str
    unit: str
    source: int
    title: str
    publisher: Text
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """One figure; empty texts and None are not known. `light` is red, amber, green or None."""

    key: str
    name: Text
    period: Text
    value: str | None
    unit: Text
    change: Text
    growth: str | None
    target: str | None
    done: str | None
    light: str | None
    reason: Text
    office: Text
    rows: tuple[Basis, ...]


def capture(zone: Zone, period: Period) -> tuple[Frozen, ...]:
    """The figures of a cockpit as they stand now: the tiles, then the yearly targets of areas."""
    layout, book = layout_of(zone.pack), book_of(zone.pack)
    shelf = shelf_of(zone, book, layout.indicators)
    rule = book.lights(period.end).get(layout.rule)
    places = names_of(zone.pack, period.end)
    return tuple(
        _frozen(level_at(shelf, book.indicators[i], period, rule, area), shelf, places.get(area or ""))
        for i, area in _wanted(shelf, layout.tiles, layout.lights, period)
    )


def _wanted(
    shelf: Shelf, tiles: Sequence[str], lights: Sequence[str], period: Period
) -> Iterator[tuple[str, str | None]]:
    yield from ((i, None) for i in tiles)
    yield from ((i, t.area) for i in lights for t in shelf.targets(i, period.year) if t.area)


def _frozen(level: Level, shelf: Shelf, place: Text | None) -> Frozen:
    name, target = text(level.indicator.title), level.target
    rows = [*made_of(shelf, level).rows, *([target] if target else [])]
    return Frozen(
        key=f"{level.indicator.id}@{level.area}" if level.area else level.indicator.id,
        name=Text(f"{place.zh}{name.zh}", f"{place.en}, {name.en}") if place else name,
        period=named(level.period),
        value=_said(level.value),
        unit=unit(level.indicator.unit),
        change=grown(level.change),
        growth=str(level.change.value) if isinstance(level.change, Derived) else None,
        target=_said(in_unit(target.amount.low, target.unit, level.indicator)) if target else None,
        done=f"{level.done.value}%" if isinstance(level.done, Derived) else None,
        light=LIGHTS.get(level.light.colour or ""),
        reason=level.light.reason,
        office=target.office if target else NOTHING,
        rows=tuple(_basis(row) for row in rows),
    )


def _said(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:,}"


def _basis(row: Row) -> Basis:
    return Basis(
        indicator=row.indicator,
        area=row.area or WHOLE.zh,
        period=row.period,
        kind=row.kind,
        value=row.value,
        unit=row.unit,
        source=row.source,
        title=row.source_title,
        publisher=row.publisher,
        published=row.published,
    )


def stored(figures: Sequence[Frozen]) -> list[dict[str, Any]]:
    """Figures as JSON keeps them."""
    found: list[dict[str, Any]] = msgspec.to_builtins(list(figures))
    return found


def restored(kept: list[dict[str, Any]]) -> tuple[Frozen, ...]:
    """Figures from JSON."""
    return msgspec.convert(kept, tuple[Frozen, ...])


def digest(kept: list[dict[str, Any]]) -> str:
    """SHA-256 of the JSON with sorted keys and no spaces, in UTF-8."""
    plain = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
