"""Relations of points and ranges (clause 10.3.4.9, after Allen) and the function range.

Each end of a range is a place on a line: just at a value, or a step above or below it where the
value itself is left out. A point is the range that begins and ends there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.engines.rules.feel import comparison
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.values import RangeValue, Value


@dataclass(frozen=True, slots=True)
class _End:
    """A place: the value and a step, or no value for a side without end."""

    value: Value
    step: int

    def before(self, other: "_End") -> bool:
        """Whether this place comes strictly before another."""
        if self.value is None or other.value is None:
            return self.step < other.step if self.value is other.value else self._endless(other)
        if comparison.equal(self.value, other.value):
            return self.step < other.step
        return comparison.order("<", self.value, other.value)

    def _endless(self, other: "_End") -> bool:
        return self.step < 0 if self.value is None else other.step > 0

    def same(self, other: "_End") -> bool:
        """Whether both are one place."""
        return not self.before(other) and not other.before(self)


@dataclass(frozen=True, slots=True)
class _Stretch:
    low: _End
    high: _End


def _stretch(value: Value) -> _Stretch:
    if not isinstance(value, RangeValue):
        return _Stretch(_End(value, 0), _End(value, 0))
    if value.op == "!=":
        raise Failure("a range of all but one value has no place")
    low = _End(value.low, -2 if value.low is None else int(not value.low_included))
    high = _End(value.high, 2 if value.high is None else -int(not value.high_included))
    return _Stretch(low, high)


Relation: TypeAlias = Callable[[_Stretch, _Stretch], bool]


def _before(a: _Stretch, b: _Stretch) -> bool:
    return a.high.before(b.low)


def _meets(a: _Stretch, b: _Stretch) -> bool:
    return a.high.same(b.low)


def _overlaps(a: _Stretch, b: _Stretch) -> bool:
    return not _before(a, b) and not _before(b, a)


def _overlaps_before(a: _Stretch, b: _Stretch) -> bool:
    return a.low.before(b.low) and not a.high.before(b.low) and not b.high.before(a.high)


def _finishes(a: _Stretch, b: _Stretch) -> bool:
    return a.high.same(b.high) and not a.low.before(b.low)


def _includes(a: _Stretch, b: _Stretch) -> bool:
    return not b.low.before(a.low) and not a.high.before(b.high)


def _starts(a: _Stretch, b: _Stretch) -> bool:
    return a.low.same(b.low) and not b.high.before(a.high)


def _coincides(a: _Stretch, b: _Stretch) -> bool:
    return a.low.same(b.low) and a.high.same(b.high)


def _swapped(relation: Relation) -> Relation:
    return lambda a, b: relation(b, a)


_POINTS, _POINT_RANGE = "point1: Any, point2: Any", "point: Any, range: range"
_RANGE_POINT, _RANGES = "range: range, point: Any", "range1: range, range2: range"

_RELATIONS: tuple[tuple[str, Relation, tuple[str, ...]], ...] = (
    ("before", _before, (_RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)),
    ("after", _swapped(_before), (_RANGES, _POINT_RANGE, _RANGE_POINT, _POINTS)),
    ("meets", _meets, (_RANGES,)),
    ("met by", _swapped(_meets), (_RANGES,)),
    ("overlaps", _overlaps, (_RANGES,)),
    ("overlaps before", _overlaps_before, (_RANGES,)),
    ("overlaps after", _swapped(_overlaps_before), (_RANGES,)),
    ("finishes", _finishes, (_RANGES, _POINT_RANGE)),
    ("finished by", _swapped(_finishes), (_RANGES, _RANGE_POINT)),
    ("includes", _includes, (_RANGES, _RANGE_POINT)),
    ("during", _swapped(_includes), (_RANGES, _POINT_RANGE)),
    ("starts", _starts, (_RANGES, _POINT_RANGE)),
    ("started by", _swapped(_starts), (_RANGES, _RANGE_POINT)),
    ("coincides", _coincides, (_RANGES, _POINTS)),
)


def _answer(relation: Relation) -> Callable[[Value, Value], bool]:
    def answer(left: Value, right: Value) -> bool:
        if left is None or right is None:
            raise Failure("null has no place")
        return relation(_stretch(left), _stretch(right))

    return answer


for _name, _relation, _signatures in _RELATIONS:
    for _signature in _signatures:
        builtin(f"{_name}({_signature})")(_answer(_relation))
