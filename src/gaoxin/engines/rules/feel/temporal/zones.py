"""Zones: an offset in seconds, the name of an IANA region, or None for local time."""

import datetime
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.calendar import Date, from_days

Zone: TypeAlias = int | str | None

MAX_OFFSET = 18 * 3600
DAY = 86_400


@lru_cache(maxsize=1024)
def region(name: str) -> ZoneInfo:
    """The rules of an IANA region; Failure where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Failure(f"{name!r} is no time zone") from error


def offset_at(zone: Zone, date: Date, second: int) -> int | None:
    """The offset in seconds at a local time; None for local time without a zone."""
    if not isinstance(zone, str):
        return zone
    moment = _near(date) + datetime.timedelta(seconds=second)
    return _seconds(moment.replace(tzinfo=region(zone)).utcoffset())


def offset_from_utc(zone: Zone, second: int) -> int:
    """The offset that holds `second` seconds after 1970-01-01T00:00Z."""
    if not isinstance(zone, str):
        return zone or 0
    moment = _near(from_days(second // DAY)) + datetime.timedelta(seconds=second % DAY)
    return _seconds(moment.replace(tzinfo=datetime.UTC).astimezone(region(zone)).utcoffset())


def _near(date: Date) -> datetime.datetime:
    """The same day within the years the zone tables know."""
    year = 2 if date.year < 2 else date.year if date.year < 9999 else 9600 + date.year % 399
    day = 28 if (date.month, date.day) == (2, 29) and year != date.year else date.day
    return datetime.datetime(year, date.month, day)


def _seconds(delta: datetime.timedelta | None) -> int:
    return delta.days * DAY + delta.seconds if delta else 0


def write_zone(zone: Zone) -> str:
    """`Z`, `+08:00`, `@Asia/Shanghai` or nothing."""
    if zone is None:
        return ""
    if isinstance(zone, str):
        return f"@{zone}"
    if zone == 0:
        return "Z"
    hours, rest = divmod(abs(zone), 3600)
    minutes, seconds = divmod(rest, 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{'-' if zone < 0 else '+'}{hours:02d}:{minutes:02d}{tail}"
