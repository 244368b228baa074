"""Properties that values have besides the entries of contexts (clause 10.3.2.3, table 53)."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from gaoxin.engines.rules.feel.numbers import PRECISE
from gaoxin.engines.rules.feel.temporal.calendar import FarDate
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import NANOS, DateTime, Time
from gaoxin.engines.rules.feel.values import RangeValue, Value

NO_PROPERTY: Final = object()

Properties = dict[str, Callable[[Value], Value]]

_DATE: Properties = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(date.isoweekday()),
}


def _offset(zone: object) -> DaysTime | None:
    return DaysTime(zone * NANOS) if isinstance(zone, int) else None


def _zone_name(zone: object) -> str | None:
    return zone if isinstance(zone, str) else None


def _moment_offset(moment: DateTime) -> DaysTime | None:
    return _offset(moment.offset())


def _second(time: Time) -> Decimal:
    return PRECISE.divide(Decimal(time.nanos % (60 * NANOS)), Decimal(NANOS))


_TIME: Properties = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": _second,
    "time offset": lambda time: _offset(time.zone),
    "timezone": lambda time: _zone_name(time.zone),
}


def _part(place: int) -> Callable[[Value], Value]:
    def part(duration: DaysTime) -> Decimal:
        value = Decimal(duration.parts()[place])
        return -value if duration.nanos < 0 and value else value

    return part


def _years(duration: YearsMonths) -> Decimal:
    return Decimal(int(duration.months / 12) if abs(duration.months) < 2**50 else duration.months // 12)


def _months(duration: YearsMonths) -> Decimal:
    rest = abs(duration.months) % 12
    return Decimal(-rest if duration.months < 0 else rest)


_PROPERTIES: dict[type, Properties] = {
    datetime.date: _DATE,
    FarDate: _DATE,
    Time: _TIME,
    DateTime: {
        **{key: lambda moment, get=get: get(moment.date) for key, get in _DATE.items()},  # type: ignore[misc]
        **{key: lambda moment, get=get: get(moment.time) for key, get in _TIME.items()},  # type: ignore[misc]
        "time offset": _moment_offset,
    },
    YearsMonths: {"years": _years, "months": _months},
    DaysTime: {name: _part(place) for place, name in enumerate(("days", "hours", "minutes", "seconds"))},
    RangeValue: {
        "start": lambda each: each.low,
        "end": lambda each: each.high,
        "start included": lambda each: each.low_included,
        "end included": lambda each: each.high_included,
    },
}


def property_of(value: Value, name: str) -> Value:
    """The property, or NO_PROPERTY where the value has none of that name."""
    get = _PROPERTIES.get(type(value), {}).get(name)
    return NO_PROPERTY if get is None else get(value)
