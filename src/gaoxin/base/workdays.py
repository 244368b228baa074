"""Working days: the week, days off, and weekends worked in their place (调休)."""

import datetime as dt
from dataclasses import dataclass

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """What differs from the week: `off` are days without work, `working` weekends with it."""

    off: frozenset[dt.date] = frozenset()
    working: frozenset[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Whether offices are open."""
        return day in self.working or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day: dt.date, count: int) -> dt.date:
        """The day by which `count` working days have passed; the day itself does not count."""
        while count > 0:
            day += dt.timedelta(1)
            count -= self.works(day)
        return day
