"""Writing a matching where the person asked, in the form the suffix names."""

import os
from pathlib import Path

import polars as pl

from gaoxin.base.text import Text
from gaoxin.center.library import Library
from gaoxin.center.matching import Matching, Progress, table
from gaoxin.center.workbook import tables, wrong_rows
from gaoxin.engines.sheets import Sheet, SheetError, Table, write_table, write_workbook

FORMS = (".xlsx", ".csv", ".parquet", ".json")


def check_target(out: Path, sheet: Path) -> None:
    """Refuse a target early, before any work: unknown form, missing folder, the sheet itself. Raises SheetError."""
    if out.is_dir():
        raise SheetError(Text(f"{out} 是目录，请写文件名", f"{out} is a folder; name a file"))
    if out.suffix.lower() not in FORMS:
        zh = f"结果文件应为 {'、'.join(FORMS)}，得到“{out.suffix}”"
        raise SheetError(Text(zh, f"the result is written as {', '.join(FORMS)}, not {out.suffix!r}"))
    if not out.absolute().parent.is_dir():
        raise SheetError(Text(f"没有这个目录：{out.parent}", f"no such folder: {out.parent}"))
    if out.exists() and sheet.exists() and out.samefile(sheet):
        raise SheetError(
            Text("结果会覆盖原表，请另起文件名", "this would overwrite the sheet; name another file")
        )
    if not os.access(out.absolute().parent, os.W_OK):
        raise SheetError(
            Text(f"不能写入这个目录：{out.parent}", f"cannot write to this folder: {out.parent}")
        )


def write(matching: Matching, library: Library, out: Path, progress: Progress) -> None:
    """Write the result; wrong rows go into the workbook, or beside it as OUT.errors.csv."""
    progress("write", 0, 1)
    if out.suffix.lower() == ".xlsx":
        write_workbook(out, tables(matching, library))
    else:
        write_table(out, table(matching))
        write_errors(matching.sheet, out)
    progress("write", 1, 1)


def write_classes(sheet: Sheet, classes: pl.DataFrame, out: Path) -> None:
    """Write a classification; wrong rows as in `write`."""
    if out.suffix.lower() == ".xlsx":
        write_workbook(out, [Table("企业分类", classes), wrong_rows(sheet)])
    else:
        write_table(out, classes)
        write_errors(sheet, out)


def errors_path(out: Path) -> Path | None:
    """Where the wrong rows of a result lie, None where they are in the workbook itself."""
    return None if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.errors.csv")


def write_errors(sheet: Sheet, out: Path) -> None:
    """Write OUT.errors.csv where there are wrong rows; remove a stale one where there are none."""
    path = out.with_name(f"{out.name}.errors.csv")
    if sheet.errors:
        write_table(path, sheet.error_table)
    else:
        path.unlink(missing_ok=True)
