"""Where the figures of a sheet come from: the file, the sheet, the row, the header."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.facts import of_row
from gaoxin.engines.rules.replay import Source, Subject
from gaoxin.engines.sheets import Sheet

ROW = "_row"
"""The column of row numbers in `Origin.frame`."""


@dataclass(frozen=True)
class Origin:
    """Some firms of a sheet, with the numbers of their rows, and what is the same for all of them."""

    frame: pl.DataFrame
    columns: Mapping[str, str]
    sheet: str
    file: str

    def part(self, rows: pl.Series) -> "Origin":
        """The same for some places of the frame."""
        return Origin(self.frame[rows], self.columns, self.sheet, self.file)

    def subject(self, place: int, vocabulary: Vocabulary) -> Subject:
        """One firm."""
        row: dict[str, Any] = self.frame.row(place, named=True)
        source = Source(self.file, row.pop(ROW), self.sheet)
        return Subject(row["uscc"], of_row(row, vocabulary), source, self.columns, vocabulary)


def origin(path: Path, sheet: Sheet) -> Origin:
    """The firms of a sheet read from `path`."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Origin(sheet.frame.with_columns(sheet.rows.alias(ROW)), sheet.columns, sheet.name, digest)
