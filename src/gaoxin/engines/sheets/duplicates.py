"""One firm, one row: every copy of a code is refused and names the others."""

from collections.abc import Callable

import polars as pl

from gaoxin.base.text import Text
from gaoxin.engines.sheets.errors import RowError
from gaoxin.engines.sheets.grid import Grid
from gaoxin.engines.sheets.layout import Layout
from gaoxin.engines.sheets.reading import Rows, as_written

NAMED = 5
"""How many of the other rows are named."""

Others = Callable[[str, int], list[str]]


def refuse_duplicates(rows: Rows, grid: Grid, layout: Layout) -> None:
    """Move all rows whose code stands in several rows from the frame to the errors."""
    if not rows.codes:
        return
    codes = pl.concat(rows.codes)
    twice = codes.filter(pl.col("uscc").is_duplicated())
    if twice.is_empty():
        return
    groups = twice.group_by("uscc", maintain_order=True)
    copies = {str(code[0]): group["row"].to_list() for code, group in groups}
    refuse_copies(rows, grid, layout, twice, lambda code, row: [str(r) for r in copies[code] if r != row])


def refuse_copies(rows: Rows, grid: Grid, layout: Layout, twice: pl.DataFrame, others: Others) -> None:
    """Refuse the rows of `twice` (uscc, row); `others` names the other rows with the same code."""
    header = next(plan.header for plan in layout.columns if plan.fact.id == "uscc")
    for code, row in twice.iter_rows():
        rows.errors.append(RowError(row, header, code, _twice(others(code, row))))
    _move(rows, grid, layout, twice["row"])


def _twice(others: list[str]) -> Text:
    more = "…" if len(others) > NAMED else ""
    zh, en = "、".join(others[:NAMED]) + more, ", ".join(others[:NAMED]) + more
    return Text(
        f"统一社会信用代码与第{zh}行重复；请只保留一行",
        f"the code also stands in row {en}; keep one row",
    )


def _move(rows: Rows, grid: Grid, layout: Layout, numbers: pl.Series) -> None:
    for index, (frame, held) in enumerate(zip(rows.frames, rows.numbers, strict=True)):
        keep = ~held.is_in(numbers.implode())
        rows.frames[index], rows.numbers[index] = frame.filter(keep), held.filter(keep)
    missing = sorted(set(numbers.to_list()) - set(rows.wrong))
    if not missing:
        return
    for batch in grid.batches(layout.data_row):
        for row in missing:
            if batch.first <= row < batch.first + batch.height:
                rows.wrong[row] = as_written(batch, row - batch.first)
