"""The same as `scan` for XML in any dress: every tag through expat. The meaning that `scan` must match."""

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import broken, dangerous, refuse_entities
from gaoxin.engines.sheets.grid import Place
from gaoxin.engines.sheets.scan import UNCALCULATED, Extent, place, uncalculated

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_CELLS = 2_500_000
"""Cells that are read this slow way before the file is refused."""


def scan_slow(
    chunks: Iterator[bytes],
    *,
    placeholders: bool,
    percent_styles: frozenset[int] = frozenset(),
    on_percent: Callable[[Place], None] = lambda _: None,
) -> Extent:
    """The extent over cells with a value. Raises SheetError."""
    reader = _Reader(placeholders, percent_styles, on_percent)
    parser = expat.ParserCreate("utf-8")
    reader.watch(parser)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for number, chunk in enumerate(chunks):
            if number == 0:
                refuse_entities(chunk[:4096])
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise broken() from error
    reader.close()
    return reader.extent


def _refuse_doctype(*_: object) -> None:
    raise dangerous("含有 DOCTYPE 声明", "it declares a DOCTYPE")


class _Reader:
    """Follows start tags alone: a cell ends where the next begins. Text is read only for formulas and errors."""

    def __init__(
        self, placeholders: bool, styles: frozenset[int], on_percent: Callable[[Place], None]
    ) -> None:
        self.extent = Extent()
        self._placeholders, self._styles, self._on_percent = placeholders, styles, on_percent
        self._row, self._column, self._count = 0, -1, 0
        self._place: Place = (0, 0)
        self._type = ""
        self._formula = self._valued = False
        self._value: list[str] = []

    def watch(self, parser: expat.XMLParserType) -> None:
        """Be told of the tags of `parser`."""
        self._parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self.close()
            self._cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = -1
        elif name == "f":
            self._formula = True
            self._parser.CharacterDataHandler = self._text
        elif name in ("v", "t"):
            self._valued = True

    def _text(self, text: str) -> None:
        if self._valued:
            self._value.append(text)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _CELLS:
            raise limits.too_large("单元格太多（写法特殊）", "too many cells in an unusual dress")
        self._type = attributes.get("t", "")
        row = self._row
        if match := _REFERENCE.fullmatch(attributes.get("r", "")):
            row, self._column = place(match[1].encode(), match[2].encode())
        elif "r" in attributes:
            raise broken()
        else:
            self._column += 1
        self._place = (row, self._column)
        if self._type == "e":
            self._parser.CharacterDataHandler = self._text
        if self._styles and attributes.get("s", "").isdecimal() and int(attributes["s"]) in self._styles:
            self._on_percent(self._place)

    def close(self) -> None:
        """Take account of the cell that has been read."""
        extent, (row, column) = self.extent, self._place
        if self._formula or self._type == "e":
            value = "".join(self._value).strip()
            if self._type == "e" and value:
                extent.add_fault(self._place, value)
            elif self._formula and uncalculated(value.encode(), self._type == "str", self._placeholders):
                extent.add_fault(self._place, UNCALCULATED)
            self._parser.CharacterDataHandler = None
            self._value = []
        if self._valued or self._formula:
            extent.strings += self._type == "s"
            extent.rows = max(extent.rows, row)
            extent.columns = max(extent.columns, column + 1)
        self._formula = self._valued = False
        self._type = ""
