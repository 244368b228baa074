"""When a figure holds: the time that governs its clause, made into the period of its kind."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from gaoxin.engines.figures.read.moments import Day, Moment, last_day

_STOCK = re.compile(r"规模$|存量|余额|资产|市值|保有量|面积|数量?$")
_FLOW = re.compile(r"产销|收入|产值|销售|投资")
_FOUNDED = re.compile(r"(?:项目)?(?:计划|协议)?(?:总投资|投资总额|计划投资)额?$|注册资本|用地")


@dataclass(frozen=True, slots=True)
class Times:
    """All times of a text with their places, to be asked for the one that governs a number."""

    all: list[Moment]
    starts: list[int]

    def between(self, start: int, end: int) -> list[Moment]:
        """The times that begin between two places."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def governing(self, start: int, place: int) -> Moment | None:
        """The last time between `start` and `place`."""
        return _last(
            self.between(start, place), ("period", "passing", "day", "as of", "now", "plan", "future", "done")
        )

    def carried(self, start: int, place: int) -> Moment | None:
        """The last stated period of earlier sentences."""
        return _last(self.between(start, place), ("period", "as of"))


def _last(moments: list[Moment], kinds: tuple[str, ...]) -> Moment | None:
    return next((m for m in reversed(moments) if m.kind in kinds), None)


def period_of(moment: Moment | None, inherited: bool, kind: str, indicator: str, day: Day) -> str:
    """The period of a claim of `kind` governed by `moment`."""
    if kind == "target":
        return _target(moment, inherited)
    if _FOUNDED.match(indicator) or "用地" in indicator:
        return "unstated"
    if moment is None or (moment.kind in ("plan", "future", "done") and kind != "capacity"):
        return _plain(moment, day)
    if moment.kind == "now":
        return day.as_of
    if moment.kind == "as of" and _flows(kind, indicator):
        return _flow(moment)
    if kind == "streak" or (kind == "level" and _stock(indicator)):
        return last_day(moment.text)
    return moment.text


def _flows(kind: str, indicator: str) -> bool:
    """Whether a figure as of a day is that of the months up to it."""
    if kind in ("share", "ratio_to"):
        return bool(_FLOW.search(indicator))
    return kind in ("level", "growth_yoy") and not _stock(indicator)


def _stock(indicator: str) -> bool:
    return bool(_STOCK.search(indicator)) and not _FLOW.search(indicator)


def _plain(moment: Moment | None, day: Day) -> str:
    if moment is None:
        return day.as_of
    return moment.text


def _target(moment: Moment | None, inherited: bool) -> str:
    if moment is None or moment.kind == "now":
        return "unstated"
    if moment.kind == "as of":
        return moment.text.removeprefix("as of ")[:4]
    if moment.kind == "day" or (inherited and moment.kind == "period"):
        return "unstated"
    return moment.text


def _flow(moment: Moment) -> str:
    """The flow up to a day: the year where it is the last, else the months so far."""
    m = re.fullmatch(r"as of (\d{4})-(\d\d)(?:-\d\d)?", moment.text)
    if not m:
        return moment.text
    return m[1] if m[2] == "12" else f"{m[1]}-01..{m[2]}"
