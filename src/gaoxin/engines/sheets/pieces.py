"""A table that comes in pieces, from many files or machines: one header for all, each piece read as a sheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.sheets.cells import Reader
from gaoxin.engines.sheets.columns import ColumnReader
from gaoxin.engines.sheets.duplicates import refuse_copies
from gaoxin.engines.sheets.grid import Batch, Grid
from gaoxin.engines.sheets.headers import Names
from gaoxin.engines.sheets.layout import Planned
from gaoxin.engines.sheets.read import Choice, choose, need_code, to_sheet
from gaoxin.engines.sheets.reading import Reading
from gaoxin.engines.sheets.sheet import Sheet

Place = tuple[int, int]
"""Number of a file and of a row in it."""
Copies = Mapping[str, Sequence[Place]]
"""Codes that stand in several rows of the whole table, each with the first places of it."""


class PieceReader:
    """Reads pieces of a table under the names of its columns; the same rows are refused as in one whole file."""

    def __init__(
        self, name: str, headers: Sequence[str], vocabulary: Vocabulary, industries: Industries | None
    ) -> None:
        """Raises SheetError where the headers cannot be read right."""
        self._vocabulary, self._industries, self._names = vocabulary, industries, Names(vocabulary)
        grid = _grid(name, headers, lambda _: iter(()))
        self.choice, _ = choose(iter([iter([grid])]), self._names)
        need_code(self.choice, vocabulary)
        self._headers = headers

    @property
    def code(self) -> Planned:
        """The column of social credit codes."""
        return next(plan for plan in self.choice.layout.columns if plan.fact.id == "uscc")

    def codes(self, cells: pl.Series, first: int) -> pl.DataFrame:
        """`uscc, row` of the cells of that column that hold a right code."""
        reader = ColumnReader(Reader(self.code, self._industries))
        values = reader.convert(cells, {}, lambda: np.zeros(len(cells), bool)).values
        rows = pl.int_range(first, first + len(cells), dtype=pl.Int64, eager=True)
        return pl.DataFrame({"uscc": values, "row": rows}).drop_nulls()

    def read(self, frame: pl.DataFrame, place: Place, copies: Copies, shown: Callable[[Place], str]) -> Sheet:
        """Read consecutive rows, of which `place` is the first; `shown` names a place in messages."""
        file, first = place
        batch = Batch(first, frame.height, frame.get_columns())
        grid = _grid(self.choice.grid.name, self._headers, lambda _: iter([batch]))
        reading = Reading(grid, self.choice.layout, self._names, self._industries)
        reading.add(batch)
        twice = _twice(pl.concat(reading.rows.codes), copies)
        if twice.height:
            others = _others(copies, file, shown)
            refuse_copies(reading.rows, grid, self.choice.layout, twice, others)
        return to_sheet(Choice(grid, self.choice.layout), reading, self._vocabulary, self._names, [])


def _grid(name: str, headers: Sequence[str], batches: Callable[[int], Iterator[Batch]]) -> Grid:
    return Grid(name, [list(headers)], batches, first=0)


def _twice(codes: pl.DataFrame, copies: Copies) -> pl.DataFrame:
    return codes.filter(pl.Series([code in copies for code in codes["uscc"]], dtype=pl.Boolean))


def _others(copies: Copies, file: int, shown: Callable[[Place], str]) -> Callable[[str, int], list[str]]:
    return lambda code, row: [shown(place) for place in copies[code] if place != (file, row)]
