"""Write tables: workbooks for people, CSV, Parquet and JSON for programs; a file is whole or absent."""

import glob
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import polars as pl

from gaoxin.base.text import Language, Text

ABANDONED = 600
"""Seconds after which a part that does not grow belongs to a run that was killed."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to write: a frame, widths of columns in characters, red cells (row and column), a note."""

    name: str
    frame: pl.DataFrame
    widths: Mapping[str, float] | Sequence[float] = field(default_factory=dict)
    red_cells: AbstractSet[tuple[int, int]] = frozenset()
    note: Text | None = None


def write_workbook(path: Path | str, tables: Sequence[Table], language: Language = "zh") -> None:
    """Write an xlsx. Texts are string cells, never formulas; long tables continue on further sheets."""
    from gaoxin.engines.sheets.xlsx import write_tables  # noqa: PLC0415 - loads only where a workbook is written

    atomically(Path(path), lambda file: write_tables(file, tables, language))


def write_table(path: Path | str, frame: pl.DataFrame) -> None:
    """Write by suffix: csv (UTF-8 with BOM, formulas disarmed with `'`), parquet, json (records) or xlsx.

    A negative number is no formula and stays as it is. Raises ValueError for another suffix.
    """
    path = Path(path)
    writers: Mapping[str, Callable[[IO[bytes]], object]] = {
        ".csv": lambda file: _csv(frame, file),
        ".parquet": frame.write_parquet,
        ".json": lambda file: file.write(frame.write_json().encode()),
    }
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [Table("Sheet1", frame)])
    elif writer := writers.get(path.suffix.lower()):
        atomically(path, writer)
    else:
        raise ValueError(f"不能写 {path.suffix} 文件；请用 csv、parquet、json 或 xlsx")


def atomically(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write to a temporary file beside `path` and move it there when it is whole."""
    sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(path: Path) -> None:
    """Remove what a killed run left beside `path`: parts that nobody has written to for a while."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if time.time() - part.stat().st_mtime > ABANDONED:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _csv(frame: pl.DataFrame, file: IO[bytes]) -> None:
    flat = frame.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join("；")
        for name, dtype in frame.schema.items()
        if dtype.base_type() == pl.List
    )
    text = pl.selectors.string()
    number = text.str.contains(r"^-[\d,]+(\.\d+)?%?$")
    armed = text.str.contains(r"^[=+\-@\t\r]") & ~number
    file.write(b"\xef\xbb\xbf")
    flat.with_columns(pl.when(armed).then("'" + text).otherwise(text).name.keep()).write_csv(file)
