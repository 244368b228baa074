"""Read a file of firms: right, or refused with the reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.sheets.delimited import delimited_grid
from gaoxin.engines.sheets.detect import detect
from gaoxin.engines.sheets.duplicates import refuse_duplicates
from gaoxin.engines.sheets.errors import SheetError
from gaoxin.engines.sheets.grid import Grid
from gaoxin.engines.sheets.headers import Names, suggestions
from gaoxin.engines.sheets.layout import Layout, find_layout
from gaoxin.engines.sheets.parquet import parquet_grid
from gaoxin.engines.sheets.reading import Reading
from gaoxin.engines.sheets.sheet import Sheet
from gaoxin.engines.sheets.workbook import grids, scan_workbook

Progress = Callable[[int, int], None]
"""Told the rows read so far and the rows in all (0 where that is not known)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A grid and where its header is."""

    grid: Grid
    layout: Layout

    @property
    def facts(self) -> frozenset[str]:
        """The facts that have a column."""
        return frozenset(column.fact.id for column in self.layout.columns)

    @property
    def has_data(self) -> bool:
        """Whether there is anything below the header."""
        return next(self.grid.batches(self.layout.data_row), None) is not None


def read_sheet(
    path: Path | str,
    vocabulary: Vocabulary,
    *,
    industries: Industries | None = None,
    meanings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Sheet:
    """Read the one table of firms in a workbook (xlsx), CSV or Parquet file.

    `meanings` give the fact of headers that do not name one, or nothing for a column to leave out.
    Raises SheetError where the file as a whole cannot be read right; rows that cannot are in `errors`.
    """
    names = Names(vocabulary, meanings)
    choice, others = choose(_grids(Path(path)), names)
    need_code(choice, vocabulary)
    reading = Reading(choice.grid, choice.layout, names, industries)
    for batch in choice.grid.batches(choice.layout.data_row):
        reading.add(batch)
        if progress:
            progress(batch.first + batch.height - choice.layout.data_row, choice.grid.height)
    refuse_duplicates(reading.rows, choice.grid, choice.layout)
    return to_sheet(choice, reading, vocabulary, names, others)


def need_code(choice: Choice, vocabulary: Vocabulary) -> None:
    """Refuse a table without a column of social credit codes. Raises SheetError."""
    if "uscc" in vocabulary and "uscc" not in choice.facts:
        raise SheetError(
            Text(
                f"「{choice.grid.name}」没有统一社会信用代码列",
                f"“{choice.grid.name}” has no column of social credit codes",
            ),
            Text("请添加该列", "add the column 统一社会信用代码"),
        )


def _grids(path: Path) -> Iterator[Iterator[Grid]]:
    """Groups of grids, to be looked through one after the other until one has a header."""
    kind = detect(path)
    if kind == "zip":
        scanned = scan_workbook(path)
        yield grids(scanned, visible=True)
        yield grids(scanned, visible=False)
    else:
        yield iter([parquet_grid(path) if kind == "parquet" else delimited_grid(path)])


def choose(groups: Iterator[Iterator[Grid]], names: Names) -> tuple[Choice, list[str]]:
    """The grid whose header names most facts, and the names of the other grids with a header.

    Raises SheetError where there is none, or more than one.
    """
    for group in groups:
        best: Choice | None = None
        others: list[str] = []
        for grid in group:
            layout = find_layout(grid, names)
            if layout is None:
                continue
            choice = Choice(grid, layout)
            if best is not None:
                choice, other = _better(best, choice)
                others.append(other.grid.name)
            best = choice
        if best is not None:
            return best, others
    raise SheetError(
        Text("没有找到表头", "no header was found"),
        Text(
            "表头请用指标名称，例如 统一社会信用代码、企业名称、营业收入（万元）",
            "name the columns, for example 统一社会信用代码",
        ),
    )


def _better(one: Choice, other: Choice) -> tuple[Choice, Choice]:
    """The better of two sheets first. Raises SheetError where both are the table, with data."""
    if one.facts == other.facts and one.has_data and other.has_data:
        raise SheetError(
            Text(
                f"两个工作表都像数据表：「{one.grid.name}」和「{other.grid.name}」",
                f"two sheets look like the table: “{one.grid.name}” and “{other.grid.name}”",
            ),
            Text("请只保留一个", "keep one of them"),
        )
    if len(other.facts) > len(one.facts) or (one.facts == other.facts and not one.has_data):
        return other, one
    return one, other


def to_sheet(
    choice: Choice, reading: Reading, vocabulary: Vocabulary, names: Names, others: list[str]
) -> Sheet:
    """What was read, as a sheet."""
    rows, layout = reading.rows, choice.layout
    schema = {r.reader.plan.fact.id: r.dtype for r in reading.readers}
    frame = pl.concat([pl.DataFrame(schema=schema), *rows.frames])
    numbers = pl.concat([pl.Series("row", [], dtype=pl.Int64), *rows.numbers])
    wrong = sorted(rows.wrong)
    titles = _titles(layout, max((len(cells) for cells in rows.wrong.values()), default=0))
    table = {
        title: pl.Series([_at(rows.wrong[row], index) for row in wrong], dtype=pl.String)
        for index, title in titles.items()
        if index in layout.headers or any(_at(rows.wrong[row], index) for row in wrong)
    }
    return Sheet(
        name=choice.grid.name,
        header_row=layout.header_row,
        total_rows=len(numbers) + len(wrong),
        frame=frame,
        rows=numbers,
        errors=sorted(rows.errors, key=lambda error: error.row),
        wrong=pl.DataFrame(table),
        wrong_rows=wrong,
        headers=list(titles.values()),
        unknown=suggestions(names, layout.unknown),
        absent=[fact.id for fact in vocabulary if fact.id not in choice.facts],
        others=others,
        columns={column.fact.id: column.header for column in layout.columns},
        assumed=tuple((column.header, column.money.name) for column in layout.columns if column.assumed),
    )


def _at(cells: list[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _titles(layout: Layout, width: int) -> dict[int, str]:
    """A header for each column, as written; repeated and missing ones made distinct."""
    titles: dict[int, str] = {}
    for index in range(max(width, max(layout.headers, default=-1) + 1)):
        title = " ".join(layout.headers.get(index, "").split()) or f"列{index + 1}"
        while title in titles.values():
            title += "′"
        titles[index] = title
    return titles
