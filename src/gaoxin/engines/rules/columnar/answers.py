"""Answers of the scalar for distinct values, looked up for every row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.bits import Bits
from gaoxin.engines.rules.columnar.codebook import Codebook
from gaoxin.engines.rules.columnar.column import Column
from gaoxin.engines.rules.columnar.op import Ask
from gaoxin.engines.rules.unknown import Unknown

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.chunk import Chunk

Question: TypeAlias = Callable[[Mapping[str, object]], Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some of the answers: a set in the codebook, and whether the answer for missing rows is one of them."""

    number: int
    last: bool


@dataclass(frozen=True)
class Answers:
    """For each row, by way of the codebook, its place in `values`; rows in `missing` have the last instead."""

    book: Codebook
    values: Sequence[Any]
    missing: Bits | None = None

    def enter(self) -> "Answers":
        """Write the sets that will be asked for into the codebook."""
        _ = self.true if self.like_fact else (self.true, self.possible, self.asks)
        return self

    @cached_property
    def true(self) -> Chosen:
        """Answers that are true."""
        return self._chosen([value is True for value in self.values])

    @cached_property
    def possible(self) -> Chosen:
        """Answers that are true or unknown."""
        return self._chosen([value is True or isinstance(value, Unknown) for value in self.values])

    @cached_property
    def asks(self) -> dict[Ask, Chosen]:
        """For each ask the answers that wait for it."""
        waiting = [asks_of(value) for value in self.values]
        return {ask: self._chosen([ask in each for each in waiting]) for ask in set().union(*waiting)}

    @cached_property
    def like_fact(self) -> bool:
        """Whether the answer is unknown just where the fact is missing."""
        unknown = [isinstance(value, Unknown) for value in self.values]
        return self.missing is not None and unknown[-1] and not any(unknown[:-1])

    def _chosen(self, flags: Sequence[bool]) -> Chosen:
        return Chosen(self.book.enter(flags), bool(flags) and flags[-1])

    def where(self, chosen: Chosen, chunk: "Chunk") -> Bits:
        """Rows whose answer is chosen."""
        found = self.book.where(chosen.number, chunk)
        if self.missing is None:
            return found
        missing = self.missing[chunk.bytes]
        return found | missing if chosen.last else found & ~missing


def asks_of(value: object) -> frozenset[Ask]:
    """What an unknown waits for."""
    if not isinstance(value, Unknown):
        return frozenset()
    missing = {Ask("missing", name) for name in value.missing}
    return frozenset(missing | {Ask("review", name) for name in value.review})


def by_rows(question: Question, facts: Mapping[str, Column], rows: int) -> Answers:
    """Answers for the distinct combinations of several facts."""
    places: NDArray[np.int64] = np.zeros(rows, np.int64)
    for column in facts.values():
        codes = column.codes()
        places = np.unique(places * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True)[1]
    first = np.unique(places, return_index=True)[1]
    values = [question({fact: column.at(int(row)) for fact, column in facts.items()}) for row in first]
    return Answers(Codebook(places.astype(_smallest(len(values)))), values)


def _smallest(count: int) -> type[np.unsignedinteger[Any]]:
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32
