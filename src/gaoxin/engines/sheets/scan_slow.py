"""The same as `scan` for XML in any dress: every tag through expat. The meaning that `scan` must match."""

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import broken, dangerous, refuse_entities
from gaoxin.engines.sheets.grid import Place
from gaoxin.engines.sheets.scan import UNCALCULATED, Extent, place, uncalculated

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_CELLS = 8_000_000
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
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for number, chunk in enumerate(chunks):
            if number == 0:
                refuse_entities(chunk[:4096])
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise broken() from error
    return reader.extent


def _refuse_doctype(*_: object) -> None:
    raise dangerous("含有 DOCTYPE 声明", "it declares a DOCTYPE")


class _Reader:
    def __init__(
        self, placeholders: bool, styles: frozenset[int], on_percent: Callable[[Place], None]
    ) -> None:
        self.extent = Extent()
        self._placeholders, self._styles, self._on_percent = placeholders, styles, on_percent
        self._row, self._column, self._count = 0, -1, 0
        self._type = ""
        self._formula = self._valued = self._inside = False
        self._value: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = -1
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._valued = self._inside = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _CELLS:
            raise limits.too_large("单元格太多", "too many cells")
        self._type, self._value = attributes.get("t", ""), []
        self._formula = self._valued = self._inside = False
        if match := _REFERENCE.fullmatch(attributes.get("r", "")):
            self._row, self._column = place(match[1].encode(), match[2].encode())
        elif "r" in attributes:
            raise broken()
        else:
            self._column += 1
        if self._styles and attributes.get("s", "").isdecimal() and int(attributes["s"]) in self._styles:
            self._on_percent((self._row, self._column))

    def text(self, text: str) -> None:
        if self._inside:
            self._value.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._close()
        elif name in ("v", "t"):
            self._inside = False

    def _close(self) -> None:
        value = "".join(self._value)
        if self._formula and uncalculated(value.encode(), self._type == "str", self._placeholders):
            self.extent.add_fault((self._row, self._column), UNCALCULATED)
        elif self._type == "e":
            self.extent.add_fault((self._row, self._column), value)
        elif not self._valued:
            return
        self.extent.strings += self._type == "s"
        self.extent.rows = max(self.extent.rows, self._row)
        self.extent.columns = max(self.extent.columns, self._column + 1)
