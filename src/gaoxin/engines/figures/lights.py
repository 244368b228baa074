"""Lights: how far a yearly target is behind the calendar, judged by a dated rule."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.figures.derive import Result, ahead
from gaoxin.engines.figures.part import Derived, Undecidable
from gaoxin.engines.figures.value import round_half_up

Colour: TypeAlias = Literal["red", "yellow", "green"]


@dataclass(frozen=True, slots=True)
class Band:
    """A colour from so many points behind on; `inclusive` says whether the bound itself has it."""

    colour: Colour
    behind: Fraction
    inclusive: bool

    def holds(self, behind: Fraction) -> bool:
        """Whether a target so many points behind has the colour."""
        return behind >= self.behind if self.inclusive else behind > self.behind


@dataclass(frozen=True, slots=True)
class Rule:
    """The bands in force between two days, the worst first, and the document they come from."""

    id: str
    title: Text
    bands: tuple[Band, ...]
    citation: str
    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Light:
    """A colour (None: not known, which is no light), the reason, and the rule that gave it."""

    colour: Colour | None
    reason: Text
    rule: Rule | None = None


def light(rule: Rule | None, done: Result, until: Period | date) -> Light:
    """The light of a completion rate at the end of `until`."""
    if rule is None:
        return Light(None, Text("当天没有有效的亮灯规则", "no rule for lights is in force on that day"))
    if isinstance(done, Undecidable):
        return Light(None, done.reason, rule)
    gap = ahead(done.as_part(Text("完成率", "completion")), until)
    if isinstance(gap, Undecidable):
        return Light(None, gap.reason, rule)
    bands = (band.colour for band in rule.bands if band.holds(-gap.exact))
    return Light(next(bands, None) or "green", _reason(gap), rule)


def _reason(gap: Derived) -> Text:
    points = round_half_up(abs(gap.exact), gap.digits)
    if gap.exact >= 0:
        return Text(f"超时间进度 {points} 个百分点", f"{points} points ahead of the calendar")
    return Text(f"落后时间进度 {points} 个百分点", f"{points} points behind the calendar")
