"""Comparisons of numbers and of ratios with a constant; ratios are cross-multiplied, never divided."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.arithmetic import ends
from gaoxin.engines.rules.columnar.atoms import FLIPPED, holds
from gaoxin.engines.rules.columnar.bits import Bits, Truth, pack, truth
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.op import Op, TruthOp
from gaoxin.engines.rules.columnar.span import Array, Bounds, SpanOp, limit, wide

_ZERO = Fraction(0)


@dataclass(frozen=True, eq=False, slots=True)
class SpanCompare(TruthOp):
    """A number against a constant: decided where low and high agree."""

    span: SpanOp
    op: str
    bound: Fraction

    @property
    def parts(self) -> tuple[Op, ...]:
        """The number."""
        return (self.span,)

    def compute(self, chunk: Chunk) -> Truth:
        """Where every value, and where some value, passes."""
        value: Bounds = chunk[self.span]
        low = pack(holds(self.op, value.low, self.bound, self.span.scale))
        high = low if value.exact else pack(holds(self.op, value.high, self.bound, self.span.scale))
        return _decided(self.op, low, high, value)


def _decided(op: str, low: Bits, high: Bits, value: Bounds) -> Truth:
    match op:
        case ">" | ">=":
            return truth(low & ~value.below, high | value.above)
        case "<" | "<=":
            return truth(high & ~value.above, low | value.below)
    return truth(low & ~value.open, low | value.open)


@dataclass(frozen=True, eq=False, slots=True)
class RatioCompare(TruthOp):
    """`num / den op bound`; false where den is nought, open where both den and nought are possible."""

    num: SpanOp
    den: SpanOp
    op: str
    bound: Fraction

    @property
    def parts(self) -> tuple[Op, ...]:
        """Numerator and denominator."""
        return (self.num, self.den)

    def compute(self, chunk: Chunk) -> Truth:
        """The corners of both bounds: all must pass to be true, one to be possible."""
        num, den = chunk[self.num], chunk[self.den]
        corners = [pack(self._corner(n, d, chunk)) for n in ends(num) for d in ends(den)]
        zero, wholly = self._nought(chunk)
        open_ = num.open | den.open | (zero & ~wholly)
        every = np.bitwise_and.reduce(corners) & ~zero
        some = np.bitwise_or.reduce(corners) & ~zero
        return truth(every & ~open_, some | open_)

    def _corner(self, num: Array, den: Array, chunk: Chunk) -> NDArray[np.bool_]:
        up, down = self._factors()
        bound = limit(self.num, chunk.columns) * up + limit(self.den, chunk.columns) * abs(down)
        rest = wide(num, bound) * up - wide(den, bound) * down
        met = holds(self.op, rest, _ZERO, 0)
        backwards = den < 0
        if not backwards.any():
            return met
        return np.where(backwards, holds(FLIPPED[self.op], rest, _ZERO, 0), met)

    def _factors(self) -> tuple[int, int]:
        """num / den op k as num · up op den · down, in stored integers."""
        shift = self.den.scale - self.num.scale
        bound = self.bound / Fraction(10) ** shift
        return bound.denominator, bound.numerator

    def _nought(self, chunk: Chunk) -> tuple[Bits, Bits]:
        """Where den may be nought, and where it is nought and all is known."""
        den: Bounds = chunk[self.den]
        zero = pack(den.low == 0) if den.exact else pack((den.low <= 0) & (den.high >= 0))
        if not zero.any():
            return zero, zero
        return zero, zero & ~(self.num.unknown(chunk) | self.den.unknown(chunk))
