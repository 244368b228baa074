"""What `for`, `some` and `every` run over: lists, single values and discrete ranges (clause 10.3.2.15)."""

from collections.abc import Iterator
from decimal import Decimal

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import Failure, FeelError
from gaoxin.engines.rules.feel.numbers import as_int
from gaoxin.engines.rules.feel.scope import MAX_STEPS
from gaoxin.engines.rules.feel.temporal.calendar import from_days, is_date, to_days
from gaoxin.engines.rules.feel.values import RangeValue, Value, kind


def items(value: Value, source: ast.Node | None = None) -> Iterator[Value]:
    """The values to run over; Failure where there are none to tell."""
    if isinstance(value, list):
        return iter(list(value))
    if isinstance(value, RangeValue):
        return _range_items(value)
    if value is None and source is not None:
        raise Failure("null cannot be iterated")
    return iter([value])


def _range_items(value: RangeValue) -> Iterator[Value]:
    if is_date(value.low) and is_date(value.high):
        return (from_days(day) for day in _steps(value, to_days(value.low), to_days(value.high)))
    low, high = _whole(value.low), _whole(value.high)
    return (Decimal(number) for number in _steps(value, low, high))


def _whole(end: Value) -> int:
    number = as_int(end) if isinstance(end, Decimal) else None
    if number is None:
        raise Failure(f"a range over {kind(end)} cannot be iterated")
    return number


def _steps(value: RangeValue, low: int, high: int) -> range:
    if abs(high - low) > MAX_STEPS:
        raise FeelError("this range has too many steps", expected=f"at most {MAX_STEPS}")
    step = 1 if low <= high else -1
    start = low if value.low_included else low + step
    stop = high + step if value.high_included else high
    return range(start, stop, step)
