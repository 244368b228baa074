"""Tiles of indicators: recomputed from their parts where there are parts, as printed where there are none."""

from decimal import Decimal

from django.urls import reverse

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import text
from gaoxin.engines.figures.part import Derived, Undecidable
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.frame.tile import Tile
from gaoxin.screen.queries.clash import clash
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.shelf import Row, Shelf
from gaoxin.screen.queries.wording import NOTHING, growth, in_unit, named, slug, unit

LIGHTS = {"red": "red", "yellow": "amber", "green": "green"}
MONTHS = 12
PRINTED = ("level", "count", "share", "progress", "growth_yoy", "rank")
"""Kinds of printed figure that make a tile, the best first."""
AS_PRINTED = Text("公开资料所载，未经重算", "as a public document prints it, not recomputed")


def computed(level: Level, shelf: Shelf) -> Tile:
    """A tile whose value, growth, completion and light are computed."""
    indicator = level.indicator
    return Tile(
        key=indicator.id,
        title=text(indicator.title),
        value=level.value,
        unit=unit(indicator.unit),
        period=named(level.period),
        definition=text(indicator.definition),
        url=f"{reverse('screen:figure', args=[indicator.id])}?period={slug(level.period)}",
        change=growth(level.change),
        better=_better(level.change, indicator),
        target=_target(level),
        done=min(level.done.value, Decimal(100)) if isinstance(level.done, Derived) else None,
        light=LIGHTS.get(level.light.colour or ""),
        reason=level.light.reason,
        points=_points(shelf, level),
        clash=clash(shelf, level),
    )


def printed(indicator: Indicator, rows: list[Row]) -> Tile | None:
    """The latest printed value of an indicator, None where nothing was printed."""
    found = [r for kind in PRINTED for r in rows if r.kind == kind]
    if not found:
        return None
    row = found[0]
    said = next(
        (r.value.low for r in found if r.kind == "growth_yoy" and r.when == row.when and r is not row), None
    )
    return Tile(
        key=indicator.id,
        title=text(indicator.title),
        value=row.value.low,
        unit=unit(row.value.unit),
        period=Text(row.when.in_("zh"), row.when.in_("en")),
        definition=text(indicator.definition),
        url=reverse("screen:figure", args=[indicator.id]),
        qualifier=row.value.qualifier,
        change=Text(f"同比 {said:+}%", f"{said:+}% on the year") if said is not None else NOTHING,
        better=None if said is None else said > 0,
        reason=AS_PRINTED,
    )


def _better(result: Derived | Undecidable, indicator: Indicator) -> bool | None:
    if isinstance(result, Undecidable) or indicator.better == "neither" or result.exact == 0:
        return None
    return (result.exact > 0) == (indicator.better == "up")


def _target(level: Level) -> Text:
    if level.target is None:
        return NOTHING
    goal = in_unit(level.target.value.low, level.target.value.unit, level.indicator)
    return Text(f"目标 {goal:,}", f"target {goal:,}")


def _points(shelf: Shelf, level: Level) -> tuple[Decimal | None, ...]:
    """The last twelve months as reported; months reported together leave a gap."""
    last = Period(level.period.year, level.period.last, level.period.last)
    first = Period(last.year - 1, last.last, last.last)
    series = shelf.reported(level.indicator.id, level.area)
    return tuple(value for _, value in series.months(first, last))[-MONTHS:]
