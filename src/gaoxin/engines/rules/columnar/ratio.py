"""Quotients, which exist only to be compared, and numbers that exist only under a guard."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gaoxin.engines.rules.columnar import build
from gaoxin.engines.rules.columnar.bits import Bits, Truth, truth
from gaoxin.engines.rules.columnar.choice import Same
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.logic import explain_if
from gaoxin.engines.rules.columnar.op import Op, Sink, TruthOp, Unsupported, intern
from gaoxin.engines.rules.columnar.span import Fixed, SpanOp


@dataclass(frozen=True, eq=False, slots=True)
class Ratio(Op):
    """`num / den · factor + shift`; the factor is above nought."""

    num: SpanOp
    den: SpanOp
    factor: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)

    @property
    def parts(self) -> tuple[Op, ...]:
        """Numerator and denominator."""
        return (self.num, self.den)

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows where either is not known."""
        return self.num.unknown(chunk) | self.den.unknown(chunk)


@dataclass(frozen=True, eq=False, slots=True)
class Guarded(Op):
    """`if test then measure else null`."""

    test: TruthOp
    measure: Op

    @property
    def parts(self) -> tuple[Op, ...]:
        """Guard and measure."""
        return (self.test, self.measure)

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows where the guard is open, or holds over an unknown measure."""
        met, maybe = chunk[self.test]
        found: Bits = (maybe & ~met) | (met & self.measure.unknown(chunk))
        return found

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """The guard, and the measure where it may hold."""
        explain_if(self.test, self.measure, build.same(None), chunk, rows, sink)


@dataclass(frozen=True, eq=False, slots=True)
class GuardedTruth(TruthOp):
    """A comparison of a guarded measure: false without it, open while the guard is."""

    measure: Guarded
    met: TruthOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """The measure and its comparison."""
        return (self.measure, self.met)

    def compute(self, chunk: Chunk) -> Truth:
        """The comparison where the guard holds."""
        guard, value = chunk[self.measure.test], chunk[self.met]
        return truth(guard[0] & value[0], (guard[1] & ~guard[0]) | (guard[0] & value[1]))

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """What the measure waits for."""
        self.measure.explain(chunk, rows, sink)


def quotient(num: SpanOp, den: SpanOp) -> Op:
    """A division; by a constant whose inverse is a finite decimal it is a product."""
    if isinstance(den, Fixed) and den.value:
        return _by_constant(num, den)
    if not (num.closed and den.closed):
        raise Unsupported("a ratio with one end open")
    return intern(Ratio(num, den))


def _by_constant(num: SpanOp, den: Fixed) -> Op:
    inverse = 1 / Fraction(den.value)
    for places in range(19):
        scaled = inverse * 10**places
        if scaled.denominator == 1:
            return build.total([(num, scaled.numerator * 10**den.scale)], places)
    return intern(Ratio(num, den))


def shifted(ratio: Ratio, op: str, by: Same) -> Ratio:
    """A ratio with a constant added, taken away or multiplied."""
    if not isinstance(by.value, Decimal):
        raise Unsupported("a ratio and what is not a number")
    k = Fraction(by.value)
    if op in ("+", "-"):
        return intern(Ratio(ratio.num, ratio.den, ratio.factor, ratio.shift + (k if op == "+" else -k)))
    if op == "*" and k > 0:
        return intern(Ratio(ratio.num, ratio.den, ratio.factor * k, ratio.shift * k))
    raise Unsupported(f"a ratio under {op}")
