"""What every kind of file is turned into: rows of cells, in batches of columns."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

Cell = str | float | int | bool | Decimal | dt.date | dt.datetime | dt.time | dt.timedelta | bytes | None
Column = Sequence[Cell] | pl.Series
Place = tuple[int, int]
"""Row number (1-based) and column index (0-based)."""
Merge = tuple[Place, Place]
"""First and last cell of a merged range."""

BATCH = 20_000
HEAD = 60


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive rows as columns of equal height; `first` is the row number of the first."""

    first: int
    height: int
    columns: Sequence[Column]

    def column(self, index: int) -> Column:
        """A column, empty where no row of the batch reaches so far."""
        return self.columns[index] if index < len(self.columns) else [None] * self.height


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of cells and what the file tells about them besides the values.

    `head` are the first rows, numbered from `first`; `batches(row)` gives all rows from that row on;
    `faults` are cells whose value cannot be trusted (error values, formulas never calculated) with
    what the cell shows; `percents(columns)` are the cells shown as percent in those columns; in a
    `ragged` grid a delimiter too many moves the cells of a row.
    """

    name: str
    head: Sequence[Sequence[Cell]]
    batches: Callable[[int], Iterator[Batch]]
    first: int = 1
    merges: Sequence[Merge] = ()
    faults: Mapping[Place, str] = field(default_factory=dict)
    percents: Callable[[frozenset[int]], frozenset[Place]] = lambda _: frozenset()
    epoch_1904: bool = False
    height: int = 0
    ragged: bool = False


def batches_of(rows: Iterator[Sequence[Cell]], first: int) -> Iterator[Batch]:
    """Rows, numbered from `first`, as batches of columns; short rows are filled with None."""
    while chunk := _take(rows, BATCH):
        width = max(map(len, chunk))
        if len(set(map(len, chunk))) > 1:
            chunk = [[*row, *[None] * (width - len(row))] for row in chunk]
        yield Batch(first, len(chunk), list(zip(*chunk, strict=True)))
        first += len(chunk)


def _take(rows: Iterator[Sequence[Cell]], count: int) -> list[Sequence[Cell]]:
    return [row for _, row in zip(range(count), rows, strict=False)]


def shown_cell(value: Cell) -> str:
    """A cell as text, as a person would see it: 12.0 is `12`, a date is ISO, nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ") if value.time() != dt.time() else value.date().isoformat()
    return str(value)
