"""The time of a figure: months of a year, a moment, a span of years, or none stated."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gaoxin.base.dates import calendar_date
from gaoxin.base.period import Period, PeriodError, parse_period
from gaoxin.base.result import shown
from gaoxin.base.text import Language, Text

_PART = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
_AS_OF = re.compile(rf"as of {_PART}", re.ASCII)
_SPAN = re.compile(r"(\d{4}(?:-\d\d)?)\.\.(\d{4}(?:-\d\d)?)", re.ASCII)
_MONTHS = re.compile(r"(\d{4}-\d\d)\.\.(\d\d)", re.ASCII)
_QUARTERS = re.compile(r"(\d{4})-Q1\.\.Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """When a figure holds. `text` is the one notation that packs and tables keep.

    `period` is set for months of one year; `first` and `last` are the outermost days (none: unstated).
    A moment known to the month only lies anywhere between its `first` and `last`.
    """

    kind: Literal["period", "instant", "span", "unstated"]
    text: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None

    def in_(self, language: Language) -> str:
        """As a reader writes it."""
        if self.period and self.kind == "period":
            return self.period.in_(language)
        if self.kind == "unstated":
            return Text("时期未说明", "period not stated").in_(language)
        said = self.text.removeprefix("as of ").replace("..", "–")
        return Text(f"截至{said}" if self.kind == "instant" else said, self.text.replace("..", "–")).in_(
            language
        )


def of_period(period: Period) -> When:
    """The months of a period: `2023`, `2023-07`, `2023-01..07`."""
    text = f"{period.year}"
    if period.months < 12:
        text += f"-{period.first:02}" + (f"..{period.last:02}" if period.months > 1 else "")
    return When("period", text, period.start, period.end, period)


def parse_when(text: str) -> When:
    """Read the notation of packs, or any period that a bulletin writes. Raises DateError, PeriodError."""
    plain = text.strip()
    if plain == "unstated":
        return When("unstated", plain)
    if match := _AS_OF.fullmatch(plain):
        return _instant(plain, *match.groups())
    if match := _MONTHS.fullmatch(plain):
        return of_period(parse_period(f"{match[1]}–{match[2]}"))
    if match := _QUARTERS.fullmatch(plain):
        return of_period(Period(int(match[1]), 1, int(match[2]) * 3))
    if match := _SPAN.fullmatch(plain):
        return _span(plain, parse_period(match[1]), parse_period(match[2]))
    return of_period(parse_period(plain))


def _instant(text: str, year: str, month: str | None, day: str | None) -> When:
    first = calendar_date(int(year), int(month or 1), int(day or 1))
    if day:
        return When("instant", text, first, first)
    last_month = int(month or 12)
    last = date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    return When("instant", text, first, last)


def _span(text: str, start: Period, end: Period) -> When:
    if end.end < start.start:
        reason = Text(f"「{shown(text)}」时期颠倒", f"“{shown(text)}” runs backwards")
        raise PeriodError(reason, Text("请先写较早的年份", "write the earlier year first"))
    return When("span", text, start.start, end.end)
