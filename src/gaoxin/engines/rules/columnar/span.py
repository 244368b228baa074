"""Numbers, each between a lowest and a highest value, as scaled integers: exact, never float."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.atoms import ask
from gaoxin.engines.rules.columnar.bits import Bits, either
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.op import Ask, Op, Sink

Array: TypeAlias = NDArray[Any]

LIMIT = 1 << 60
"""Values beyond this are worked out with Python integers."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """`low` and `high` are int64[rows] (or integers of Python), one object where all is exact.

    Where `below` is set there is no lowest value, where `above` is set no highest, whatever low and high hold.
    """

    low: Array
    high: Array
    below: Bits
    above: Bits

    @property
    def exact(self) -> bool:
        """Whether low and high are the same throughout."""
        return self.low is self.high

    @property
    def open(self) -> Bits:
        """Rows without one of the bounds."""
        return self.below if self.below is self.above else self.below | self.above


@dataclass(frozen=True, eq=False, slots=True)
class SpanOp(Op):
    """A step whose value is a number times `10^-scale`; dates are days since 1970."""

    scale: int

    def compute(self, chunk: Chunk) -> Bounds:
        """Low and high of each row."""
        raise NotImplementedError

    def limit(self, columns: Columns) -> int:
        """No finite value in these columns is larger."""
        raise NotImplementedError

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows where a part is not known, even where its bounds have met."""
        return chunk.once(
            ("unknown", self), lambda: either((p.unknown(chunk) for p in self.parts), chunk.size)
        )

    @property
    def settled(self) -> bool:
        """Whether every row is either known or without bounds."""
        return all(part.settled for part in self.parts if isinstance(part, SpanOp))

    @property
    def closed(self) -> bool:
        """Whether every row has both bounds or none."""
        return all(part.closed for part in self.parts if isinstance(part, SpanOp))


def limit(op: SpanOp, columns: Columns) -> int:
    """The limit of a step, kept with the columns."""
    if op not in columns.bounds:
        columns.bounds[op] = op.limit(columns)
    return columns.bounds[op]


def wide(values: Array, bound: int) -> Array:
    """int64, or integers of Python where `bound` asks for it."""
    return values.astype(object if bound >= LIMIT else np.int64, copy=False)


@dataclass(frozen=True, eq=False, slots=True)
class FactSpan(SpanOp):
    """A number or date fact."""

    fact: str
    judged: bool

    @property
    def asks(self) -> frozenset[Ask]:
        """The fact."""
        return frozenset({ask(self.fact, self.judged)})

    def limit(self, columns: Columns) -> int:
        """The largest value of the column."""
        return columns[self.fact].bound * self._factor(columns)

    def _factor(self, columns: Columns) -> int:
        return int(10 ** (self.scale - columns[self.fact].scale))

    def compute(self, chunk: Chunk) -> Bounds:
        """The stored integers at the scale of the vocabulary."""
        values = wide(chunk.stored(self.fact), limit(self, chunk.columns)) * self._factor(chunk.columns)
        missing = chunk.missing(self.fact)
        return Bounds(values, values, missing, missing)

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows without the fact."""
        return chunk.missing(self.fact)

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:  # noqa: ARG002
        """All rows wait for the fact."""
        sink(ask(self.fact, self.judged), rows)


@dataclass(frozen=True, eq=False, slots=True)
class DateSpan(FactSpan):
    """A date fact, as days since 1970; it is compared, never added."""


@dataclass(frozen=True, eq=False, slots=True)
class Fixed(SpanOp):
    """The same number in every row."""

    value: int

    def limit(self, columns: Columns) -> int:  # noqa: ARG002
        """The number."""
        return abs(self.value)

    def compute(self, chunk: Chunk) -> Bounds:
        """All rows alike."""
        values = np.full(chunk.rows, self.value, object if abs(self.value) >= LIMIT else np.int64)
        return Bounds(values, values, nothing := chunk.nothing(), nothing)
