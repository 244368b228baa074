"""How a figure is computed, line by line, each with its numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.part import Derived, Part, Undecidable
from gaoxin.engines.figures.value import round_half_up
from gaoxin.engines.packs.figure_kinds import Indicator
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.made import How
from gaoxin.screen.queries.wording import growth, in_unit, named, unit

UNKNOWN = Text("缺数据", "not known")
DIGITS = 4
BASES: Mapping[How, Text] = {
    "reported": Text("本期上报数，见下表", "as reported for this period, see below"),
    "sum": Text("下列各行相加", "the rows below, added"),
    "difference": Text("下列两个累计数相减", "the two year-to-date rows below, one less the other"),
    "unknown": Text("没有本期的数", "there is no figure for this period"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation: its name, the result or why there is none, the formula with its numbers."""

    title: Text
    value: Text
    formula: Text


def steps(level: Level, how: How) -> Iterator[Step]:
    """Level, growth, target, completion and light."""
    yield Step(named(level.period), _value(level), _basis(level, how))
    yield _derived(Text("同比", "on the year before"), level.change, growth(level.change))
    if level.target is not None:
        goal = in_unit(level.target.amount.low, level.target.unit, level.indicator)
        yield Step(Text("年度目标", "target of the year"), _in(goal, level.indicator), level.target.office)
        yield _derived(Text("完成率", "completion"), level.done, None)
    rule = level.light.rule.citation if level.light.rule else ""
    yield Step(Text("亮灯", "light"), level.light.reason, Text(rule, rule))


def _value(level: Level) -> Text:
    return UNKNOWN if level.value is None else _in(level.value, level.indicator)


def _in(value: object, indicator: Indicator) -> Text:
    return Text(f"{value:,} {indicator.unit}", f"{value:,} {unit(indicator.unit).en}")


def _basis(level: Level, how: How) -> Text:
    if isinstance(level.formula, Derived):
        return _formula(level.formula)
    if isinstance(level.formula, Undecidable):
        return level.formula.reason
    return BASES[how]


def _derived(title: Text, result: Derived | Undecidable, said: Text | None) -> Step:
    if isinstance(result, Undecidable):
        return Step(title, Text("算不出", "cannot be computed"), result.reason)
    value = said or Text(f"{result.value}{result.unit}", f"{result.value}{result.unit}")
    return Step(title, value, _formula(result))


def _formula(result: Derived) -> Text:
    """The formula and its numbers in the order of its parts."""
    zh = "，".join(f"{_number(p)} {p.unit}" for p in result.parts)
    en = ", ".join(f"{_number(p)} {unit(p.unit).en}" for p in result.parts)
    return Text(f"{result.formula.zh}（{zh}）", f"{result.formula.en} ({en})")


def _number(part: Part) -> str:
    value = round_half_up(part.value or Fraction(0), DIGITS).normalize()
    return f"{value:,f}"
