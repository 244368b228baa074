"""What the XML of a sheet tells besides values: its extent, cells that cannot be trusted, percents.

The usual way to write cells is read with numpy on whole blocks; anything else goes to `scan_slow`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import dangerous, refuse_entities
from gaoxin.engines.sheets.grid import Place

UNCALCULATED = "公式"
"""What a cell shows whose formula was never calculated."""
_ROW_BYTES = 32 * 2**20
_CELL = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_ERROR = re.compile(
    _CELL + rb'[^>]*?\st="e"[^>]*>\s*(?:<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*)?<v(?:\s[^>]*)?>([^<]*)</v>'
)
_FORMULA = re.compile(
    _CELL + rb"([^>]*)>\s*<f(?:\s[^>]*?)?(?:/>|>[^<]*</f>)\s*(?:<v>([^<]*)</v>|<v\s*/>|(?=</c>))"
)
_FORMULA_TAG = re.compile(rb"<f[\s>/]")
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet[\s>]")
_STYLE = re.compile(rb'[^>]*?\ss="(\d+)"')

Ints = npt.NDArray[np.int64]


class Unusual(Exception):  # noqa: N818 - no error: a sign to take the slow way
    """The XML is written in a way that the block reader does not know."""


@dataclass(slots=True)
class Extent:
    """The furthest row and column (1-based), cells with shared strings, and cells not to be trusted."""

    rows: int = 0
    columns: int = 0
    strings: int = 0
    faults: dict[Place, str] = field(default_factory=dict)

    @property
    def area(self) -> int:
        """Cells of the rectangle from A1 to the furthest cell."""
        return self.rows * self.columns

    def add_fault(self, place: Place, shown: str) -> None:
        """Note a cell; a SheetError where there are too many."""
        self.faults[place] = shown
        if len(self.faults) > limits.FAULTS:
            raise limits.too_large("公式错误太多", "too many formula errors")


def blocks(chunks: Iterator[bytes], row: bytes = b"<row") -> Iterator[bytes]:
    """Chunks cut where a row begins, so that no cell is torn. Raises SheetError."""
    rest = b""
    for chunk in chunks:
        block = rest + chunk
        cut = block.rfind(row)
        rest = block[cut:] if cut > 0 else block
        if len(rest) > _ROW_BYTES:
            raise dangerous("一行的内容过大", "one row is too large")
        if cut > 0:
            yield block[:cut]
    yield rest


def _usual(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks of a part, without its namespace prefix. Raises SheetError for a DOCTYPE, else Unusual."""
    first = next(chunks, b"")
    refuse_entities(first[:4096])
    root = _ROOT.search(first[:4096])
    if root is None:
        raise Unusual
    prefix = root[1]
    for block in blocks(chain([first], chunks), b"<" + prefix + b"row"):
        if prefix:
            yield block.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        else:
            yield block


def scan_fast(chunks: Iterator[bytes], *, placeholders: bool) -> Extent:
    """The extent over all cells, also empty ones. Raises Unusual, or SheetError past the limits.

    With `placeholders` a cached 0 is no value: the writer asked for a calculation on opening.
    """
    extent = Extent()
    for block in _usual(chunks):
        _, columns, rows = cells(block)
        if len(rows):
            extent.rows = max(extent.rows, int(rows.max()))
            extent.columns = max(extent.columns, int(columns.max()) + 1)
        extent.strings += block.count(b't="s"')
        _errors(block, extent)
        _formulas(block, extent, placeholders)
    return extent


def cells(block: bytes) -> tuple[Ints, Ints, Ints]:
    """Where each cell starts in the block, its column (0-based) and its row (1-based). Raises Unusual."""
    if b"<!" in block:
        raise Unusual
    raw = np.frombuffer(block + bytes(24), np.uint8)
    at = np.flatnonzero((raw[:-2] == 60) & (raw[1:-1] == 99))
    following = raw[at + 2]
    at = at[(following <= 32) | (following == 62) | (following == 47)]
    if not all(np.array_equal(raw[at + 2 + i], np.full(len(at), c)) for i, c in enumerate(b' r="')):
        raise Unusual
    return (at, *_references(raw, at + 6))


def _references(raw: npt.NDArray[np.uint8], at: Ints) -> tuple[Ints, Ints]:
    """Columns and rows of the references that start at `at` and end with a quote."""
    columns = np.zeros(len(at), np.int64)
    lettered = np.ones(len(at), bool)
    for _ in range(3):
        char = raw[at]
        lettered &= (char >= 65) & (char <= 90)
        columns = np.where(lettered, columns * 26 + char - 64, columns)
        at = at + lettered
    rows = np.zeros(len(at), np.int64)
    counting = np.ones(len(at), bool)
    for _ in range(7):
        char = raw[at]
        counting &= (char >= 48) & (char <= 57)
        rows = np.where(counting, rows * 10 + char - 48, rows)
        at = at + counting
    if not ((raw[at] == 34) & (columns > 0) & (rows > 0)).all():
        raise Unusual
    return columns - 1, rows


def _errors(block: bytes, extent: Extent) -> None:
    if not (expected := block.count(b' t="e"')):
        return
    found = _ERROR.findall(block)
    if len(found) != expected:
        raise Unusual
    for column, row, shown in found:
        extent.add_fault(place(column, row), shown.decode("utf-8", "replace"))


def _formulas(block: bytes, extent: Extent, placeholders: bool) -> None:
    if b"<f" not in block or not (expected := len(_FORMULA_TAG.findall(block))):
        return
    found = list(_FORMULA.finditer(block))
    if len(found) != expected:
        raise Unusual
    for match in found:
        column, row, attributes, value = match.groups()
        if uncalculated(value or b"", b't="str"' in attributes, placeholders) and not (
            value is None and b't="e"' in attributes
        ):
            extent.add_fault(place(column, row), UNCALCULATED)


def uncalculated(value: bytes, text: bool, placeholders: bool) -> bool:
    """Whether the cached value of a formula is none: missing, or the 0 of a writer that does not calculate."""
    return (not value and not text) or (placeholders and value == b"0")


def place(column: bytes, row: bytes) -> Place:
    """The place of a reference given as letters and digits."""
    index = 0
    for letter in column:
        index = index * 26 + letter - 64
    return int(row), index - 1


def styled(chunks: Iterator[bytes], columns: frozenset[int], styles: frozenset[int]) -> Iterator[Place]:
    """The cells in `columns` (0-based) whose style is one of `styles`. Raises Unusual."""
    wanted = np.array(sorted(columns))
    for block in _usual(chunks):
        starts, found, rows = cells(block)
        chosen = np.isin(found, wanted)
        triples = zip(starts[chosen].tolist(), found[chosen].tolist(), rows[chosen].tolist(), strict=True)
        for start, column, row in triples:
            match = _STYLE.match(block, start)
            if match and int(match[1]) in styles:
                yield row, column
