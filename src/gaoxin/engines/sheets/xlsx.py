"""A workbook in two steps: XlsxWriter makes the book with one sample row, `rows_xml` the rows of each sheet.

XlsxWriter alone takes ten times as long on half a million rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import polars as pl
import xlsxwriter

from gaoxin.base.text import Language, Text
from gaoxin.engines.sheets.layout import letters
from gaoxin.engines.sheets.rows_xml import Style, as_text, rows_xml

if TYPE_CHECKING:
    from gaoxin.engines.sheets.write import Table

DATA_ROWS = 1_048_575
"""Rows below the header that one sheet holds."""
_LEVEL = 3
_KINDS = {
    "text": {},
    "number": {},
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
}
_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_NAME = re.compile(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST = 8.0, 60.0


@dataclass(frozen=True, slots=True)
class _Page:
    """What goes on one sheet: its name, rows, widths, red rows by column, and the note above the header."""

    name: str
    frame: pl.DataFrame
    widths: Sequence[float]
    red: Mapping[int, frozenset[int]]
    note: Text | None

    @property
    def header(self) -> int:
        """The row of the header, from 0."""
        return 1 if self.note else 0


def write_tables(file: IO[bytes], tables: Sequence["Table"], language: Language) -> None:
    """Write all tables as one workbook into a binary file."""
    pages = _pages(tables, language)
    shell = io.BytesIO()
    with xlsxwriter.Workbook(shell, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {
            kind: (book.add_format(form), book.add_format({**form, **_RED})) for kind, form in _KINDS.items()
        }
        title = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "text_wrap": True})
        for page in pages:
            _shell(book.add_worksheet(page.name), page, formats, title, language)
    with (
        zipfile.ZipFile(shell) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out,
    ):
        for name in source.namelist():
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            body = source.read(name)
            parts = _filled(body, pages[int(number[1]) - 1], language) if number else iter([body])
            with out.open(name, "w", force_zip64=number is not None) as part:
                for piece in parts:
                    part.write(piece)


def _shell(
    sheet: Any, page: _Page, formats: Mapping[str, tuple[Any, Any]], title: Any, language: Language
) -> None:
    """Everything but the rows: note, header, widths, panes, filter, and a sample row of all formats."""
    if page.note:
        sheet.write_string(0, 0, page.note.in_(language))
    for column, name in enumerate(page.frame.columns):
        sheet.write_string(page.header, column, name, title)
        sheet.set_column(column, column, page.widths[column])
    sheet.freeze_panes(page.header + 1, 0)
    if page.frame.width:
        sheet.autofilter(page.header, 0, page.header + page.frame.height, page.frame.width - 1)
    for column, (plain, red) in enumerate(formats.values()):
        sheet.write_number(page.header + 1, column * 2, 0, plain)
        sheet.write_number(page.header + 1, column * 2 + 1, 0, red)


def _filled(body: bytes, page: _Page, language: Language) -> Iterator[bytes]:
    """The XML of a sheet with its sample row replaced by the rows of the frame."""
    sample = f'<row r="{page.header + 2}"'.encode()
    before, _, rest = body.partition(sample)
    row, _, after = rest.partition(b"</row>")
    used = [f' s="{s}"' if s else "" for s in _sample_styles(row.decode())]
    styles = {kind: Style(*used[i * 2 : i * 2 + 2]) for i, kind in enumerate(_KINDS)}
    last = f"{letters(max(page.frame.width, 1) - 1)}{page.header + 1 + page.frame.height}"
    yield re.sub(rb'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{last}"/>'.encode(), before, count=1)
    yield from rows_xml(page.frame, page.header + 2, styles, page.red, language)
    yield after


def _sample_styles(row: str) -> list[str]:
    return [match[1] or "" for match in re.finditer(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?', row)]


def _pages(tables: Sequence["Table"], language: Language) -> list[_Page]:
    """The sheets of the book; a long table on as many as it needs."""
    pages: list[_Page] = []
    names: set[str] = set()
    for table in tables:
        widths = _widths(table, language)
        rows = DATA_ROWS - (table.note is not None)
        for number, start in enumerate(range(0, max(table.frame.height, 1), rows)):
            red: dict[int, set[int]] = {}
            for row, column in table.red_cells:
                if start <= row < start + rows:
                    red.setdefault(column, set()).add(row - start)
            marked = {column: frozenset(found) for column, found in red.items()}
            name = _name(table.name, number, names)
            note = table.note if number == 0 else None
            pages.append(_Page(name, table.frame.slice(start, rows), widths, marked, note))
    return pages


def _name(name: str, number: int, taken: set[str]) -> str:
    """A name that spreadsheets allow: 31 characters, none of `[]:*?/\\`, distinct."""
    base = _NAME.sub(" ", name).strip(" '") or "Sheet"
    ending = f" {number + 1}" if number else ""
    while (found := base[: 31 - len(ending)] + ending).lower() in taken:
        number += 1
        ending = f" {number + 1}"
    taken.add(found.lower())
    return found


def _widths(table: "Table", language: Language) -> list[float]:
    if isinstance(table.widths, Mapping):
        return [table.widths.get(name) or _width(table.frame[name], language) for name in table.frame.columns]
    given = list(table.widths)
    return given + [_width(column, language) for column in table.frame.get_columns()[len(given) :]]


def _width(column: pl.Series, language: Language) -> float:
    """Wide enough for the header and nine in ten of the first thousand values; a Chinese character is two wide."""
    sample = as_text(column.head(1000), language).drop_nulls()
    wide = (sample.str.len_bytes() + sample.str.len_chars()) / 2
    title = (len(column.name.encode()) + len(column.name)) / 2 + 3
    longest = wide.quantile(0.9) if len(wide) else 0
    return min(max(title, float(longest or 0) + 2, _NARROWEST), _WIDEST)
