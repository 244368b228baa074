"""One indicator at one time in one place: its level, growth, target, completion and light."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.reading import RATES, compute, growth, level
from gaoxin.engines.figures.derive import completion, points
from gaoxin.engines.figures.lights import Light, Rule, light
from gaoxin.engines.figures.part import Derived, Part, Undecidable
from gaoxin.engines.figures.series import Series
from gaoxin.engines.figures.unit import convert
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.screen.queries.shelf import Row, Shelf
from gaoxin.screen.queries.wording import in_unit

NO_TARGET = Undecidable(Text("没有年度目标", "there is no target for the year"))
ONE_MONTH = Undecidable(
    Text(
        "年度目标按累计数看，不看单月", "a yearly target is compared with the year to date, not with a month"
    )
)
STOCK = Text("时点数不按时间进度亮灯", "a stock is not judged by the calendar")


@dataclass(frozen=True, slots=True)
class Level:
    """`period` is the latest one known up to the period asked for; `value` is in the indicator's unit.

    `formula` is set where the level follows from other indicators and was not itself reported.
    """

    indicator: Indicator
    area: str | None
    period: Period
    value: Decimal | None
    now: Part
    change: Derived | Undecidable
    target: Row | None
    done: Derived | Undecidable
    light: Light
    formula: Derived | Undecidable | None = None


def level_at(
    shelf: Shelf, indicator: Indicator, asked: Period, rule: Rule | None, area: str | None = None
) -> Level:
    """The indicator up to the end of `asked`: since January, or of the month where `asked` is a single one."""
    period = known_period(shelf.known(indicator, area), indicator, asked)
    now, formula = level_part(shelf, indicator, period, area)
    target = shelf.target(indicator.id, asked.year, area)
    done = _done(now, target, indicator, period)
    return Level(
        indicator=indicator,
        area=area,
        period=period,
        value=shown(now, indicator),
        now=now,
        change=_change(shelf, indicator, period, area),
        target=target,
        done=done,
        light=_light(rule, done, indicator, period),
        formula=formula,
    )


def level_part(
    shelf: Shelf, indicator: Indicator, period: Period, area: str | None = None
) -> tuple[Part, Derived | Undecidable | None]:
    """The level of exactly this period, as reported or else by the indicator's formula."""
    own = level(indicator, shelf.reported(indicator.id, area), period)
    if own.value is not None or indicator.formula is None:
        return own, None
    result = compute(shelf.book, indicator.id, period, shelf.look(area))
    return (result.as_part(own.name) if isinstance(result, Derived) else own), result


def known_period(series: Series, indicator: Indicator, asked: Period) -> Period:
    """The latest period of the year up to `asked` that the series knows and that has its shape, else any."""
    found = [p for p in series.points if p.year == asked.year and p.last <= asked.last]
    if indicator.basis == "instant":
        return max(found, default=Period(asked.year, asked.last, asked.last))
    single = asked.first > 1
    return max((p for p in found if (p.first > 1) == single), default=None) or max(found, default=asked)


def shown(value: Part, indicator: Indicator) -> Decimal | None:
    """A value in the indicator's unit as it is shown; None where not known."""
    return None if value.value is None else in_unit(value.value, value.unit, indicator)


def _change(shelf: Shelf, indicator: Indicator, period: Period, area: str | None) -> Derived | Undecidable:
    if indicator.unit not in RATES:
        return growth(indicator, shelf.reported(indicator.id, area), period)
    now, base = (level_part(shelf, indicator, p, area)[0] for p in (period, period.previous_year))
    return points(now, base)


def _done(now: Part, target: Row | None, indicator: Indicator, period: Period) -> Derived | Undecidable:
    if target is None:
        return NO_TARGET
    if period.first > 1 and indicator.basis != "instant":
        return ONE_MONTH
    goal = convert(Fraction(target.amount.low), target.unit, indicator.unit)
    plan = Part(Text("年度目标", "target of the year"), goal, indicator.unit)
    return completion(now, plan)


def _light(rule: Rule | None, done: Derived | Undecidable, indicator: Indicator, period: Period) -> Light:
    return Light(None, STOCK) if indicator.basis == "instant" else light(rule, done, period)
