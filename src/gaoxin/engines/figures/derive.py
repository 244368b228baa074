"""Derived figures: computed from parts that are named, never typed, or refused with the reason.

Growth is x/base - 1, 拉动 is the part's rise over the whole's
base, 贡献率 is the part's rise over the whole's rise, 时间进度 is months over twelve.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.figures.part import Derived, Part, Undecidable, obstacle, part

Result: TypeAlias = Derived | Undecidable
Prices: TypeAlias = Literal["current", "constant", "none"]

PERCENT, POINTS, TIMES = "%", "百分点", "倍"
_CONSTANT = Text(
    "可比价增速不能用现价总量重算，请用统计部门公布的增速",
    "growth at constant prices is not recomputed from nominal levels; use the rate that the office published",
)


def yoy(now: Part, base: Part, prices: Prices = "current", digits: int = 1) -> Result:
    """同比: the level against the same period of the year before."""
    return _growth(now, base, prices, digits)


def mom(now: Part, previous: Part, prices: Prices = "current", digits: int = 1) -> Result:
    """环比: the level against the period before."""
    return _growth(now, previous, prices, digits)


def cumulative_yoy(
    now: Sequence[Part], base: Sequence[Part], prices: Prices = "current", digits: int = 1
) -> Result:
    """累计同比: the months so far against the same months of the year before."""
    if len(now) != len(base):
        return Undecidable(Text("两年的月数不同", "the two years do not have the same months"))
    if reason := obstacle(*now, *base):
        return reason
    this_year = total(now, Text("本年累计", "year to date"))
    last_year = total(base, Text("上年同期累计", "same months last year"))
    return _growth(this_year, last_year, prices, digits)


def total(parts: Sequence[Part], name: Text) -> Part:
    """The sum in the unit of the first part; not known where any part is not. Raises UnitError."""
    unit = parts[0].unit if parts else ""
    values = [p.in_unit(unit) for p in parts]
    return Part(
        name, None if None in values else sum((v for v in values if v is not None), Fraction(0)), unit
    )


def share(of: Part, whole: Part, digits: int = 1) -> Result:
    """占比: the part in the whole."""
    return _quotient(of, whole, PERCENT, 100, digits)


def completion(done: Part, plan: Part, digits: int = 1) -> Result:
    """完成率: what is done of the plan."""
    return _quotient(done, plan, PERCENT, 100, digits)


def multiple(rate: Part, other: Part, digits: int = 1) -> Result:
    """是…的N倍: one growth rate over another; both must grow."""
    if rate.value is not None and rate.value < 0:
        return _refused(rate, "为负，倍数没有意义", "is negative, so a multiple has no meaning")
    return _quotient(rate, other, TIMES, 1, digits)


def points(now: Part, base: Part, digits: int = 1) -> Result:
    """百分点: the difference of two percentages."""
    if reason := obstacle(now, base):
        return reason
    rise = _rise(now, base)
    assert rise.value is not None
    return Derived(rise.value, POINTS, digits, _said(now, "−", base), (now, base))


def pull(now: Part, base: Part, whole_base: Part, digits: int = 1) -> Result:
    """拉动百分点: the part's rise over the whole's base."""
    parts = (now, base, whole_base)
    return obstacle(*parts) or _over(_rise(now, base), whole_base, parts, POINTS, digits)


def contribution(now: Part, base: Part, whole_now: Part, whole_base: Part, digits: int = 1) -> Result:
    """贡献率: the part's rise over the whole's rise."""
    parts = (now, base, whole_now, whole_base)
    return obstacle(*parts) or _over(_rise(now, base), _rise(whole_now, whole_base), parts, PERCENT, digits)


def time_progress(until: Period | date, digits: int = 1) -> Result:
    """时间进度: months gone over twelve, or days over the days of the year."""
    if isinstance(until, Period):
        if until.first != 1:
            return Undecidable(Text("时间进度要从1月算起", "time progress counts from January"))
        return _clock(until.last, 12, Text("月数", "months"), digits)
    days = (date(until.year, 12, 31) - date(until.year, 1, 1)).days + 1
    return _clock((until - date(until.year, 1, 1)).days + 1, days, Text("天数", "days"), digits)


def ahead(rate: Part, until: Period | date, digits: int = 1) -> Result:
    """超时间进度: the completion rate less time progress; negative is behind."""
    clock = time_progress(until)
    if isinstance(clock, Undecidable):
        return clock
    return points(rate, clock.as_part(Text("时间进度", "time progress")), digits)


def _growth(now: Part, base: Part, prices: Prices, digits: int) -> Result:
    if prices == "constant":
        return Undecidable(_CONSTANT)
    if reason := obstacle(now, base):
        return reason
    value = now.in_unit(base.unit)
    assert value is not None
    assert base.value is not None
    if base.value <= 0:
        return _refused(base, "不是正数，不能算增速", "is not positive, so there is no growth rate")
    said = _said(now, "÷", base)
    formula = Text(f"{said.zh} − 1", f"{said.en} − 1")
    return Derived((value / base.value - 1) * 100, PERCENT, digits, formula, (now, base))


def _quotient(one: Part, other: Part, unit: str, scale: int, digits: int) -> Result:
    if reason := obstacle(one, other):
        return reason
    value = one.in_unit(other.unit)
    assert value is not None
    assert other.value is not None
    if other.value <= 0:
        return _refused(other, "不是正数，不能作除数", "is not positive, so nothing is divided by it")
    return Derived(value / other.value * scale, unit, digits, _said(one, "÷", other), (one, other))


def _over(rise: Part, base: Part, parts: tuple[Part, ...], unit: str, digits: int) -> Result:
    found = _quotient(rise, base, unit, 100, digits)
    return replace(found, parts=parts) if isinstance(found, Derived) else found


def _rise(now: Part, base: Part) -> Part:
    value = now.in_unit(base.unit)
    rise = None if value is None or base.value is None else value - base.value
    said = _said(now, "−", base)
    return Part(Text(f"（{said.zh}）", f"({said.en})"), rise, base.unit)


def _clock(gone: int, whole: int, name: Text, digits: int) -> Derived:
    parts = (part(name, gone, ""), part(Text("全年", "whole year"), whole, ""))
    return Derived(
        Fraction(gone, whole) * 100, PERCENT, digits, Text(f"{gone} ÷ {whole}", f"{gone} ÷ {whole}"), parts
    )


def _said(one: Part, sign: str, other: Part) -> Text:
    return Text(
        f"{one.name.zh} {sign} {other.name.zh}", f"{one.name.in_('en')} {sign} {other.name.in_('en')}"
    )


def _refused(at: Part, zh: str, en: str) -> Undecidable:
    return Undecidable(Text(f"{at.name.zh}{zh}", f"{at.name.in_('en')} {en}"))
