"""Sums and differences of dates, times and durations (clause 10.3.2.11, table 56)."""

from decimal import Decimal

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE, truncated
from gaoxin.engines.rules.feel.temporal.calendar import Date, FarDate, add_months, from_days, is_date, to_days
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths, of_days
from gaoxin.engines.rules.feel.temporal.moments import (
    NANOS,
    DateTime,
    Time,
    from_instant,
    instant,
    midnight,
    time_instant,
)
from gaoxin.engines.rules.feel.temporal.zones import DAY

Moment = Date | DateTime | Time
MOMENTS = (FarDate, DateTime, Time)


def add_months_to(moment: object, duration: YearsMonths) -> object:
    """A date, or date and time, and a years and months duration."""
    if isinstance(moment, DateTime):
        return DateTime(add_months(moment.date, duration.months), moment.time)
    if is_date(moment):
        return add_months(moment, duration.months)  # type: ignore[arg-type]
    raise Failure("months cannot be added to this")


def add_nanos_to(moment: object, duration: DaysTime) -> object:
    """A date, time, or date and time, and a days and time duration."""
    if isinstance(moment, DateTime):
        return from_instant(instant(moment) + duration.nanos, moment.zone)
    if isinstance(moment, Time):
        return Time((moment.nanos + duration.nanos) % (DAY * NANOS), moment.zone)
    if is_date(moment):
        return from_days(to_days(moment) + duration.nanos // (DAY * NANOS))  # type: ignore[arg-type]
    raise Failure("a duration cannot be added to this")


def difference(left: object, right: object) -> DaysTime:
    """The days and time between two moments; a date beside a date and time is its midnight in UTC."""
    if is_date(left) and is_date(right):
        return of_days(to_days(left) - to_days(right))  # type: ignore[arg-type]
    if isinstance(left, Time) and isinstance(right, Time):
        _same_kind(left.zone is None, right.zone is None)
        return DaysTime(time_instant(left) - time_instant(right))
    first, second = _moment(left), _moment(right)
    _same_kind(first.zone is None, second.zone is None)
    return DaysTime(instant(first) - instant(second))


def _moment(value: object) -> DateTime:
    if isinstance(value, DateTime):
        return value
    if is_date(value):
        return midnight(value)  # type: ignore[arg-type]
    raise Failure("only moments of one kind can be subtracted")


def _same_kind(left_is_local: bool, right_is_local: bool) -> None:
    if left_is_local != right_is_local:
        raise Failure("a local time and one with a zone cannot be subtracted")


def scale(duration: YearsMonths | DaysTime, factor: Decimal) -> YearsMonths | DaysTime:
    """A duration times a number, cut toward zero."""
    if isinstance(duration, YearsMonths):
        return YearsMonths(truncated(PRECISE.multiply(Decimal(duration.months), factor)))
    return DaysTime(truncated(PRECISE.multiply(Decimal(duration.nanos), factor)))


def divide(duration: YearsMonths | DaysTime, divisor: Decimal) -> YearsMonths | DaysTime:
    """A duration divided by a number, cut toward zero."""
    if isinstance(duration, YearsMonths):
        return YearsMonths(truncated(PRECISE.divide(Decimal(duration.months), divisor)))
    return DaysTime(truncated(PRECISE.divide(Decimal(duration.nanos), divisor)))


def ratio(left: YearsMonths | DaysTime, right: YearsMonths | DaysTime) -> Decimal:
    """How often one duration goes into another of its kind."""
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return PRECISE.divide(Decimal(left.months), Decimal(right.months))
    if isinstance(left, DaysTime) and isinstance(right, DaysTime):
        return PRECISE.divide(Decimal(left.nanos), Decimal(right.nanos))
    raise Failure("durations of two kinds cannot be divided")


def months_between(start: Date, end: Date) -> YearsMonths:
    """Whole months from start to end (years and months duration, clause 10.3.4.1)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonths(months)
