"""Atoms: one fact against one constant. They are the same for every policy that asks the same."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.bits import Bits, Truth, pack, truth
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.op import Ask, Op, Sink, TruthOp

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def holds(op: str, values: NDArray[Any], bound: Fraction, scale: int) -> NDArray[np.bool_]:
    """`values · 10^-scale op bound`, exactly: bool[rows]."""
    top, bottom = bound.numerator * 10 ** max(scale, 0), bound.denominator * 10 ** max(-scale, 0)
    floor, rest = divmod(top, bottom)
    if op in ("=", "!=") and rest:
        return np.full(len(values), op == "!=", np.bool_)
    ceiling = floor + (rest > 0)
    found: NDArray[np.bool_] = _OPERATORS[op](values, ceiling if op in (">=", "<") else floor)
    return found


_OPERATORS: dict[str, Callable[..., Any]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


@dataclass(frozen=True, eq=False, slots=True)
class OverFact(TruthOp):
    """A truth about one fact alone, unknown exactly where the fact is."""

    fact: str
    judged: bool

    @property
    def asks(self) -> frozenset[Ask]:
        """The fact."""
        return frozenset({ask(self.fact, self.judged)})

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows without the fact."""
        return chunk.missing(self.fact)

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:  # noqa: ARG002
        """All rows wait for the fact."""
        sink(ask(self.fact, self.judged), rows)


@dataclass(frozen=True, eq=False, slots=True)
class FactCompare(OverFact):
    """A number or date fact against a constant, in the fact's own unit (yuan, days since 1970)."""

    op: str
    bound: Fraction

    def compute(self, chunk: Chunk) -> Truth:
        """Compare the stored integers with the constant brought to their scale."""
        scale = chunk.columns[self.fact].scale
        met = pack(holds(self.op, chunk.stored(self.fact), self.bound, scale))
        missing = chunk.missing(self.fact)
        value: Truth = np.empty((2, chunk.size), np.uint8)
        np.bitwise_or(met, missing, out=value[1])
        np.bitwise_xor(value[1], missing, out=value[0])
        return value


@dataclass(frozen=True, eq=False, slots=True)
class BooleanFact(OverFact):
    """A fact that is true or false."""

    def compute(self, chunk: Chunk) -> Truth:
        """The stored bits; missing ones are stored as false."""
        true = chunk.columns[self.fact].values[chunk.bytes]
        return truth(true, true | chunk.missing(self.fact))


@dataclass(frozen=True, eq=False, slots=True)
class TextFact(Op):
    """A fact that holds a code, a text or several codes; only a table reads it."""

    fact: str
    judged: bool


@dataclass(frozen=True, eq=False, slots=True)
class ConstantTruth(TruthOp):
    """Always true or always false."""

    value: bool

    def compute(self, chunk: Chunk) -> Truth:
        """All rows alike."""
        return np.full((2, chunk.size), 255 * self.value, np.uint8)


@dataclass(frozen=True, eq=False, slots=True)
class Waiting(TruthOp):
    """A truth that waits for the same findings in every row."""

    wanted: frozenset[Ask]

    @property
    def asks(self) -> frozenset[Ask]:
        """The findings."""
        return self.wanted

    def compute(self, chunk: Chunk) -> Truth:
        """Nothing is true, nothing is false."""
        return truth(chunk.nothing(), ~chunk.nothing())

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:  # noqa: ARG002
        """All rows wait for all of it."""
        for wanted in self.wanted:
            sink(wanted, rows)


def ask(fact: str, judged: bool) -> Ask:
    """An expert's finding is waited for, other facts are asked for."""
    return Ask("review" if judged else "missing", fact)
