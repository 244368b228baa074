"""Arithmetic of known values (clause 10.3.2.11)."""

from collections.abc import Callable
from decimal import Decimal

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE
from gaoxin.engines.rules.feel.temporal import algebra
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.values import MAX_LENGTH, Value, one

_DURATIONS = (YearsMonths, DaysTime)


def calculate(op: str, left: Value, right: Value) -> Value:
    """`left op right`; Failure or a decimal exception where it has no answer."""
    if left.__class__ is Decimal and right.__class__ is Decimal:
        return _NUMBERS[op](left, right)
    if left is None or right is None:
        raise Failure(f"null in {op}")
    return _OTHERS[op](left, right)


def negate(value: Value) -> Value:
    """Unary minus of a number or a duration."""
    if value.__class__ is Decimal:
        return PRECISE.minus(value)
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.months)
    if isinstance(value, DaysTime):
        return DaysTime(-value.nanos)
    raise Failure(f"{one(value)} has no negative")


def _power(left: Decimal, right: Decimal) -> Decimal:
    if not left and right < 0:
        raise Failure("nought has no negative power")
    return Decimal(1) if not right else PRECISE.power(left, right)


def _add(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return _join(left, right)
    if isinstance(left, _DURATIONS) and not isinstance(right, _DURATIONS):
        left, right = right, left
    if isinstance(right, YearsMonths):
        return _add_months(left, right)
    if isinstance(right, DaysTime):
        return DaysTime(left.nanos + right.nanos) if isinstance(left, DaysTime) else _shift(left, right)
    raise _unfit("+", left, right)


def _join(left: str, right: str) -> str:
    if len(left) + len(right) > MAX_LENGTH:
        raise Failure("the string grows too long")
    return left + right


def _add_months(left: Value, right: YearsMonths) -> Value:
    if isinstance(left, YearsMonths):
        return YearsMonths(left.months + right.months)
    return algebra.add_months_to(left, right)


def _shift(left: Value, right: DaysTime) -> Value:
    return algebra.add_nanos_to(left, right)


def _subtract(left: Value, right: Value) -> Value:
    if isinstance(right, _DURATIONS):
        if isinstance(left, _DURATIONS) and left.__class__ is not right.__class__:
            raise _unfit("-", left, right)
        return _add(left, negate(right))
    return algebra.difference(left, right)


def _multiply(left: Value, right: Value) -> Value:
    if isinstance(left, Decimal):
        left, right = right, left
    if isinstance(left, _DURATIONS) and isinstance(right, Decimal):
        return algebra.scale(left, right)
    raise _unfit("*", left, right)


def _divide(left: Value, right: Value) -> Value:
    if isinstance(left, _DURATIONS) and isinstance(right, Decimal):
        return algebra.divide(left, right)
    if isinstance(left, _DURATIONS) and isinstance(right, _DURATIONS):
        return algebra.ratio(left, right)
    raise _unfit("/", left, right)


def _no_power(left: Value, right: Value) -> Value:
    raise _unfit("**", left, right)


def _unfit(op: str, left: Value, right: Value) -> Failure:
    return Failure(f"{op} does not go between {one(left)} and {one(right)}")


_NUMBERS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": PRECISE.add,
    "-": PRECISE.subtract,
    "*": PRECISE.multiply,
    "/": PRECISE.divide,
    "**": _power,
}
_OTHERS: dict[str, Callable[[Value, Value], Value]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "**": _no_power,
}
