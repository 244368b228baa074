"""Dates, times and durations from text (ISO 8601 as XML Schema and FEEL narrow it)."""

import re

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.calendar import Date, from_days, make_date, to_days
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import NANOS, DateTime, Time, make_time
from gaoxin.engines.rules.feel.temporal.zones import DAY, MAX_OFFSET, Zone, region

_DATE = r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})"
_TIME = r"(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:(Z)|([+-])(\d{2}):(\d{2})(?::(\d{2}))?|@([\w+/-]+))?"
_READ_DATE = re.compile(_DATE, re.ASCII)
_READ_TIME = re.compile(_TIME, re.ASCII)
_READ_MOMENT = re.compile(f"{_DATE}T{_TIME}", re.ASCII)
_READ_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,18})Y)?(?:(\d{1,18})M)?", re.ASCII)
_READ_DAYS = re.compile(
    r"(-)?P(?=\d|T\d)(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d*))?S)?)?",
    re.ASCII,
)


def read_date(text: str) -> Date:
    """A date such as 2026-04-01; Failure otherwise."""
    found = _READ_DATE.fullmatch(text)
    if not found:
        raise Failure(f"{text!r} is no date")
    return _date(found.groups())


def read_time(text: str) -> Time:
    """A time such as 09:30:00+08:00 or 09:30:00@Asia/Shanghai; Failure otherwise."""
    found = _READ_TIME.fullmatch(text)
    if not found:
        raise Failure(f"{text!r} is no time")
    return _time(found.groups())[1]


def read_moment(text: str) -> DateTime:
    """A date and time, or a date meaning its midnight in local time; Failure otherwise."""
    found = _READ_MOMENT.fullmatch(text)
    if found:
        later, time = _time(found.groups()[3:])
        return DateTime(from_days(to_days(_date(found.groups()[:3])) + later), time)
    if _READ_DATE.fullmatch(text):
        return DateTime(read_date(text), Time(0))
    raise Failure(f"{text!r} is no date and time")


def read_duration(text: str) -> YearsMonths | DaysTime:
    """A duration such as P1Y6M or P3DT4H; Failure otherwise."""
    found = _READ_MONTHS.fullmatch(text)
    if found:
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return YearsMonths(-months if found[1] else months)
    found = _READ_DAYS.fullmatch(text)
    if found:
        return DaysTime(_nanos(found))
    raise Failure(f"{text!r} is no duration")


def read_literal(text: str) -> object:
    """What an at-literal means (grammar rule 62); None where it means nothing."""
    for read in (read_date, read_moment, read_time, read_duration):
        try:
            return read(text)
        except Failure:
            continue
    return None


def _date(parts: tuple[str, ...]) -> Date:
    return make_date(int(parts[0]), int(parts[1]), int(parts[2]))


def _time(parts: tuple[str | None, ...]) -> tuple[int, Time]:
    """The time, and one day more where it is written 24:00:00."""
    hour, minute, second = (int(part or 0) for part in parts[:3])
    nanos = second * NANOS + _fraction(parts[3])
    zone = _zone(parts[4:])
    if (hour, minute, nanos) == (24, 0, 0):
        return 1, make_time(0, 0, 0, zone)
    return 0, make_time(hour, minute, nanos, zone)


def _zone(parts: tuple[str | None, ...]) -> Zone:
    utc, sign, hours, minutes, seconds, name = parts
    if name:
        return region(name).key
    if utc:
        return 0
    if not sign:
        return None
    offset = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    if offset > MAX_OFFSET or int(minutes or 0) > 59 or int(seconds or 0) > 59:
        raise Failure("the offset is out of range")
    return -offset if sign == "-" else offset


def _nanos(found: re.Match[str]) -> int:
    days, hours, minutes, seconds = (int(found[group] or 0) for group in range(2, 6))
    whole = days * DAY + hours * 3600 + minutes * 60 + seconds
    nanos = whole * NANOS + _fraction(found[6])
    return -nanos if found[1] else nanos


def _fraction(digits: str | None) -> int:
    return int((digits or "")[:9].ljust(9, "0"))
