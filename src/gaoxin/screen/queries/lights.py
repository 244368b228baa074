"""The table of lights: every yearly target of every area against the calendar, the worst first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book, text
from gaoxin.engines.figures.lights import Rule
from gaoxin.engines.figures.part import Derived
from gaoxin.engines.packs.figure_kinds import Area, Indicator
from gaoxin.screen.queries.level import Level, level_at
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.tiles import LIGHTS
from gaoxin.screen.queries.wording import in_unit, slug, unit

WORST_FIRST = ("red", "amber", None, "green")


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
    shelf: Shelf, book: Book, ids: Iterable[str], asked: Period, rule: Rule | None, areas: tuple[Area, ...]
) -> list[Lit]:
    """Every target of the year, the worst light first, the furthest behind first."""
    names = {a.id: Text(a.zh, a.en) for a in areas}
    found = [lit for i in ids for lit in _each(shelf, book.indicators[i], asked, rule, names)]
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
        target=in_unit(target.value.low, target.value.unit, indicator),
        unit=unit(indicator.unit),
        done=level.done.value if isinstance(level.done, Derived) else None,
        reason=level.light.reason,
        office=target.office,
        url=f"{reverse('screen:figure', args=[indicator.id])}?period={slug(level.period)}&area={level.area}",
    )


def narrowed(lit: Iterable[Lit], light: str, words: str) -> list[Lit]:
    """Those of one light whose indicator, area or office holds `words`."""
    wanted = words.strip().lower()
    return [
        one
        for one in lit
        if light in ("", one.light or "none")
        and any(
            wanted in text.lower() for t in (one.indicator, one.area, one.office) for text in (t.zh, t.en)
        )
    ]
