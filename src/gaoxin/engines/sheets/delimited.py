"""CSV and its kin as a grid: the encoding and the delimiter are found, never guessed past doubt."""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.errors import SheetError
from gaoxin.engines.sheets.grid import HEAD, Batch, Grid, batches_of

_DELIMITERS = ",\t;"
_FIELD = 1_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def delimited_grid(path: Path) -> Grid:
    """The rows of a delimited text in UTF-8, UTF-16 with BOM or GB18030. Raises SheetError."""
    text = _decoded(path.read_bytes())
    delimiter = _delimiter(text)
    rows = partial(_rows, text, delimiter)
    head = [row for _, row in zip(range(HEAD), rows(), strict=False)]
    return Grid(path.name, head, partial(_batches, text, delimiter), ragged=True)


def _decoded(body: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if body.startswith(bom)), "")
    for candidate in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = body.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        break
    raise SheetError(
        Text("文件不是表格，或编码不能识别", "the file is no table, or its encoding is not known"),
        Text("请另存为 UTF-8 的 CSV 或 xlsx", "save it as CSV in UTF-8, or as xlsx"),
    )


def _delimiter(text: str) -> str:
    """The delimiter that is most often outside quotes in the first rows; a comma where there is none."""
    sample = text[:65_536].splitlines()[:HEAD]
    bare = ["".join(line.split('"')[::2]) for line in sample]
    counts = {mark: sum(line.count(mark) for line in bare) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD)
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            cells += len(row)
            if cells > limits.CELLS:
                raise limits.too_large("单元格太多", "too many cells")
            if len(row) > limits.COLUMNS:
                raise limits.too_large(f"一行有 {len(row)} 列", f"a row has {len(row)} columns")
            yield row
    except csv.Error as error:
        raise SheetError(
            Text(
                f"CSV 的引号或换行不完整（{error}）",
                f"the quotes or line ends of the CSV do not match ({error})",
            ),
            Text("请用 Excel 打开后另存为 xlsx", "open it in Excel and save it as xlsx"),
        ) from error


def _batches(text: str, delimiter: str, row: int) -> Iterator[Batch]:
    rows = _rows(text, delimiter)
    for _ in zip(range(row - 1), rows, strict=False):
        pass
    return batches_of(rows, row)
