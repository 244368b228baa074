"""Equality, order and membership of known values (clauses 10.3.2.13 and 10.3.2.14)."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, le, lt

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.calendar import is_date, to_days
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import NANOS, DateTime, Time, instant, time_instant
from gaoxin.engines.rules.feel.values import RangeValue, Value, kind, one

_PLAIN = frozenset((Decimal, str, bool, datetime.date, YearsMonths, DaysTime))
_ORDERED = frozenset((Decimal, str, datetime.date, YearsMonths, DaysTime))
_ORDER: dict[str, Callable[[Value, Value], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def equal(left: Value, right: Value) -> bool:
    """`left = right`; Failure for values of different types."""
    if left is None or right is None:
        return left is right
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return bool(left == right)
    if kind(left) != kind(right):
        raise Failure(f"{one(left)} cannot be compared with {one(right)}")
    return _same(left, right)


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, RangeValue):
        return _shape(left) == _shape(right) and same(left.low, right.low) and same(left.high, right.high)
    if isinstance(left, DateTime | Time):
        return (left.zone is None) == (right.zone is None) and _key(left) == _key(right)
    return bool(left == right)


def _shape(value: RangeValue) -> tuple[bool, bool, str]:
    return value.low_included, value.high_included, value.op


def same(left: Value, right: Value) -> bool:
    """Equality within lists and contexts, where values of different types are simply not equal."""
    try:
        return equal(left, right)
    except Failure:
        return False


def order(op: str, left: Value, right: Value) -> bool:
    """`left op right` for < <= > >=; Failure for values that have no order between them."""
    if left.__class__ is right.__class__ and left.__class__ in _ORDERED:
        return _ORDER[op](left, right)
    if kind(left) != kind(right):
        raise Failure(f"{one(left)} cannot be ordered with {one(right)}")
    if is_date(left):
        return _ORDER[op](to_days(left), to_days(right))
    if isinstance(left, DateTime | Time):
        if (left.zone is None) != (right.zone is None):
            raise Failure("a local time and one with a zone have no order")
        return _ORDER[op](_key(left), _key(right))
    raise Failure(f"{one(left)} has no order")


def _key(moment: DateTime | Time) -> int:
    """Whole seconds: equality and order of times leave out the fraction (clause 10.3.2.3.4)."""
    return (instant(moment) if isinstance(moment, DateTime) else time_instant(moment)) // NANOS


def compare(op: str, left: Value, right: Value) -> bool:
    """`left op right` for all six operators."""
    if op == "=":
        return equal(left, right)
    if op == "!=":
        return not equal(left, right)
    return order(op, left, right)


def ends(value: RangeValue) -> list[tuple[str, Value]]:
    """The comparisons that a value in the range must pass."""
    if value.op:
        return [(value.op, value.high if value.low is None else value.low)]
    low, high = ">=" if value.low_included else ">", "<=" if value.high_included else "<"
    return [(low, value.low), (high, value.high)]
