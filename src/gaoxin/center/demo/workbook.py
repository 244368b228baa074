"""The sheet as a workbook: a page of guidance first, then a title row, the headers and the firms.

XlsxWriter makes the book; the rows, of mixed types in one column, are written beside it, ten times faster.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

import xlsxwriter

from gaoxin.center.demo.faults import Row
from gaoxin.center.demo.firms import SEED, firms
from gaoxin.center.demo.pattern import Form, form
from gaoxin.center.demo.sheet import DemoSheet, sheet
from gaoxin.engines.sheets.layout import letters
from gaoxin.engines.sheets.write import atomically

CREATED = dt.datetime(2026, 4, 1)
"""The same in every copy, so that the same seed gives the same file."""
STAMP = (1980, 1, 1, 0, 0, 0)
DATA_PART = "xl/worksheets/sheet2.xml"
FIRST_ROW = 3
LEVEL = 3


def write(path: Path | str, count: int = 5000, seed: int = SEED) -> None:
    """Generate `count` firms and write them as one workbook."""
    filled = sheet(firms(count, seed), seed)
    atomically(Path(path), lambda file: _write(file, filled))


def _write(file: IO[bytes], filled: DemoSheet) -> None:
    with (
        zipfile.ZipFile(_shell(filled)) as shell,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as out,
    ):
        for name in shell.namelist():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            with out.open(info, "w", force_zip64=name == DATA_PART) as part:
                for piece in _filled(shell.read(name), filled) if name == DATA_PART else (shell.read(name),):
                    part.write(piece)


def _shell(filled: DemoSheet) -> io.BytesIO:
    """The workbook without its firms."""
    shell = io.BytesIO()
    with xlsxwriter.Workbook(shell, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED, "title": form().title})
        _guide(book, form())
        _head(book, form(), filled.headers)
    return shell


def _guide(book: Any, pattern: Form) -> None:
    page = book.add_worksheet(pattern.guide_sheet)
    page.set_column(0, 0, 90)
    for row, line in enumerate(pattern.guide):
        page.write_string(row, 0, line)


def _head(book: Any, pattern: Form, headers: list[str]) -> None:
    page = book.add_worksheet(pattern.sheet)
    page.write_string(0, 0, pattern.title, book.add_format({"bold": True, "font_size": 14}))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    for place, (column, header) in enumerate(zip(pattern.columns, headers, strict=True)):
        page.set_column(place, place, column.width)
        page.write_string(FIRST_ROW - 2, place, header, bold)
    page.freeze_panes(FIRST_ROW - 1, 2)


def _filled(body: bytes, filled: DemoSheet) -> Iterator[bytes]:
    """The part of the data sheet with all rows in it."""
    names = [letters(place) for place in range(len(filled.headers))]
    before, end, after = body.partition(b"</sheetData>")
    area = f'<dimension ref="A1:{names[-1]}{len(filled.rows) + FIRST_ROW - 1}"/>'
    yield re.sub(rb'<dimension ref="[^"]*"/>', area.encode(), before, count=1)
    for number, row in enumerate(filled.rows, FIRST_ROW):
        yield _row(number, row, names).encode()
    yield end + after


def _row(number: int, row: Row, names: list[str]) -> str:
    cells = [
        f'<c r="{name}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        if isinstance(cell, str)
        else f'<c r="{name}{number}"><v>{cell!r}</v></c>'
        for name, cell in zip(names, row, strict=True)
        if cell is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'
