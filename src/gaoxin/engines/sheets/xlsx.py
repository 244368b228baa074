"""Workbooks through XlsxWriter: string cells for text, frozen header, autofilter, red cells."""

import datetime as dt
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

import polars as pl
import xlsxwriter

from gaoxin.base.text import Language

if TYPE_CHECKING:
    from gaoxin.engines.sheets.write import Table

DATA_ROWS = 1_048_575
"""Rows below the header that one sheet holds."""


def write_tables(file: IO[bytes], tables: Sequence["Table"], language: Language) -> None:
    """Write all tables as one workbook into a binary file."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        for table in tables:
            for number, frame in enumerate(
                table.frame.iter_slices(DATA_ROWS) if table.frame.height else [table.frame]
            ):
                _write(book, table, frame, number, language)


def _write(book: Any, table: "Table", frame: pl.DataFrame, number: int, language: Language) -> None:
    sheet = book.add_worksheet(table.name if number == 0 else f"{table.name} {number + 1}")
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name)
    for row, values in enumerate(frame.iter_rows(), 1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, bool):
                sheet.write_string(row, column, "是" if value else "否")
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif isinstance(value, dt.date):
                sheet.write_string(row, column, value.isoformat())
