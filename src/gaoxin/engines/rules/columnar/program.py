"""Which steps a set of results needs, and how large the slices are in which they are worked out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from gaoxin.engines.rules.columnar.atoms import OverFact
from gaoxin.engines.rules.columnar.bits import Truth, width
from gaoxin.engines.rules.columnar.chunk import Chunk, Progress, cut, each
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.compare import RatioCompare, SpanCompare
from gaoxin.engines.rules.columnar.op import Ask, Op
from gaoxin.engines.rules.columnar.table import Table

T = TypeVar("T")

WORKING_SET = 16 << 20
"""Bytes of bitmaps a slice may take, so that they stay near the processor."""
SMALLEST, LARGEST = 1 << 13, 1 << 18


def steps(roots: Iterable[Op]) -> Iterator[Op]:
    """All steps that `roots` need, each once, parts before wholes."""
    seen: set[Op] = set()
    waiting = [(root, False) for root in roots][::-1]
    while waiting:
        op, ready = waiting.pop()
        if ready:
            yield op
        elif op not in seen:
            seen.add(op)
            waiting.append((op, True))
            waiting.extend((part, False) for part in reversed(op.parts))


@dataclass(frozen=True)
class Program:
    """The distinct steps behind some results."""

    roots: tuple[Op, ...]

    @cached_property
    def order(self) -> tuple[Op, ...]:
        """Parts before wholes."""
        return tuple(steps(self.roots))

    @cached_property
    def atoms(self) -> tuple[Op, ...]:
        """The truths that are read from facts and not made of other truths; they are kept with the columns."""
        return tuple(op for op in self.order if isinstance(op, OverFact | Table | SpanCompare | RatioCompare))

    @cached_property
    def asks(self) -> dict[Op, frozenset[Ask]]:
        """For each step all that it, or a part of it, may wait for."""
        found: dict[Op, frozenset[Ask]] = {}
        for op in self.order:
            found[op] = op.asks.union(*(found[part] for part in op.parts))
        return found

    def prepare(self, columns: Columns) -> None:
        """Do what is done once for all rows, and make room for the columns that are not there."""
        for op in self.order:
            op.prepare(columns)
            for ask in op.asks:
                columns[ask.name]

    def rows(self, columns: Columns) -> int:
        """Rows of a slice: a multiple of eight, at least one for each thread."""
        fitting = WORKING_SET * 8 // (2 * max(len(self.order), 1))
        share = -(-columns.rows // 2) if columns.rows > SMALLEST else columns.rows
        return width(min(max(SMALLEST, min(fitting, LARGEST)), max(share, 1))) * 8

    def run(
        self, columns: Columns, work: Callable[[Chunk], T], progress: Progress | None = None, rows: int = 0
    ) -> list[T]:
        """`work` done on all slices of the columns, in slices of `rows` where given; atoms are kept."""
        self.prepare(columns)
        keeper = Keeper(self.atoms, columns)

        def step(chunk: Chunk) -> T:
            keeper.keep(chunk)
            done = work(chunk)
            chunk.forget()
            return done

        done = list(each(step, cut(columns, rows or self.rows(columns)), progress))
        keeper.close()
        return done


class Keeper:
    """New atoms of a run; they are handed to the columns when all slices are done."""

    def __init__(self, atoms: Sequence[Op], columns: Columns) -> None:
        self._columns = columns
        self._kept: dict[Op, Truth] = {}
        room = columns.room()
        for op in atoms:
            if op not in columns.atoms and (room := room - 2 * width(columns.rows)) >= 0:
                self._kept[op] = np.empty((2, width(columns.rows)), np.uint8)

    def keep(self, chunk: Chunk) -> None:
        """Work out and copy the atoms of a slice."""
        for op, whole in self._kept.items():
            whole[:, chunk.bytes] = chunk[op]

    def close(self) -> None:
        """Leave the atoms with the columns."""
        self._columns.atoms.update(self._kept)
