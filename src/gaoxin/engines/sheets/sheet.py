"""What reading gives: a typed frame of the good rows, and the reasons for all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from gaoxin.base.text import Language
from gaoxin.engines.sheets.errors import RowError

REASON = {"zh": "错误原因", "en": "Reason"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of firms.

    `frame` holds the good rows, a column for each recognised fact: money Int64 in fen, integers Int64,
    numbers Int64 in 10⁻⁹ (percents as fractions), dates Date, truth Boolean, codes List(String), else
    String; null is absent. `rows` are their row numbers. `wrong` holds the other rows as they were.
    `columns` are the headers of the recognised facts, by fact id; `assumed` are columns of money that nothing
    gives a unit, with the unit they were read in.
    """

    name: str
    header_row: int
    total_rows: int
    frame: pl.DataFrame
    rows: pl.Series
    errors: Sequence[RowError]
    wrong: pl.DataFrame
    wrong_rows: Sequence[int]
    headers: Sequence[str]
    unknown: Sequence[tuple[str, str]]
    absent: Sequence[str]
    others: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    assumed: Sequence[tuple[str, str]] = ()

    @property
    def error_table(self) -> pl.DataFrame:
        """The wrong rows with all original columns as text, and 错误原因 as the last column."""
        return self.errors_in("zh")

    def errors_in(self, language: Language) -> pl.DataFrame:
        """`error_table` with the reasons in `language`."""
        reasons: dict[int, list[str]] = {}
        for error in self.errors:
            place = f"{error.column}：" if error.column and language == "zh" else ""
            place = f"{error.column}: " if error.column and language == "en" else place
            reasons.setdefault(error.row, []).append(place + error.text.in_(language))
        joined = ["\n".join(reasons.get(row, ())) for row in self.wrong_rows]
        return self.wrong.with_columns(pl.Series(REASON[language], joined, dtype=pl.String))

    @property
    def red_cells(self) -> set[tuple[int, int]]:
        """Cells of `error_table` (row and column from 0) that an error names."""
        row_of = {row: i for i, row in enumerate(self.wrong_rows)}
        column_of = {header: i for i, header in enumerate(self.wrong.columns)}
        return {
            (row_of[error.row], column_of[error.column])
            for error in self.errors
            if error.row in row_of and error.column in column_of
        }
