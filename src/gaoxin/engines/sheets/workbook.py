"""Sheets of an xlsx workbook as grids: scanned first, then read by calamine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine

from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import Archive, broken
from gaoxin.engines.sheets.grid import HEAD, Batch, Cell, Grid, Merge, Place, batches_of
from gaoxin.engines.sheets.parts import Book, Tab, read_book
from gaoxin.engines.sheets.scan import Extent, Unusual, scan_fast, styled
from gaoxin.engines.sheets.scan_slow import scan_slow
from gaoxin.engines.sheets.strings import refuse_copies, spans


@dataclass(frozen=True, slots=True)
class Scanned:
    """A workbook found safe to read: its sheets, and what each holds."""

    path: Path
    book: Book
    extents: dict[str, Extent]


def scan_workbook(path: Path) -> Scanned:
    """Look through all parts that will be read, within the limits. Raises SheetError."""
    with Archive(path) as archive:
        book = read_book(archive)
        lengths = spans(archive.chunks(_STRINGS, limits.STRING_BYTES)) if _STRINGS in archive else None
        extents: dict[str, Extent] = {}
        area = 0
        for tab in book.tabs:
            if tab.part not in archive or "/chartsheets/" in tab.part or "/dialogsheets/" in tab.part:
                continue
            extent = extents[tab.name] = _extent(archive, tab, book)
            area += extent.area
            if area > limits.CELLS:
                raise limits.too_large(
                    f"工作表「{tab.name}」范围过大", f"sheet “{tab.name}” spans too many cells"
                )
            if lengths is not None:
                refuse_copies(archive.chunks(tab.part, limits.SHEET_BYTES), lengths, extent.strings)
    return Scanned(path, book, extents)


_STRINGS = "xl/sharedStrings.xml"


def _extent(archive: Archive, tab: Tab, book: Book) -> Extent:
    chunks = partial(archive.chunks, tab.part, limits.SHEET_BYTES)
    try:
        extent = scan_fast(chunks(), placeholders=book.placeholders)
    except Unusual:
        return _within(scan_slow(chunks(), placeholders=book.placeholders), tab)
    if extent.area > limits.CELLS or extent.columns > limits.COLUMNS:
        extent = scan_slow(chunks(), placeholders=book.placeholders)
    return _within(extent, tab)


def _within(extent: Extent, tab: Tab) -> Extent:
    if extent.columns > limits.COLUMNS:
        raise limits.too_large(
            f"工作表「{tab.name}」有 {extent.columns} 列", f"sheet “{tab.name}” has {extent.columns} columns"
        )
    return extent


def grids(scanned: Scanned, visible: bool) -> Iterator[Grid]:
    """The sheets that people see, or the hidden ones, in order. Raises SheetError."""
    with _calamine(python_calamine.load_workbook, scanned.path) as workbook:
        for tab in scanned.book.tabs:
            extent = scanned.extents.get(tab.name)
            if extent is not None and extent.rows and tab.visible == visible:
                yield _grid(scanned, tab, extent, _calamine(workbook.get_sheet_by_name, tab.name))


def _grid(scanned: Scanned, tab: Tab, extent: Extent, sheet: Any) -> Grid:
    rows: Iterator[list[Cell]] = sheet.iter_rows()
    head = [row for _, row in zip(range(HEAD), rows, strict=False)]
    return Grid(
        name=tab.name,
        head=head,
        batches=partial(_batches, sheet),
        merges=_merges(sheet),
        faults=extent.faults,
        percents=partial(_percents, scanned, tab),
        epoch_1904=scanned.book.epoch_1904,
        height=sheet.total_height,
    )


def _batches(sheet: Any, row: int) -> Iterator[Batch]:
    rows: Iterator[list[Cell]] = sheet.iter_rows()
    for _ in zip(range(row - 1), rows, strict=False):
        pass
    return batches_of(rows, row)


def _merges(sheet: Any) -> list[Merge]:
    """Merged ranges that begin in the head, as row numbers and column indexes."""
    return [
        ((top + 1, left), (bottom + 1, right))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top < HEAD
    ]


def _percents(scanned: Scanned, tab: Tab, columns: frozenset[int]) -> frozenset[Place]:
    styles = scanned.book.percent_styles
    if not styles or not columns:
        return frozenset()
    with Archive(scanned.path) as archive:
        chunks = partial(archive.chunks, tab.part, limits.SHEET_BYTES)
        try:
            return frozenset(styled(chunks(), columns, styles))
        except Unusual:
            found: set[Place] = set()
            scan_slow(chunks(), placeholders=False, percent_styles=styles, on_percent=found.add)
            return frozenset(place for place in found if place[1] in columns)


def _calamine(call: Callable[..., Any], *arguments: object) -> Any:
    """Call calamine; what it raises, panics included, means a damaged workbook."""
    try:
        return call(*arguments)
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise broken() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise broken() from error
        raise
