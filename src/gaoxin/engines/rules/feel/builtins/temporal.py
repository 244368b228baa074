"""Date and time functions (clauses 10.3.4.6 and 10.3.4.10)."""

import datetime
from decimal import Decimal

from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.temporal.calendar import Date, from_days, make_date, to_days
from gaoxin.engines.rules.feel.temporal.moments import NANOS, DateTime, Time
from gaoxin.engines.rules.feel.temporal.zones import DAY

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("now()", scope=True)
def now(scope: Scope) -> DateTime:
    """The moment the scope's clock tells."""
    moment = scope.state.clock()
    time = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return DateTime(moment.date(), Time(time * NANOS + moment.microsecond * 1000, _zone(moment)))


def _zone(moment: datetime.datetime) -> int | None:
    offset = moment.utcoffset()
    return None if offset is None else offset.days * DAY + offset.seconds


@builtin("today()", scope=True)
def today(scope: Scope) -> Date:
    """The day the scope's clock tells."""
    return scope.state.clock().date()


@builtin("day of year(date: date)")
@builtin("day of year(date: date and time)")
def day_of_year(moment: Date | DateTime) -> Decimal:
    """1 for the first of January."""
    date = _date(moment)
    return Decimal(to_days(date) - to_days(make_date(date.year, 1, 1)) + 1)


@builtin("day of week(date: date)")
@builtin("day of week(date: date and time)")
def day_of_week(moment: Date | DateTime) -> str:
    """The English name of the day."""
    return DAYS[_date(moment).isoweekday() - 1]


@builtin("month of year(date: date)")
@builtin("month of year(date: date and time)")
def month_of_year(moment: Date | DateTime) -> str:
    """The English name of the month."""
    return MONTHS[_date(moment).month - 1]


@builtin("week of year(date: date)")
@builtin("week of year(date: date and time)")
def week_of_year(moment: Date | DateTime) -> Decimal:
    """The week of ISO 8601: the one that holds the year's first Thursday is week 1."""
    date = _date(moment)
    thursday = from_days(to_days(date) - date.isoweekday() + 4)
    return Decimal((to_days(thursday) - to_days(make_date(thursday.year, 1, 1))) // 7 + 1)


def _date(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment
