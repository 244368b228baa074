"""Functions that make one value of a list (clause 10.3.4.4): count, sum, min, max and statistics."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import TypeAlias

from gaoxin.engines.rules.feel import arithmetic, comparison, possible
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE
from gaoxin.engines.rules.feel.values import Value, one
from gaoxin.engines.rules.unknown import Unknown

Aggregate: TypeAlias = Callable[[list[Value]], Value]


def aggregate(name: str, *, opaque: bool = False) -> Callable[[Aggregate], Aggregate]:
    """Declare a function of a list that also takes the items as arguments."""

    def register(function: Aggregate) -> Aggregate:
        builtin(f"{name}(list: list)", opaque=opaque)(function)
        builtin(f"{name}(...items: Any)", opaque=opaque)(lambda *items: _spread(function, items))
        return function

    return register


def _spread(function: Aggregate, items: tuple[Value, ...]) -> Value:
    if items == (None,):
        raise Failure("null stands where a list is expected")
    return function(list(items))


@builtin("count(list: list)", opaque=True)
def count(items: list[Value]) -> Decimal:
    """The number of items."""
    return Decimal(len(items))


@aggregate("min", opaque=True)
def min_(items: list[Value]) -> Value:
    """The least item; null for an empty list."""
    return _extreme(items, "<")


@aggregate("max", opaque=True)
def max_(items: list[Value]) -> Value:
    """The greatest item; null for an empty list."""
    return _extreme(items, ">")


def _extreme(items: list[Value], op: str) -> Value:
    if any(item.__class__ is Unknown for item in items):
        return possible.extreme(items, lowest=op == "<")
    if any(item is None for item in items):
        raise Failure("null has no order")
    if not items:
        raise Failure("an empty list has no least or greatest item")
    comparison.order(op, items[0], items[0])
    return reduce(lambda best, item: item if comparison.order(op, item, best) else best, items)


@aggregate("sum", opaque=True)
def sum_(items: list[Value]) -> Value:
    """The sum of numbers; null for an empty list."""
    if any(item.__class__ is Unknown for item in items):
        return reduce(_add, items)
    return reduce(PRECISE.add, _some(items))


def _add(left: Value, right: Value) -> Value:
    if left.__class__ is Unknown or right.__class__ is Unknown:
        return possible.calculate("+", left, right)
    return arithmetic.calculate("+", left, right)


@aggregate("product")
def product(items: list[Value]) -> Value:
    """The product of numbers."""
    return reduce(PRECISE.multiply, _some(items))


@aggregate("mean")
def mean(items: list[Value]) -> Value:
    """The arithmetic mean of numbers."""
    return PRECISE.divide(reduce(PRECISE.add, _some(items)), Decimal(len(items)))


@aggregate("median")
def median(items: list[Value]) -> Value:
    """The middle number, or the mean of the two in the middle; null for an empty list."""
    numbers = sorted(_some(items))
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else mean(numbers[half - 1 : half + 1])


@aggregate("stddev")
def stddev(items: list[Value]) -> Value:
    """The standard deviation of a sample of at least two numbers."""
    if len(items) < 2:
        raise Failure("stddev takes at least two numbers")
    middle = mean(items)
    squares = [PRECISE.power(PRECISE.subtract(each, middle), Decimal(2)) for each in _numbers(items)]
    return PRECISE.sqrt(PRECISE.divide(reduce(PRECISE.add, squares), Decimal(len(items) - 1)))


@aggregate("mode")
def mode(items: list[Value]) -> Value:
    """The numbers that come most often, in order."""
    counts: dict[Decimal, int] = {}
    for number in _numbers(items):
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


def _numbers(items: list[Value]) -> list[Decimal]:
    for item in items:
        if not isinstance(item, Decimal):
            raise Failure(f"{one(item)} stands where a number is expected")
    return items


def _some(items: list[Value]) -> list[Decimal]:
    if not items:
        raise Failure("an empty list has no answer")
    return _numbers(items)
