"""What a row is when it has no right code: blank, a total, a note, a repeated header, or a firm that is wrong."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from gaoxin.base.text import Text
from gaoxin.base.width import squeeze
from gaoxin.engines.sheets.cells import absent
from gaoxin.engines.sheets.errors import RowError, SheetError
from gaoxin.engines.sheets.footnotes import not_a_firm
from gaoxin.engines.sheets.grid import Batch, shown_cell
from gaoxin.engines.sheets.headers import Names
from gaoxin.engines.sheets.layout import Layout, letters, second_table
from gaoxin.engines.sheets.units import read_unit, refuse_unclear, unclear_unit, unit_row

CODE = "uscc"
_SERIAL = {"序号", "编号", "no", "no.", "#", "行号"}
_FEW = 2
"""Cells of a row that may be a line of text and no firm."""
_NO_CODE = Text("没有填统一社会信用代码；请补填", "the social credit code is missing; fill it in")
_REPEATED = Text("重复的表头，未读入；无需处理", "a repeated header: not read; nothing to do")
_MOVED = Text(
    "这一行比表头多出内容，可能有未加引号的逗号；请给带逗号的内容加引号，或另存为 xlsx",
    "the row is longer than the header, perhaps for a comma without quotes; quote it, or save as xlsx",
)

Verdicts = dict[int, list[RowError]]
"""Rows of a batch that are not taken: with their problems, or with none where the row is blank."""


class Judge:
    """Tells firms from the other rows under one layout."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self._layout, self._names = layout, names
        self._known = {plan.index for plan in layout.columns}
        self._width = max(layout.headers, default=-1) + 1
        self.code = next((plan for plan in layout.columns if plan.fact.id == CODE), None)

    def judge(self, batch: Batch, suspects: Sequence[int], verdicts: Verdicts) -> None:
        """Add the verdicts on rows without a right code. Raises SheetError for a unit below the table."""
        if not suspects:
            return
        blank = _blank(batch)
        for index in suspects:
            if blank[index]:
                verdicts.setdefault(index, [])
            else:
                self._row(batch, index, verdicts)

    def _row(self, batch: Batch, index: int, verdicts: Verdicts) -> None:
        row, header = batch.first + index, self.code.header if self.code else ""
        shown = ((i, shown_cell(column[index]).strip()) for i, column in enumerate(batch.columns))
        texts = {i: text for i, text in shown if text}
        reason = self._repeats(row, texts) or not_a_firm(list(texts.values()))
        if reason is not _REPEATED:
            self._refuse_late_unit(row, texts, note=reason is not None)
        if reason:
            verdicts[index] = [RowError(row, "", next(iter(texts.values())), reason, skipped=True)]
        elif index not in verdicts and not self._means_something(batch, index, texts):
            verdicts[index] = []
        elif not any(error.column == header for error in verdicts.get(index, ())):
            verdicts.setdefault(index, []).append(RowError(row, header, "", _NO_CODE))

    def _means_something(self, batch: Batch, index: int, texts: Mapping[int, str]) -> bool:
        """Whether a cell besides a serial number is filled."""
        if any(i not in self._known and self._header(i).lower() not in _SERIAL for i in texts):
            return True
        return any(i in self._known and not absent(batch.column(i)[index]) for i in texts)

    def _header(self, index: int) -> str:
        return self._layout.headers.get(index, "").strip()

    def _repeats(self, row: int, texts: Mapping[int, str]) -> Text | None:
        """The row as a line of the header once more. Raises SheetError where it is another header."""
        if not self._names_codes(texts):
            return None
        words = {index: squeeze(text) for index, text in texts.items()}
        for line in self._layout.lines:
            if all(index < len(line) and squeeze(line[index]) == word for index, word in words.items()):
                return _REPEATED
        raise second_table(row, self._layout.header_row)

    def _names_codes(self, texts: Mapping[int, str]) -> bool:
        """Whether the row is a header: it names the column of codes, in its place or among other names."""
        if self.code is None:
            return False
        found = {index: named.fact.id for index, text in texts.items() if (named := self._names.find(text))}
        return CODE in found.values() and (found.get(self.code.index) == CODE or len(found) > 1)

    def _refuse_late_unit(self, row: int, texts: Mapping[int, str], *, note: bool) -> None:
        """A row that gives another unit than the one assumed changes every figure of the table."""
        assumed = next((plan for plan in self._layout.columns if plan.assumed), None)
        if assumed is None:
            return
        words = list(texts.values())
        says_unit = note or len(words) <= _FEW or all(map(read_unit, words))
        unit = unit_row(words) if says_unit else None
        if unit and unit != assumed.money:
            raise SheetError(
                Text(
                    f"第{row}行注明金额单位是{unit.name}，表头没有写单位",
                    f"row {row} says that money is in {unit.name}, the headers name no unit",
                ),
                Text(
                    f"请把单位写进表头，例如 {assumed.header}（{unit.name}）", "write the unit in the headers"
                ),
            )
        money = [texts.get(plan.index, "") for plan in self._layout.columns if plan.assumed]
        if text := unclear_unit(words if note or len(words) == 1 else money, assumed.money):
            raise refuse_unclear(row, text, assumed.header)

    def moved(self, batch: Batch, verdicts: Verdicts) -> None:
        """Refuse the rows that have cells beyond the header."""
        for column in range(self._width, len(batch.columns)):
            for index, cell in enumerate(batch.columns[column]):
                if shown_cell(cell).strip() and index not in verdicts:
                    problem = RowError(batch.first + index, "", f"{letters(column)}: {cell}", _MOVED)
                    verdicts[index] = [problem]


def _blank(batch: Batch) -> npt.NDArray[np.bool_]:
    """Rows without any cell."""
    blank = np.ones(batch.height, bool)
    for column in batch.columns:
        if not blank.any():
            break
        blank &= np.fromiter((cell is None or cell == "" for cell in column), bool, batch.height)
    return blank
