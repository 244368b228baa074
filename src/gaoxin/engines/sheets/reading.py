"""Batch after batch of rows into the frame, the errors and the wrong rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.cells import Reader
from gaoxin.engines.sheets.columns import ColumnReader, Converted
from gaoxin.engines.sheets.errors import RowError, SheetError
from gaoxin.engines.sheets.grid import Batch, Grid, shown_cell
from gaoxin.engines.sheets.headers import Names
from gaoxin.engines.sheets.layout import Layout, Planned
from gaoxin.engines.sheets.rows import CODE, Judge, Verdicts
from gaoxin.engines.sheets.scan import UNCALCULATED


@dataclass(slots=True)
class Rows:
    """What has been read so far: parts of the frame, codes by row, errors, and wrong rows as they were."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    numbers: list[pl.Series] = field(default_factory=list)
    codes: list[pl.DataFrame] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    wrong: dict[int, list[str]] = field(default_factory=dict)


class Reading:
    """Reads the data rows of one grid under its layout."""

    def __init__(self, grid: Grid, layout: Layout, names: Names, industries: Industries | None) -> None:
        self._grid, self._layout, self._judge = grid, layout, Judge(layout, names)
        self.readers = [ColumnReader(Reader(plan, industries, grid.epoch_1904)) for plan in layout.columns]
        self._coded = self._judge.code is not None
        self._faults = _by_column(grid, layout)
        self._percents: Mapping[int, npt.NDArray[np.int64]] | None = None
        self.rows = Rows()

    def add(self, batch: Batch) -> None:
        """Read one batch."""
        found = [self._convert(batch, reader) for reader in self.readers]
        verdicts = self._verdicts(batch, found)
        good = np.ones(batch.height, bool)
        good[list(verdicts)] = False
        for index, problems in sorted(verdicts.items()):
            if problems:
                self._refuse(batch, index, problems)
        self._keep(batch, found, good)

    def _convert(self, batch: Batch, reader: ColumnReader) -> Converted:
        plan = reader.reader.plan
        faults = self._faults.get(plan.index, {})
        here = {
            row - batch.first: text for row, text in faults.items() if 0 <= row - batch.first < batch.height
        }
        return reader.convert(batch.column(plan.index), here, lambda: self._shown_as_percent(batch, plan))

    def _shown_as_percent(self, batch: Batch, plan: Planned) -> npt.NDArray[np.bool_]:
        if self._percents is None:
            columns = frozenset(p.index for p in self._layout.columns if p.fact.percent)
            places = self._grid.percents(columns)
            self._percents = {c: np.array([r for r, i in places if i == c], np.int64) for c in columns}
        rows = np.arange(batch.first, batch.first + batch.height)
        return np.isin(rows, self._percents[plan.index])

    def _verdicts(self, batch: Batch, found: Sequence[Converted]) -> Verdicts:
        """Rows that are not taken: with their problems, or with none where the row is blank."""
        verdicts: Verdicts = {}
        for plan, converted in zip(self._layout.columns, found, strict=True):
            for index, text in converted.problems.items():
                value = shown_cell(batch.column(plan.index)[index])
                verdicts.setdefault(index, []).append(RowError(batch.first + index, plan.header, value, text))
        self._judge.judge(batch, self._suspects(batch, found, verdicts), verdicts)
        if self._grid.ragged:
            self._judge.moved(batch, verdicts)
        return verdicts

    def _suspects(
        self, batch: Batch, found: Sequence[Converted], verdicts: Mapping[int, object]
    ) -> list[int]:
        """Rows without a right code (or, in a table without codes, without any value)."""
        filled = np.zeros(batch.height, bool)
        for plan, converted in zip(self._layout.columns, found, strict=True):
            if plan.fact.id == CODE or not self._coded:
                filled |= converted.values.is_not_null().to_numpy()
        return [i for i in np.flatnonzero(~filled).tolist() if not (i in verdicts and not self._coded)]

    def _refuse(self, batch: Batch, index: int, problems: list[RowError]) -> None:
        self.rows.errors.extend(problems)
        self.rows.wrong[batch.first + index] = as_written(batch, index)
        if len(self.rows.errors) > limits.ROW_ERRORS:
            first = self.rows.errors[0]
            raise SheetError(
                Text(
                    f"错误太多，例如第{first.row}行：{first.text.zh}",
                    f"too many errors, such as row {first.row}: {first.text.en}",
                ),
                Text("请改正后重新导入", "correct the file and import it again"),
            )

    def _keep(self, batch: Batch, found: Sequence[Converted], good: npt.NDArray[np.bool_]) -> None:
        frame = pl.DataFrame(
            [c.values.alias(p.fact.id) for p, c in zip(self._layout.columns, found, strict=True)]
        )
        numbers = pl.Series("row", np.arange(batch.first, batch.first + batch.height), dtype=pl.Int64)
        mask = pl.Series(good)
        self.rows.frames.append(frame.filter(mask))
        self.rows.numbers.append(numbers.filter(mask))
        if self._coded:
            self.rows.codes.append(frame.select(CODE).with_columns(numbers).drop_nulls())


def as_written(batch: Batch, index: int) -> list[str]:
    """The cells of one row as text."""
    return [shown_cell(column[index]) for column in batch.columns]


def _by_column(grid: Grid, layout: Layout) -> dict[int, dict[int, Text]]:
    known = {plan.index for plan in layout.columns}
    faults: dict[int, dict[int, Text]] = {}
    for (row, column), shown in grid.faults.items():
        if column in known:
            faults.setdefault(column, {})[row] = _fault(shown)
    return faults


def _fault(shown: str) -> Text:
    if shown == UNCALCULATED:
        return Text(
            "公式没有计算结果；请用 Excel 或 WPS 打开并保存后再导入",
            "the formula was never calculated; open and save the file in Excel or WPS",
        )
    return Text(
        f"公式结果是错误值 {shown}；请改正公式或填写数值",
        f"the cell holds the error {shown}; correct it or write the value",
    )
