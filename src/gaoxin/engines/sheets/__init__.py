"""Any workbook, CSV or Parquet file to a typed frame and row errors, and back."""

from gaoxin.engines.sheets.errors import RowError, SheetError
from gaoxin.engines.sheets.read import read_sheet
from gaoxin.engines.sheets.sheet import Sheet
from gaoxin.engines.sheets.write import Table, write_table, write_workbook

__all__ = ["RowError", "Sheet", "SheetError", "Table", "read_sheet", "write_table", "write_workbook"]
