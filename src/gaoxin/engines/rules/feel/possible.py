"""What an unknown can still be: intervals and finite sets carried through operations, and what they decide.

An unknown that is settled by nothing gives an unknown that waits for everything its parts wait for.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from gaoxin.engines.rules.feel import comparison
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.unknown import INFINITE, NONE, Interval, Possible, Unknown

MAX_SET = 64
ANYTHING = Interval(-INFINITE, INFINITE)
Bounds: TypeAlias = tuple[Decimal, Decimal]


def merge(parts: Iterable[Value], possible: Possible = None) -> Unknown:
    """The unknown that waits for all that its unknown parts wait for."""
    missing, review = NONE, NONE
    for part in parts:
        if part.__class__ is Unknown:
            missing, review = missing | part.missing, review | part.review
    return Unknown(missing, review, possible)


def inside(value: Value) -> list[Unknown]:
    """The unknowns in a value: itself, or those in its items and entries."""
    if value.__class__ is Unknown:
        return [value]
    if value.__class__ is list:
        return [found for item in value for found in inside(item)]
    if value.__class__ is dict:
        return [found for item in value.values() for found in inside(item)]
    return []


def bounds(value: Value) -> Bounds | None:
    """Lowest and highest number a value can be; None where it may be something else."""
    if value.__class__ is Decimal:
        return value, value
    if value.__class__ is not Unknown:
        return None
    if value.possible.__class__ is Interval:
        return value.possible.low, value.possible.high
    return _hull(value.possible)


def _hull(possible: object) -> Bounds | None:
    if not isinstance(possible, frozenset) or not possible:
        return None
    numbers = [each for each in possible if isinstance(each, Decimal)]
    return (min(numbers), max(numbers)) if len(numbers) == len(possible) else None


def choices(value: Value) -> frozenset[Value] | None:
    """The finite set a value comes from; None where it is not finite."""
    if value.__class__ is not Unknown:
        return _finite([value])
    return value.possible if isinstance(value.possible, frozenset) else None


def _finite(values: Sequence[Value]) -> frozenset[Value] | None:
    """The set of the values; none where they do not hash, are many, or mix true with 1, which Python equates."""
    kinds = {value.__class__ for value in values}
    if bool in kinds and Decimal in kinds:
        return None
    try:
        found = frozenset(values)
    except TypeError:
        return None
    return found if len(found) <= MAX_SET else None


def union(left: Value, right: Value) -> Possible:
    """What either of two values can be."""
    first, second = choices(left), choices(right)
    if first is not None and second is not None:
        joined = _finite([*first, *second])
        if joined is not None:
            return joined
    low, high = bounds(left), bounds(right)
    return Interval(min(low[0], high[0]), max(low[1], high[1])) if low and high else None


def negate(value: Unknown) -> Unknown:
    """Unary minus."""
    found = bounds(value)
    return merge([value], Interval(-found[1], -found[0]) if found else None)


def calculate(op: str, left: Value, right: Value) -> Unknown:
    """`left op right` where at least one side is unknown."""
    first, second = bounds(left), bounds(right)
    possible = _corners(op, first, second) if first and second else None
    return merge([left, right], possible)


def _corners(op: str, left: Bounds, right: Bounds) -> Interval | None:
    if op == "/" and right[0] <= 0 <= right[1]:
        return None
    step = _STEPS.get(op)
    if step is None:
        return None
    try:
        corners = [step(a, b) for a in left for b in right]
    except InvalidOperation:
        return ANYTHING
    except ArithmeticError:
        return None
    return Interval(min(corners), max(corners))


def _product(left: Decimal, right: Decimal) -> Decimal:
    return PRECISE.multiply(left, right) if left and right else Decimal(0)


_STEPS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": PRECISE.add,
    "-": PRECISE.subtract,
    "*": _product,
    "/": PRECISE.divide,
}


def extreme(values: list[Value], *, lowest: bool) -> Unknown:
    """min or max of values of which some are unknown; a wholly unknown one still leaves one bound."""
    found = [bounds(value) or (-INFINITE, INFINITE) for value in values]
    pick = min if lowest else max
    low, high = pick(each[0] for each in found), pick(each[1] for each in found)
    whole = (low, high) == (-INFINITE, INFINITE)
    return merge(values, None if whole else Interval(low, high))


def compare(op: str, left: Value, right: Value) -> Value:
    """`left op right`: decided where every possible value gives the same answer."""
    if left is None or right is None:
        return merge([left, right])
    answer = _by_choice(op, left, right)
    if answer is None:
        answer = _by_bounds(op, left, right)
    return merge([left, right]) if answer is None else answer


def _by_choice(op: str, left: Value, right: Value) -> bool | None:
    first, second = choices(left), choices(right)
    if first is None or second is None:
        return None
    answers = {_answer(op, a, b) for a in first for b in second}
    return answers.pop() if len(answers) == 1 else None


def _answer(op: str, left: Value, right: Value) -> bool | None:
    try:
        return comparison.compare(op, left, right)
    except Failure:
        return None


def _by_bounds(op: str, left: Value, right: Value) -> bool | None:
    first, second = bounds(left), bounds(right)
    if first is None or second is None:
        return None
    return _BOUNDED[op](first, second)


def _less(a: Bounds, b: Bounds) -> bool | None:
    return True if a[1] < b[0] else False if a[0] >= b[1] else None


def _less_or_equal(a: Bounds, b: Bounds) -> bool | None:
    return True if a[1] <= b[0] else False if a[0] > b[1] else None


def _equal(a: Bounds, b: Bounds) -> bool | None:
    if a[1] < b[0] or b[1] < a[0]:
        return False
    return True if a[0] == a[1] == b[0] == b[1] else None


def _different(a: Bounds, b: Bounds) -> bool | None:
    answer = _equal(a, b)
    return None if answer is None else not answer


_BOUNDED: dict[str, Callable[[Bounds, Bounds], bool | None]] = {
    "=": _equal,
    "!=": _different,
    "<": _less,
    "<=": _less_or_equal,
    ">": lambda a, b: _less(b, a),
    ">=": lambda a, b: _less_or_equal(b, a),
}


def all_of(parts: Iterable[Value]) -> Value:
    """Kleene's and: false decides; then what is unknown; then null; then true (clause 10.3.2.10)."""
    waiting: list[Unknown] = []
    null = False
    for part in parts:
        if part is False:
            return False
        if part.__class__ is Unknown:
            waiting.append(part)
        elif part is not True:
            null = True
    return merge(waiting) if waiting else None if null else True


def any_of(parts: Iterable[Value]) -> Value:
    """Kleene's or: true decides; then what is unknown; then null; then false."""
    waiting: list[Unknown] = []
    null = False
    for part in parts:
        if part is True:
            return True
        if part.__class__ is Unknown:
            waiting.append(part)
        elif part is not False:
            null = True
    return merge(waiting) if waiting else None if null else False
