"""The clock is handed in: what depends on today says so and can be replayed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China Standard Time, UTC+8 without summer time (since 1992)."""


class Clock(Protocol):
    """Whoever tells the day and the moment."""

    def today(self) -> date:
        """The day in Beijing."""

    def now(self) -> datetime:
        """The moment, with a time zone."""


class SystemClock:
    """The clock of this machine."""

    def today(self) -> date:
        """The day in Beijing, wherever the machine stands."""
        return self.now().date()

    def now(self) -> datetime:
        """The moment in Beijing time."""
        return datetime.now(UTC).astimezone(BEIJING)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests, replays and reports «as of»."""

    day: date

    def today(self) -> date:
        """The fixed day."""
        return self.day

    def now(self) -> datetime:
        """Noon of the fixed day, Beijing time."""
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=BEIJING)
