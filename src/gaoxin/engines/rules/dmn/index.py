"""Which rules of a table can match a value: equality cells hashed, interval cells bisected.

A set of rules is an integer with a bit for each. A column whose cells are of other forms lets all
such rules through; what the index lets through is still tested cell by cell.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.values import Value

MIN_RULES = 16
_NUMBER = (Decimal,)
Interval: TypeAlias = tuple[Decimal, Decimal]
_LEAST, _MOST = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Column:
    """The index of one column."""

    always: int
    equal: dict[str | bool, int]
    points: Sequence[Decimal]
    segments: Sequence[int]

    def candidates(self, value: Value) -> int | None:
        """The rules that can match; None where any can."""
        if isinstance(value, Decimal):
            return self.always | self._segment(value)
        if isinstance(value, str | bool):
            return self.always | self.equal.get(value, 0)
        return None

    def _segment(self, value: Decimal) -> int:
        """Segments alternate: before the first point, at it, between it and the next, and so on."""
        place = bisect_left(self.points, value)
        at = place < len(self.points) and self.points[place] == value
        return self.segments[2 * place + at] if self.segments else 0


class Index:
    """The index of a table; built when it is first asked."""

    __slots__ = ("_built", "_size", "_tests")

    def __init__(self, tests: Sequence[tuple[ast.UnaryTests, ...]]) -> None:
        self._tests = tests
        self._size = len(tests)
        self._built: list[Column] | None = None

    def candidates(self, values: Sequence[Value]) -> Iterator[int]:
        """The rules that can match these input values, in order."""
        if self._size < MIN_RULES:
            return iter(range(self._size))
        if self._built is None:
            self._built = [_column(each) for each in zip(*self._tests, strict=True)]
        mask = (1 << self._size) - 1
        for column, value in zip(self._built, values, strict=True):
            found = column.candidates(value)
            mask = mask if found is None else mask & found
        return _bits(mask)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _column(cells: Sequence[ast.UnaryTests]) -> Column:
    always = 0
    equal: dict[str | bool, int] = {}
    intervals: list[tuple[Interval, int]] = []
    for row, cell in enumerate(cells):
        keys, spans, plain = _classify(cell)
        always |= 0 if plain else 1 << row
        for key in keys:
            equal[key] = equal.get(key, 0) | 1 << row
        intervals += [(span, row) for span in spans]
    points, segments = _sweep(intervals)
    return Column(always, equal, points, segments)


def _classify(cell: ast.UnaryTests) -> tuple[list[str | bool], list[Interval], bool]:
    """The keys and closed intervals a cell admits; not plain where it may admit more."""
    keys: list[str | bool] = []
    spans: list[Interval] = []
    for test in cell.tests:
        span = _interval(test)
        if isinstance(test, ast.Literal) and isinstance(test.value, str):
            keys.append(test.value)
        elif span is not None:
            spans.append(span)
        else:
            return [], [], False
    return keys, spans, bool(cell.tests) and not cell.negated


def _interval(test: ast.Node) -> Interval | None:
    if isinstance(test, ast.Literal) and isinstance(test.value, Decimal):
        return test.value, test.value
    if isinstance(test, ast.UnaryCompare) and test.op != "!=":
        return _half(test.op, _number(test.end))
    if isinstance(test, ast.Range):
        low, high = _number(test.low), _number(test.high)
        return (low, high) if low is not None and high is not None else None
    return None


def _half(op: str, end: Decimal | None) -> Interval | None:
    if end is None:
        return None
    return {"<": (_LEAST, end), "<=": (_LEAST, end), "=": (end, end)}.get(op, (end, _MOST))


def _number(node: ast.Node) -> Decimal | None:
    return node.value if isinstance(node, ast.Literal) and isinstance(node.value, Decimal) else None


def _sweep(intervals: list[tuple[Interval, int]]) -> tuple[list[Decimal], list[int]]:
    """The end points in order, and the rules open in each segment between and at them."""
    if not intervals:
        return [], []
    points = sorted({end for (low, high), _ in intervals for end in (low, high) if end.is_finite()})
    place = {point: 2 * number + 1 for number, point in enumerate(points)}
    changes: dict[int, int] = {}
    size = 2 * len(points) + 1
    for (low, high), row in intervals:
        if low <= high:
            _toggle(changes, place.get(low, 0), row)
            _toggle(changes, place.get(high, size) + 1, row)
    return points, _running(changes, size, intervals)


def _toggle(changes: dict[int, int], at: int, row: int) -> None:
    changes[at] = changes.get(at, 0) ^ 1 << row


def _running(changes: dict[int, int], size: int, intervals: list[tuple[Interval, int]]) -> list[int]:
    several = _rows_with_several(intervals)
    masks: list[int] = []
    mask = 0
    for at in range(size):
        mask ^= changes.get(at, 0)
        masks.append(mask | several)
    return masks


def _rows_with_several(intervals: list[tuple[Interval, int]]) -> int:
    """Rules whose cell has several intervals, which may overlap: they are let through."""
    seen = several = 0
    for _, row in intervals:
        several |= seen & 1 << row
        seen |= 1 << row
    return several
