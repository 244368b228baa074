"""The facts of many firms, column by column, and what has been worked out from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.columnar.answers import Answers
from gaoxin.engines.rules.columnar.bits import Truth
from gaoxin.engines.rules.columnar.column import Column, absent
from gaoxin.engines.rules.columnar.load import from_arrays, from_series
from gaoxin.engines.rules.columnar.op import Op

CACHE = 64 << 20
"""Bytes of bitmaps kept with a snapshot."""


@dataclass(slots=True)
class Columns:
    """A snapshot of `rows` firms; it must not change, since atoms worked out from it are kept."""

    rows: int
    columns: dict[str, Column]
    kinds: Mapping[str, str]
    atoms: dict[Op, Truth] = field(default_factory=dict)
    tables: dict[Op, Answers] = field(default_factory=dict)
    bounds: dict[Op, int] = field(default_factory=dict)

    @classmethod
    def from_frame(cls, frame: pl.DataFrame, vocabulary: Vocabulary) -> "Columns":
        """Read the columns named as facts; integers are scaled (fen, 10⁻⁹), Decimals are exact, NaN is null."""
        kinds = {fact.id: str(fact.type) for fact in vocabulary}
        found = {name: from_series(frame[name], kinds[name]) for name in frame.columns if name in kinds}
        return cls(frame.height, found, kinds)

    @classmethod
    def from_numpy(
        cls,
        arrays: Mapping[str, tuple[NDArray[Any], NDArray[np.bool_]]],
        kinds: Mapping[str, str],
        items: Mapping[str, list[object]] | None = None,
    ) -> "Columns":
        """Read (values, missing) pairs: floats in yuan, dates as days since 1970, codes as places in `items`."""
        items = items or {}
        found = {n: from_arrays(v, m, kinds[n], items.get(n, [])) for n, (v, m) in arrays.items()}
        return cls(len(next(iter(arrays.values()))[0]), found, kinds)

    def __getitem__(self, fact: str) -> Column:
        """The column of a fact; one that is not there is missing everywhere."""
        if fact not in self.columns:
            self.columns[fact] = absent(self.kinds.get(fact, "text"), self.rows)
        return self.columns[fact]

    @property
    def nbytes(self) -> int:
        """Memory taken by the columns."""
        return sum(column.nbytes for column in self.columns.values())

    def room(self) -> int:
        """Bytes of bitmaps that may still be kept."""
        return CACHE - sum(atom.nbytes for atom in self.atoms.values())

    def forget(self) -> None:
        """Let go of all that was worked out."""
        self.atoms.clear()
        self.tables.clear()
        self.bounds.clear()
