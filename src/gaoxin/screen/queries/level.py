"""One indicator at one time in one place: its level, growth, target, completion and light."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.figures.derive import completion, points, yoy
from gaoxin.engines.figures.lights import Light, Rule, light
from gaoxin.engines.figures.part import Derived, Part, Undecidable
from gaoxin.engines.figures.series import Series
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.screen.queries.shelf import Row, Shelf
from gaoxin.screen.queries.wording import in_unit

NO_TARGET = Undecidable(Text("没有年度目标", "there is no target for the year"))
STOCK = Text("时点数不按时间进度亮灯", "a stock is not judged by the calendar")


@dataclass(frozen=True, slots=True)
class Level:
    """`period` is the latest one known up to the period asked for; `value` is in the indicator's unit."""

    indicator: Indicator
    area: str | None
    period: Period
    value: Decimal | None
    now: Part
    change: Derived | Undecidable
    target: Row | None
    done: Derived | Undecidable
    light: Light


def level_at(
    shelf: Shelf, indicator: Indicator, asked: Period, rule: Rule | None, area: str | None = None
) -> Level:
    """The indicator up to the end of `asked`, a period from January."""
    series = shelf.level(indicator, area)
    period = known_period(series, indicator, asked)
    now = series.at(period)
    target = shelf.target(indicator.id, asked.year, area)
    done = _done(now, target)
    return Level(
        indicator=indicator,
        area=area,
        period=period,
        value=shown(now, indicator),
        now=now,
        change=_change(series, period, indicator),
        target=target,
        done=done,
        light=_light(rule, done, indicator, period),
    )


def known_period(series: Series, indicator: Indicator, asked: Period) -> Period:
    """The latest period of the year, up to `asked`, that the series knows; `asked` where it knows none."""
    wanted = [p for p in series.points if p.year == asked.year and p.last <= asked.last]
    whole = [p for p in wanted if p.first == 1 or indicator.basis == "instant"]
    return max(whole, default=_shape(asked, indicator))


def shown(value: Part, indicator: Indicator) -> Decimal | None:
    """A value in the indicator's unit as it is shown; None where not known."""
    return None if value.value is None else in_unit(value.value, value.unit, indicator)


def _shape(asked: Period, indicator: Indicator) -> Period:
    return Period(asked.year, asked.last, asked.last) if indicator.basis == "instant" else asked


def _change(series: Series, period: Period, indicator: Indicator) -> Derived | Undecidable:
    now, base = series.at(period), series.at(period.previous_year)
    return points(now, base) if indicator.unit == "%" else yoy(now, base, indicator.prices)


def _done(now: Part, target: Row | None) -> Derived | Undecidable:
    if target is None:
        return NO_TARGET
    plan = Part(Text("年度目标", "target of the year"), Fraction(target.value.low), target.value.unit)
    return completion(now, plan)


def _light(rule: Rule | None, done: Derived | Undecidable, indicator: Indicator, period: Period) -> Light:
    return Light(None, STOCK) if indicator.basis == "instant" else light(rule, done, period)
