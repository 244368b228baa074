"""How large a file may be: what is past these is refused before it is opened."""

from gaoxin.base.text import Text
from gaoxin.engines.sheets.errors import SheetError

FILE_BYTES = 512 * 2**20
"""Size of the file on disk."""
SHEET_BYTES = 800 * 2**20
"""Inflated bytes of one sheet."""
INFLATED_BYTES = 1536 * 2**20
"""Bytes inflated from one file, whatever is looked at and however often."""
STRING_BYTES = 256 * 2**20
"""Inflated bytes of the shared strings."""
SMALL_PART_BYTES = 32 * 2**20
"""Inflated bytes of a part that describes the workbook."""
STRINGS = 5_000_000
"""Shared strings."""
TEXT_BYTES = 512 * 2**20
"""Bytes of text when every cell holds its own copy of its shared string."""
CELLS = 20_000_000
"""Rows times columns of the smallest rectangle that holds all values."""
COLUMNS = 2_000
SHEETS = 256
FAULTS = 200_000
"""Cells with error values or uncalculated formulas."""
ROW_ERRORS = 1_000_000

SPLIT = Text("请拆分文件，或另存为 CSV、Parquet 后再导入", "split the file, or save it as CSV or Parquet")


def too_large(zh: str, en: str) -> SheetError:
    """The refusal of a file that is past a limit."""
    return SheetError(Text(f"文件太大：{zh}", f"the file is too large: {en}"), SPLIT)
