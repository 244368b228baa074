"""A figure as it is kept: value as printed, period in the one notation, and the document it stands in."""

from dataclasses import dataclass
from datetime import date, datetime

from gaoxin.base.clock import FixedClock
from gaoxin.base.text import Text

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Document:
    """The source of figures; publisher and day are None where the document states none."""

    id: str
    title: Text
    publisher: Text | None
    published: str | None
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of figures. `zone` is the name in pack.yaml, `area` the id of an area or None for the whole zone.

    `office` answers for a target; `source` is the id of a Document.
    """

    zone: str
    area: str | None
    indicator: str
    period: str
    kind: str
    value: str
    unit: str
    qualifier: str
    of: str
    source: str
    recorded_at: datetime
    retired_at: datetime | None = None
    note: Text = NOTHING
    office: Text = NOTHING


def noon(day: date) -> datetime:
    """The moment that stands for a day on which no hour is stated."""
    return FixedClock(day).now()
