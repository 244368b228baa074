"""Sums, products, extremes and choices of numbers, with the bounds that unknown parts leave."""

from dataclasses import dataclass
from math import prod

import numpy as np

from gaoxin.engines.rules.columnar.bits import Bits, pack, unpack
from gaoxin.engines.rules.columnar.choice import ChoiceOp
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.logic import explain_if
from gaoxin.engines.rules.columnar.op import Op, Sink, TruthOp
from gaoxin.engines.rules.columnar.span import LIMIT, Array, Bounds, SpanOp, limit, wide


@dataclass(frozen=True, eq=False, slots=True)
class Sum(SpanOp):
    """Σ factor · term; the factors bring the terms to one scale and carry signs and constants."""

    terms: tuple[tuple[SpanOp, int], ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The terms."""
        return tuple(term for term, _ in self.terms)

    def limit(self, columns: Columns) -> int:
        """The sum of the limits."""
        return sum(limit(term, columns) * abs(factor) for term, factor in self.terms)

    def compute(self, chunk: Chunk) -> Bounds:
        """Lows with lows, highs with highs; an end open in one term is open in the sum."""
        bound = limit(self, chunk.columns)
        found = _scaled(chunk[self.terms[0][0]], self.terms[0][1], bound)
        for term, factor in self.terms[1:]:
            found = _added(found, _scaled(chunk[term], factor, bound))
        return found


def _scaled(value: Bounds, factor: int, bound: int) -> Bounds:
    low = high = wide(value.low, bound) * factor
    if not value.exact:
        high = wide(value.high, bound) * factor
    if factor >= 0:
        return Bounds(low, high, value.below, value.above)
    return Bounds(high, low, value.above, value.below)


def _added(left: Bounds, right: Bounds) -> Bounds:
    low = high = left.low + right.low
    if not (left.exact and right.exact):
        high = left.high + right.high
    below = above = left.below | right.below
    if left.below is not left.above or right.below is not right.above:
        above = left.above | right.above
    return Bounds(low, high, below, above)


@dataclass(frozen=True, eq=False, slots=True)
class Product(SpanOp):
    """The product of two numbers; the scales add up."""

    left: SpanOp
    right: SpanOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """Both factors."""
        return (self.left, self.right)

    def limit(self, columns: Columns) -> int:
        """The product of the limits."""
        return prod(limit(part, columns) for part in (self.left, self.right))

    def compute(self, chunk: Chunk) -> Bounds:
        """The lowest and highest of the four corners."""
        bound = limit(self, chunk.columns)
        left, right = chunk[self.left], chunk[self.right]
        void = left.open | right.open
        corners = [wide(a, bound) * wide(b, bound) for a in ends(left) for b in ends(right)]
        low = high = _extreme(corners, "min")
        return Bounds(low, high if len(corners) == 1 else _extreme(corners, "max"), void, void)


def ends(value: Bounds) -> tuple[Array, ...]:
    """The distinct ends of the bounds."""
    return (value.low,) if value.exact else (value.low, value.high)


def _extreme(values: list[Array], kind: str) -> Array:
    pick = np.minimum if kind == "min" else np.maximum
    found = values[0]
    for each in values[1:]:
        found = pick(found, each)
    return found


@dataclass(frozen=True, eq=False, slots=True)
class Extreme(SpanOp):
    """min or max; a part of which nothing is known still leaves one bound."""

    kind: str
    terms: tuple[SpanOp, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The numbers compared."""
        return self.terms

    @property
    def settled(self) -> bool:
        """One bound may be known where the other is not."""
        return False

    @property
    def closed(self) -> bool:
        """One bound may be known where the other is not."""
        return False

    def limit(self, columns: Columns) -> int:
        """The largest limit."""
        return max(limit(term, columns) for term in self.terms)

    def compute(self, chunk: Chunk) -> Bounds:
        """Bounds of bounds: of max, a part without a lower bound does not lower the others."""
        bound = limit(self, chunk.columns)
        values = [chunk[term] for term in self.terms]
        below = [value.below for value in values]
        above = [value.above for value in values]
        low = _extreme([_closed(v.low, v.below, chunk, -bound) for v in values], self.kind)
        high = _extreme([_closed(v.high, v.above, chunk, bound) for v in values], self.kind)
        if self.kind == "max":
            return Bounds(low, high, np.bitwise_and.reduce(below), np.bitwise_or.reduce(above))
        return Bounds(low, high, np.bitwise_or.reduce(below), np.bitwise_and.reduce(above))


def _closed(values: Array, open_: Bits, chunk: Chunk, end: int) -> Array:
    values = wide(values, abs(end))
    return np.where(unpack(open_, chunk.rows), end, values) if open_.any() else values


@dataclass(frozen=True, eq=False, slots=True)
class IfSpan(SpanOp):
    """`if test then yes else no` over numbers."""

    test: TruthOp
    yes: SpanOp
    no: SpanOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """Test and branches."""
        return (self.test, self.yes, self.no)

    @property
    def settled(self) -> bool:
        """An open test leaves two values."""
        return False

    def limit(self, columns: Columns) -> int:
        """The larger limit."""
        return max(limit(self.yes, columns), limit(self.no, columns))

    def compute(self, chunk: Chunk) -> Bounds:
        """The branch taken, or the hull of both where the test is open."""
        bound = limit(self, chunk.columns)
        met, maybe = chunk[self.test]
        yes, no = chunk[self.yes], chunk[self.no]
        must, can = unpack(met, chunk.rows), unpack(maybe, chunk.rows)
        low = _hull(wide(yes.low, bound), wide(no.low, bound), must, can, "min")
        high = _hull(wide(yes.high, bound), wide(no.high, bound), must, can, "max")
        below = (maybe & yes.below) | (~met & no.below)
        return Bounds(low, high, below, (maybe & yes.above) | (~met & no.above))

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows where the branch taken is unknown, or where the test is open and the branches are not one number."""
        met, maybe = chunk[self.test]
        yes, no = self.yes.unknown(chunk), self.no.unknown(chunk)
        differ = pack(chunk[self.yes].low != chunk[self.no].low)
        found: Bits = (met & yes) | (~maybe & no) | (maybe & ~met & (yes | no | differ))
        return found

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """The test, and the branches it may still take."""
        explain_if(self.test, self.yes, self.no, chunk, rows, sink)


def _hull(yes: Array, no: Array, must: Array, can: Array, kind: str) -> Array:
    return np.where(must, yes, np.where(can, _extreme([yes, no], kind), no))


@dataclass(frozen=True, eq=False, slots=True)
class ChoiceSpan(SpanOp):
    """A choice of numbers as a number."""

    choice: ChoiceOp
    values: tuple[int, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The choice."""
        return (self.choice,)

    @property
    def settled(self) -> bool:
        """Several constants may be possible."""
        return False

    def limit(self, columns: Columns) -> int:  # noqa: ARG002
        """The largest constant."""
        return max(map(abs, self.values))

    def compute(self, chunk: Chunk) -> Bounds:
        """The lowest and the highest constant possible."""
        kind = object if max(map(abs, self.values)) >= LIMIT else np.int64
        low, high = np.zeros(chunk.rows, kind), np.zeros(chunk.rows, kind)
        ranked = sorted(zip(self.values, chunk[self.choice], strict=True), key=lambda pair: pair[0])
        for value, can in ranked:
            np.copyto(high, value, where=unpack(can, chunk.rows))
        for value, can in reversed(ranked):
            np.copyto(low, value, where=unpack(can, chunk.rows))
        return Bounds(low, high, nothing := chunk.nothing(), nothing)
