"""A Parquet file as a grid: the names of its columns are row 0, its first record is row 1."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl

from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.errors import SheetError
from gaoxin.engines.sheets.grid import BATCH, Batch, Cell, Grid

_ROWS = 20_000_000


def parquet_grid(path: Path) -> Grid:
    """The table of a Parquet file, read in batches. Raises SheetError where it is damaged or too large."""
    try:
        scan = pl.scan_parquet(path)
        names = scan.collect_schema().names()
        height = int(scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise _broken() from error
    if len(names) > limits.COLUMNS or height > _ROWS:
        raise limits.too_large(f"{height} 行 {len(names)} 列", f"{height} rows, {len(names)} columns")
    head: list[list[Cell]] = [list(names)]
    return Grid(path.name, head, partial(_batches, scan, height), first=0, height=height)


def _batches(scan: pl.LazyFrame, height: int, row: int) -> Iterator[Batch]:
    for offset in range(max(row, 1) - 1, height, BATCH):
        try:
            frame = scan.slice(offset, BATCH).collect()
        except (pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise _broken() from error
        yield Batch(offset + 1, frame.height, frame.get_columns())


def _broken() -> SheetError:
    return SheetError(
        Text("Parquet 文件已损坏或不能识别", "the Parquet file is damaged or not known"),
        Text("请重新导出", "export it again"),
    )
