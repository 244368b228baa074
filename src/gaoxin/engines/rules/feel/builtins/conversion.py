"""Conversion functions (clause 10.3.4.1)."""

from decimal import Decimal

from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE, as_int, truncated
from gaoxin.engines.rules.feel.syntax.lexer import is_number
from gaoxin.engines.rules.feel.temporal.algebra import months_between
from gaoxin.engines.rules.feel.temporal.calendar import Date, make_date
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import NANOS, DateTime, Time, make_time
from gaoxin.engines.rules.feel.temporal.read import read_date, read_duration, read_moment, read_time
from gaoxin.engines.rules.feel.temporal.zones import MAX_OFFSET
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.feel.write import write


@builtin("date(from: string)")
def date_from_text(text: str) -> Date:
    """A date from its ISO form."""
    return read_date(text)


@builtin("date(from: date)")
def date_from_date(date: Date) -> Date:
    """The date itself."""
    return date


@builtin("date(from: date and time)")
def date_of(moment: DateTime) -> Date:
    """The date of a date and time."""
    return moment.date


@builtin("date(year: number, month: number, day: number)")
def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date:
    """A date from its parts."""
    return make_date(_whole(year), _whole(month), _whole(day))


@builtin("date and time(from: string)")
def moment_from_text(text: str) -> DateTime:
    """A date and time from its ISO form."""
    return read_moment(text)


@builtin("date and time(from: date and time)")
def moment_from_moment(moment: DateTime) -> DateTime:
    """The date and time itself."""
    return moment


@builtin("date and time(date: date, time: time)")
def moment_from_parts(date: Date, time: Time) -> DateTime:
    """A date and time from both."""
    return DateTime(date, time)


@builtin("date and time(date: date and time, time: time)")
def moment_at(moment: DateTime, time: Time) -> DateTime:
    """The same day at another time."""
    return DateTime(moment.date, time)


@builtin("time(from: string)")
def time_from_text(text: str) -> Time:
    """A time from its ISO form."""
    return read_time(text)


@builtin("time(from: time)")
def time_from_time(time: Time) -> Time:
    """The time itself."""
    return time


@builtin("time(from: date and time)")
def time_of(moment: DateTime) -> Time:
    """The time of a date and time."""
    return moment.time


@builtin("time(from: date)")
def time_of_date(date: Date) -> Time:  # noqa: ARG001
    """Midnight in UTC."""
    return Time(0, 0)


@builtin("time(hour: number, minute: number, second: number, offset?: days and time duration|null)")
def time_from_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None) -> Time:
    """A time from its parts; without an offset it is local."""
    nanos = truncated(PRECISE.multiply(second, Decimal(NANOS)))
    return make_time(_whole(hour), _whole(minute), nanos, _zone(offset))


def _zone(offset: DaysTime | None) -> int | None:
    if offset is None:
        return None
    seconds = abs(offset.nanos) // NANOS
    if seconds > MAX_OFFSET:
        raise Failure("the offset is out of range")
    return -seconds if offset.nanos < 0 else seconds


@builtin("number(from: string, grouping separator?: string|null, decimal separator?: string|null)")
def number_from_text(text: str, grouping: str | None = None, point: str | None = None) -> Decimal:
    """A number from text with the separators told; both must differ."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", "."):
        raise Failure("separators are a blank, a comma or a full stop")
    if grouping is not None and grouping == point:
        raise Failure("the two separators are the same")
    plain = text.replace(grouping, "") if grouping else text
    if point == ",":
        plain = plain.replace(".", "!").replace(",", ".")
    if not is_number(plain):
        raise Failure(f"{text!r} is no number")
    return PRECISE.create_decimal(plain)


@builtin("number(from: number)")
def number_from_number(number: Decimal) -> Decimal:
    """The number itself."""
    return number


@builtin("string(from: Any)")
def string_from(value: Value) -> str | None:
    """The value as FEEL text; null stays null."""
    return None if value is None else write(value)


@builtin("duration(from: string)")
def duration_from_text(text: str) -> YearsMonths | DaysTime:
    """A duration from its ISO form."""
    return read_duration(text)


@builtin("duration(from: years and months duration)")
@builtin("duration(from: days and time duration)")
def duration_from_duration(duration: YearsMonths | DaysTime) -> YearsMonths | DaysTime:
    """The duration itself."""
    return duration


@builtin("years and months duration(from: date, to: date)")
def months_of_dates(start: Date, end: Date) -> YearsMonths:
    """Whole months between two dates."""
    return months_between(start, end)


@builtin("years and months duration(from: date and time, to: date and time)")
def months_of_moments(start: DateTime, end: DateTime) -> YearsMonths:
    """Whole months between the dates of two moments."""
    return months_between(start.date, end.date)


@builtin("years and months duration(from: date, to: date and time)")
def months_to_moment(start: Date, end: DateTime) -> YearsMonths:
    """Whole months from a date to the date of a moment."""
    return months_between(start, end.date)


@builtin("years and months duration(from: date and time, to: date)")
def months_from_moment(start: DateTime, end: Date) -> YearsMonths:
    """Whole months from the date of a moment to a date."""
    return months_between(start.date, end)


def _whole(value: Decimal) -> int:
    number = as_int(value)
    if number is None:
        raise Failure(f"{value} is no whole number")
    return number
