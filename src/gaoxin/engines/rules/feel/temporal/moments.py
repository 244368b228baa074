"""Times and dates with time. Equality of the classes is identity of meaning (`is`), not FEEL's `=`."""

from dataclasses import dataclass
from typing import Final

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.calendar import Date, from_days, to_days, write_date
from gaoxin.engines.rules.feel.temporal.zones import DAY, Zone, offset_at, offset_from_utc, write_zone

NANOS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in nanoseconds since midnight, with its zone."""

    nanos: int
    zone: Zone = None

    @property
    def hour(self) -> int:
        """0 to 23."""
        return self.nanos // (3600 * NANOS)

    @property
    def minute(self) -> int:
        """0 to 59."""
        return self.nanos // (60 * NANOS) % 60

    @property
    def second(self) -> int:
        """0 to 59, without the fraction."""
        return self.nanos // NANOS % 60

    def __str__(self) -> str:
        fraction = f"{self.nanos % NANOS:09d}".rstrip("0")
        tail = f".{fraction}" if fraction else ""
        return f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}{tail}{write_zone(self.zone)}"


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date and time; the zone is that of the time."""

    date: Date
    time: Time

    @property
    def zone(self) -> Zone:
        """The zone, None for local time."""
        return self.time.zone

    def offset(self) -> int | None:
        """Seconds ahead of UTC at this moment; None for local time."""
        return offset_at(self.time.zone, self.date, self.time.nanos // NANOS)

    def __str__(self) -> str:
        return f"{write_date(self.date)}T{self.time}"


def make_time(hour: int, minute: int, nanos: int, zone: Zone = None) -> Time:
    """The time; Failure where the clock has none. `nanos` counts within the minute."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= nanos < 60 * NANOS):
        raise Failure("there is no such time of day")
    return Time((hour * 60 + minute) * 60 * NANOS + nanos, zone)


def instant(moment: DateTime) -> int:
    """Nanoseconds since 1970-01-01T00:00, in UTC where there is a zone."""
    local = to_days(moment.date) * DAY * NANOS + moment.time.nanos
    return local - (moment.offset() or 0) * NANOS


def from_instant(nanos: int, zone: Zone) -> DateTime:
    """The date and time in `zone` at an instant as `instant` counts it."""
    local = nanos + offset_from_utc(zone, nanos // NANOS) * NANOS
    days, rest = divmod(local, DAY * NANOS)
    return DateTime(from_days(days), Time(rest, zone))


def time_instant(time: Time) -> int:
    """Nanoseconds since midnight in UTC; a region counts with its offset in winter 1970."""
    zone = time.zone
    offset = offset_at(zone, from_days(0), time.nanos // NANOS) or 0
    return time.nanos - offset * NANOS


def midnight(date: Date, zone: Zone = 0) -> DateTime:
    """The start of a day, in UTC unless told (clause 10.3.2.9.4)."""
    return DateTime(date, Time(0, zone))
