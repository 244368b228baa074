"""Dated overlays: a 高新区 has no GB/T 2260 code, and its statistical area code changes."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gaoxin.base.dates import parse_date
from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text


class ZoneError(Refused):
    """A zone without a code on the day, or overlays that contradict each other."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """`zone` carries the area code `code` from `start` to `end`, both included; open where None."""

    zone: str
    code: str
    name: Text
    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the overlay is in force on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Overlays:
    """All overlays; at most one code for a zone and one zone for a code on any day."""

    rows: tuple[Overlay, ...] = ()

    def __post_init__(self) -> None:
        for i, one in enumerate(self.rows):
            for other in self.rows[i + 1 :]:
                if (one.zone == other.zone or one.code == other.code) and _overlap(one, other):
                    raise ZoneError(
                        Text(
                            f"「{one.code}」与「{other.code}」的有效期重叠",
                            f"{one.code} and {other.code} overlap",
                        ),
                        Text("请改正起止日期", "correct their dates"),
                    )

    def code_of(self, zone: str, day: date) -> str:
        """The area code of `zone` on `day`. Raises ZoneError where it has none."""
        for row in self.rows:
            if row.zone == zone and row.holds(day):
                return row.code
        raise ZoneError(
            Text(f"「{shown(zone)}」在 {day} 没有区域代码", f"{shown(zone)} has no area code on {day}"),
            Text("请在区域代码表中补充", "add it to the table of zones"),
        )

    def zone_of(self, code: str, day: date) -> str | None:
        """The zone that carries `code` on `day`, or None."""
        return next((row.zone for row in self.rows if row.code == code and row.holds(day)), None)

    def same_zone(self, code: str) -> frozenset[str]:
        """Every code that the zone of `code` has carried, `code` included."""
        zones = {row.zone for row in self.rows if row.code == code}
        return frozenset(row.code for row in self.rows if row.zone in zones) | {code}


def read_overlays(path: Path) -> Overlays:
    """Read a table `zone,code,name_zh,name_en,from,to`; empty dates are open. Raises DateError, ZoneError."""
    with path.open(encoding="utf-8", newline="") as file:
        return overlays(csv.DictReader(file))


def overlays(rows: Iterable[dict[str, str]]) -> Overlays:
    """Overlays from rows of text."""
    return Overlays(
        tuple(
            Overlay(
                row["zone"],
                row["code"],
                Text(row["name_zh"], row["name_en"]),
                _day(row["from"]),
                _day(row["to"]),
            )
            for row in rows
        )
    )


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def _overlap(one: Overlay, other: Overlay) -> bool:
    starts_before = one.start is None or other.end is None or one.start <= other.end
    ends_after = one.end is None or other.start is None or other.start <= one.end
    return starts_before and ends_after
