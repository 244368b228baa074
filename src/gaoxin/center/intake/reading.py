"""The file of a batch read by the rules of sheets, and kept typed so that writing it needs no second reading."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from gaoxin.base.text import Language
from gaoxin.center.evidence.vocabulary import industries_of, vocabulary_of
from gaoxin.center.intake.stored import files, staged
from gaoxin.center.models import Batch, ColumnMeaning, Zone
from gaoxin.center.workbook import wrong_rows
from gaoxin.engines.sheets import Sheet, read_sheet, write_workbook

REASONS = ("错误原因", "Reason")
"""Columns that our own workbook of errors adds; a corrected one comes back with them."""

Told = Callable[[str, int, int], None]
"""Told of a step, what is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column understood: the header as written, the fact, and the unit assumed where none is given."""

    header: str
    fact: str
    assumed: str = ""


def read(batch: Batch, told: Told) -> Sheet:
    """Read the file under the meanings agreed on in the zone, and stage what it holds. Raises SheetError."""
    sheet = read_path(files() / batch.stored, batch.zone, told, _meanings(batch))
    sheet.frame.write_parquet(frame_path(batch))
    for language in ("zh", "en"):
        _write_errors(batch, sheet, language)
    return sheet


def read_path(path: Path, zone: Zone, told: Told, meanings: dict[str, str] | None = None) -> Sheet:
    """Read any file as a sheet of the zone. Raises SheetError."""
    return read_sheet(
        path,
        vocabulary_of(zone),
        industries=industries_of(zone),
        meanings={**dict.fromkeys(REASONS, ""), **(meanings or {})},
        progress=lambda done, total: told("read", done, total),
    )


def meanings_of(zone: Zone) -> dict[str, str]:
    """What headers meant last time in this zone; nothing where the column was left out."""
    return dict(ColumnMeaning.objects.filter(zone=zone).values_list("header", "fact"))


def _meanings(batch: Batch) -> dict[str, str]:
    return {**meanings_of(batch.zone), **batch.mapping.get("columns", {})}


def staged_frame(batch: Batch) -> pl.DataFrame:
    """The typed frame of the sheet, as it was read; read again where it was cleared away."""
    if not frame_path(batch).exists():
        return read(batch, lambda *_: None).frame
    return pl.read_parquet(frame_path(batch))


def frame_path(batch: Batch) -> Path:
    """Where the typed frame is kept until the batch is written."""
    return staged(batch.pk) / "frame.parquet"


def errors_path(batch: Batch, language: Language = "zh") -> Path:
    """Where the wrong rows are kept as a workbook."""
    return staged(batch.pk) / f"errors-{language}.xlsx"


def _write_errors(batch: Batch, sheet: Sheet, language: Language) -> None:
    path = errors_path(batch, language)
    if sheet.wrong_rows:
        write_workbook(path, [wrong_rows(sheet, language)], language)
    else:
        path.unlink(missing_ok=True)


def described(sheet: Sheet) -> dict[str, Any]:
    """What was understood of a sheet, as the batch keeps it."""
    units = dict(sheet.assumed)
    columns = [[header, fact, units.get(header, "")] for fact, header in sheet.columns.items()]
    skipped = len({error.row for error in sheet.errors if error.skipped})
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "rows": sheet.total_rows,
        "columns": columns,
        "unknown": [[h, s] for h, s in sheet.unknown if h not in REASONS],
        "absent": list(sheet.absent),
        "others": list(sheet.others),
        "refused": len(sheet.wrong_rows) - skipped,
        "skipped": skipped,
        "errors": [[e.row, e.column, e.value, e.text.zh, e.text.en] for e in sheet.errors[:20]],
        "read_at": dt.datetime.now(dt.UTC).isoformat(),
    }
