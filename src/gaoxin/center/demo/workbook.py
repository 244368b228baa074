"""The sheet as a workbook: a page of guidance first, then a title row, the headers and the firms."""

import datetime as dt
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from gaoxin.center.demo.firms import SEED, firms
from gaoxin.center.demo.pattern import Form, form
from gaoxin.center.demo.sheet import DemoSheet, sheet
from gaoxin.engines.sheets.write import atomically

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy/m/d"}
CREATED = dt.datetime(2026, 4, 1)
"""The same in every copy, so that the same seed gives the same file."""


def write(path: Path | str, count: int = 5000, seed: int = SEED) -> None:
    """Generate `count` firms and write them as one workbook."""
    filled = sheet(firms(count, seed), seed)
    atomically(Path(path), lambda file: _write(file, filled))


def _write(file: IO[bytes], filled: DemoSheet) -> None:
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"created": CREATED, "title": form().title})
        _guide(book, form())
        _data(book, form(), filled)


def _guide(book: Any, pattern: Form) -> None:
    page = book.add_worksheet(pattern.guide_sheet)
    page.set_column(0, 0, 90)
    for row, line in enumerate(pattern.guide):
        page.write_string(row, 0, line)


def _data(book: Any, pattern: Form, filled: DemoSheet) -> None:
    page = book.add_worksheet(pattern.sheet)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    for place, column in enumerate(pattern.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(2, 2)
    page.write_string(0, 0, pattern.title, book.add_format({"bold": True, "font_size": 14}))
    for place, header in enumerate(filled.headers):
        page.write_string(1, place, header, bold)
    for number, row in enumerate(filled.rows, 2):
        _row(page, number, row)


def _row(page: Any, number: int, row: list[object]) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(number, place, cell)
        elif isinstance(cell, int | float):
            page.write_number(number, place, cell)
        elif isinstance(cell, dt.date):
            page.write_datetime(number, place, cell)
