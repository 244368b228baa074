"""A slice of the firms, and the values of all steps for it; slices are worked on by two threads."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

from gaoxin.engines.rules.columnar.bits import Bits, width
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.op import Op

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told the rows done and the rows in all."""

WORKERS = min(2, os.cpu_count() or 1)


class Chunk:
    """Rows `start` to `stop` of some columns; `start` is a multiple of eight."""

    __slots__ = ("_values", "bytes", "columns", "rows", "size", "start", "stop")

    def __init__(self, columns: Columns, start: int, stop: int) -> None:
        self.columns, self.start, self.stop = columns, start, stop
        self.rows = stop - start
        self.size = width(self.rows)
        self.bytes = slice(start // 8, start // 8 + self.size)
        self._values: dict[object, Any] = {}

    def __getitem__(self, op: Op) -> Any:
        """The value of a step; worked out when first asked for."""
        value = self._values.get(op)
        if value is None:
            value = self._values[op] = self._value(op)
        return value

    def _value(self, op: Op) -> Any:
        kept = self.columns.atoms.get(op)
        return op.compute(self) if kept is None else kept[:, self.bytes]

    def forget(self) -> None:
        """Let go of all values."""
        self._values.clear()

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, kept for the slice."""
        if key not in self._values:
            self._values[key] = make()
        found: T = self._values[key]
        return found

    def missing(self, fact: str) -> Bits:
        """Rows where a fact is missing."""
        return self.columns[fact].missing[self.bytes]

    def stored(self, fact: str) -> Any:
        """The stored values of a fact: int[rows]."""
        return self.columns[fact].values[self.start : self.stop]

    def nothing(self) -> Bits:
        """No rows."""
        return np.zeros(self.size, np.uint8)


def cut(columns: Columns, rows: int) -> list[Chunk]:
    """All firms in slices of `rows`."""
    return [Chunk(columns, at, min(at + rows, columns.rows)) for at in range(0, columns.rows, rows)]


def each(
    work: Callable[[Chunk], T], chunks: Sequence[Chunk], progress: Progress | None = None
) -> Iterator[T]:
    """`work` done on every chunk, in order of the chunks."""
    if len(chunks) < 2 or WORKERS == 1:
        yield from _told(map(work, chunks), chunks, progress)
        return
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from _told(pool.map(work, chunks), chunks, progress)


def _told(results: Iterator[T], chunks: Sequence[Chunk], progress: Progress | None) -> Iterator[T]:
    for chunk, result in zip(chunks, results, strict=True):
        if progress is not None:
            progress(chunk.stop, chunk.columns.rows)
        yield result
