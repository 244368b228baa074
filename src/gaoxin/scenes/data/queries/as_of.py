"""As of: for which day values hold, and what had been learnt by which moment."""

import datetime as dt
from dataclasses import dataclass

from gaoxin.base.clock import BEIJING, SystemClock
from gaoxin.base.dates import DateError, parse_date
from gaoxin.base.result import shown


@dataclass(frozen=True, slots=True)
class AsOf:
    """`day` bounds valid time; `known_on` bounds recorded time (end of that day), None means now.

    `unread` is what was typed and is no date.
    """

    day: dt.date
    known_on: dt.date | None = None
    chosen: bool = False
    unread: str = ""

    @property
    def moment(self) -> dt.datetime | None:
        """The end of `known_on` in Beijing, None for now."""
        if self.known_on is None:
            return None
        return dt.datetime.combine(self.known_on, dt.time.max, tzinfo=BEIJING)


def as_of(day: str, known_on: str) -> AsOf:
    """From what was chosen on the page; what is no date is left aside, and told."""
    valid, known = _date(day), _date(known_on)
    typed = ((day, valid), (known_on, known))
    unread = shown("、".join(text.strip() for text, date in typed if text.strip() and date is None))
    return AsOf(valid or SystemClock().today(), known, bool(valid or known), unread)


def _date(text: str) -> dt.date | None:
    try:
        return parse_date(text) if text.strip() else None
    except DateError:
        return None
