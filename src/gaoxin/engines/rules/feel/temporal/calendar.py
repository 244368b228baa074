"""The proleptic Gregorian calendar, also beyond the years 1 to 9999 that `datetime.date` can hold."""

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.engines.rules.feel.errors import Failure

MAX_YEAR = 999_999_999
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date whose year `datetime.date` cannot hold; year 0 is 1 BC."""

    year: int
    month: int
    day: int

    def isoweekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return (to_days(self) + 3) % 7 + 1


Date: TypeAlias = datetime.date | FarDate


def is_date(value: object) -> bool:
    """Whether this is a FEEL date; `datetime.datetime` is not one."""
    return type(value) is datetime.date or type(value) is FarDate


def make_date(year: int, month: int, day: int) -> Date:
    """The date; Failure where the calendar has none."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        raise Failure(f"there is no date {year}-{month}-{day}")
    if abs(year) > MAX_YEAR:
        raise Failure(f"year {year} is out of range")
    if 1 <= year <= 9999:
        return datetime.date(year, month, day)
    return FarDate(year, month, day)


def month_length(year: int, month: int) -> int:
    """The number of days in a month."""
    return 29 if month == 2 and _leap(year) else _MONTH_DAYS[month - 1]


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def to_days(date: Date) -> int:
    """Days since 1970-01-01."""
    if isinstance(date, datetime.date):
        return date.toordinal() - _EPOCH
    cycles, year = divmod(date.year - 1, 400)
    return datetime.date(year + 1, date.month, date.day).toordinal() - _EPOCH + cycles * 146_097


def from_days(days: int) -> Date:
    """The date so many days after 1970-01-01."""
    cycles, rest = divmod(days + _EPOCH - 1, 146_097)
    near = datetime.date.fromordinal(rest + 1)
    return make_date(near.year + cycles * 400, near.month, near.day)


def add_months(date: Date, months: int) -> Date:
    """The same day so many months later; the last day of the month where there is no such day."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return make_date(year, month + 1, min(date.day, month_length(year, month + 1)))


def write_date(date: Date) -> str:
    """ISO 8601, with as many digits of the year as it needs."""
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04d}-{date.month:02d}-{date.day:02d}"
