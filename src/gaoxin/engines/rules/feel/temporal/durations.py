"""The two durations of FEEL; one is never equal to the other."""

from dataclasses import dataclass

from gaoxin.engines.rules.feel.temporal.moments import NANOS
from gaoxin.engines.rules.feel.temporal.zones import DAY


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A years and months duration."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        text = f"{years}Y" * bool(years) + f"{months}M" * bool(months)
        return f"{'-' * (self.months < 0)}P{text or '0M'}"


@dataclass(frozen=True, slots=True, order=True)
class DaysTime:
    """A days and time duration in nanoseconds."""

    nanos: int

    def parts(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds and nanoseconds of the absolute value."""
        seconds, nanos = divmod(abs(self.nanos), NANOS)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        return days, hour, minute, second, nanos

    def __str__(self) -> str:
        days, hour, minute, second, nanos = self.parts()
        fraction = f".{nanos:09d}".rstrip("0") if nanos else ""
        time = f"{hour}H" * bool(hour) + f"{minute}M" * bool(minute)
        time += f"{second}{fraction}S" if second or nanos else ""
        date = f"{days}D" * bool(days)
        text = date + ("T" + time if time else "") or "T0S"
        return f"{'-' * (self.nanos < 0)}P{text}"


def of_days(days: int) -> DaysTime:
    """So many whole days."""
    return DaysTime(days * DAY * NANOS)
