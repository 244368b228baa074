"""Compiled expressions. Equal ones are one object in the whole process, so they are worked out once."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

import numpy as np

from gaoxin.engines.rules.columnar.bits import Bits, Truth, undecided

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.chunk import Chunk
    from gaoxin.engines.rules.columnar.columns import Columns


class Unsupported(Exception):  # noqa: N818 - not an error: the scalar takes over
    """An expression that has no columnar form; the text says why."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What an undecided row waits for: a fact (`missing`) or a finding (`review`)."""

    kind: str
    name: str


Sink = Callable[[Ask, Bits], None]
"""Takes the rows that wait for something."""


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Op:
    """One step; `parts` are the steps it reads."""

    @property
    def parts(self) -> tuple["Op", ...]:
        """The steps whose values this one needs."""
        return ()

    @property
    def asks(self) -> frozenset[Ask]:
        """What this step itself, without its parts, may wait for."""
        return frozenset()

    def prepare(self, columns: "Columns") -> None:
        """Work done once for a set of columns, before the chunks."""

    def compute(self, chunk: "Chunk") -> Any:
        """The value for the rows of one chunk."""
        raise NotImplementedError

    def unknown(self, chunk: "Chunk") -> Bits:
        """Rows where the value is not known."""
        raise NotImplementedError

    def explain(self, chunk: "Chunk", rows: Bits, sink: Sink) -> None:
        """Tell `sink` what the value waits for in `rows`, all of which are unknown here."""
        for part in self.parts:
            explain(part, chunk, rows, sink)


@dataclass(frozen=True, eq=False, slots=True)
class TruthOp(Op):
    """A step whose value is a truth."""

    def compute(self, chunk: "Chunk") -> Truth:
        """uint8[2, bytes]."""
        raise NotImplementedError

    def unknown(self, chunk: "Chunk") -> Bits:
        """Rows that are neither true nor false."""
        return undecided(chunk[self])


def explain(op: Op, chunk: "Chunk", rows: Bits, sink: Sink) -> None:
    """Pass on to `op` those of `rows` where it is itself unknown."""
    relevant = rows & op.unknown(chunk)
    if relevant.any():
        op.explain(chunk, relevant, sink)


O = TypeVar("O", bound=Op)  # noqa: E741
_KNOWN: "WeakValueDictionary[tuple[object, ...], Any]" = WeakValueDictionary()


def intern(op: O) -> O:
    """The one object that stands for all equal to `op`."""
    key = (type(op), *(getattr(op, f.name) for f in fields(op) if f.compare))
    known: O = _KNOWN.setdefault(key, op)
    return known


def full(size: int) -> Bits:
    """All rows."""
    return np.full(size, 255, np.uint8)
