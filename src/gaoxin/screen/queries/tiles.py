"""Tiles of indicators: recomputed from their parts where there are parts, as printed where there are none."""

from decimal import Decimal

from django.urls import reverse

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import text
from gaoxin.center.figures.reading import RATES
from gaoxin.engines.figures.part import Derived, Undecidable
from gaoxin.engines.figures.series import Series
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.frame.tile import Tile
from gaoxin.screen.queries.charts import figure_url
from gaoxin.screen.queries.clash import clash
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.shelf import Row, Shelf
from gaoxin.screen.queries.wording import NOTHING, cited, growth, in_unit, named, unit

LIGHTS = {"red": "red", "yellow": "amber", "green": "green"}
MONTHS = 12
PRINTED = ("level", "count", "share", "progress", "growth_yoy", "rank")
"""Kinds of printed figure that make a tile, the best first."""


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
        url=figure_url(indicator.id, level.period),
        change=growth(level.change),
        better=_better(level.change, indicator),
        target=_target(level),
        done=level.done.value if isinstance(level.done, Derived) else None,
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
    said = next((r.amount.low for r in found if r.kind == "growth_yoy" and r.when == row.when), None)
    return Tile(
        key=indicator.id,
        title=text(indicator.title),
        value=row.amount.low,
        unit=unit(row.unit),
        period=Text(row.when.in_("zh"), row.when.in_("en")),
        definition=text(indicator.definition),
        url=reverse("screen:figure", args=[indicator.id]),
        qualifier=row.qualifier,
        change=Text(f"同比 {said:+}%", f"{said:+}% on the year") if said is not None else NOTHING,
        better=None
        if said is None or indicator.better == "neither"
        else (said > 0) == (indicator.better == "up"),
        reason=cited(row.publisher, row.source_title),
    )


def _better(result: Derived | Undecidable, indicator: Indicator) -> bool | None:
    if isinstance(result, Undecidable) or indicator.better == "neither" or result.exact == 0:
        return None
    return (result.exact > 0) == (indicator.better == "up")


def _target(level: Level) -> Text:
    if level.target is None:
        return NOTHING
    goal = in_unit(level.target.amount.low, level.target.unit, level.indicator)
    return Text(f"目标 {goal:,}", f"target {goal:,}")


def _points(shelf: Shelf, level: Level) -> tuple[Decimal | None, ...]:
    """The last twelve months; months that are known only together share their level evenly, gaps are None."""
    known = shelf.known(level.indicator, level.area)
    months = (level.period.year * 12 + level.period.last - back for back in range(MONTHS, 0, -1))
    return tuple(_month(known, level.indicator, Period(n // 12, n % 12 + 1, n % 12 + 1)) for n in months)


def _month(known: Series, indicator: Indicator, month: Period) -> Decimal | None:
    if indicator.unit in RATES:
        return known.points.get(Period(month.year, 1, month.last))
    around = [p for p in known.points if p.year == month.year and p.first <= month.last <= p.last]
    shortest = min(around, key=lambda p: p.months, default=month)
    value = known.points.get(shortest)
    return None if value is None else value / shortest.months
