"""The most that a firm can still get, where its amount is not known yet: fen, exact, column by column."""

from decimal import Decimal

import numpy as np
import polars as pl

from gaoxin.engines.rules.columnar import Columns, Plan
from gaoxin.engines.rules.columnar.amounts import FEN, MOST, Amount, rounded
from gaoxin.engines.rules.columnar.bits import unpack
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.firms import Firms
from gaoxin.engines.rules.columnar.program import Program
from gaoxin.engines.rules.columnar.span import Bounds, SpanOp
from gaoxin.engines.rules.feel import evaluate
from gaoxin.engines.rules.unknown import Interval, Unknown


def unknown_amounts(plan: Plan, which: int, columns: Columns, rows: pl.Series) -> pl.DataFrame:
    """Of rows without a known amount: `known` (it is none, that is nought) and `up_to`, null without an upper end."""
    amount = plan.amounts.of[which]
    if amount.span is None:
        found = [_of_row(amount, columns, row) for row in rows]
    else:
        found = [(False, high) for high in _highest(amount.span, columns, rows)]
    frame = pl.DataFrame(found, {"known": pl.Boolean, "up_to": pl.Int64}, orient="row")
    return frame.insert_column(0, rows.cast(pl.UInt32).alias("row"))


def _highest(span: SpanOp, columns: Columns, rows: pl.Series) -> list[int | None]:
    def ends(chunk: Chunk) -> tuple[list[int], np.ndarray]:
        found: Bounds = chunk[span]
        here = wanted[(wanted >= chunk.start) & (wanted < chunk.stop)] - chunk.start
        fen = rounded(found.high[here], span.scale - FEN)
        return fen.tolist(), unpack(found.above, chunk.rows)[here]

    wanted = rows.to_numpy().astype(np.int64)
    parts = Program((span,)).run(columns, ends)
    return [within(fen, open_) for fens, opens in parts for fen, open_ in zip(fens, opens, strict=True)]


def within(fen: int, without_end: bool) -> int | None:
    """Nought at least; None where there is no upper end, or one beyond int64."""
    return None if without_end or fen > MOST else max(fen, 0)


def _of_row(amount: Amount, columns: Columns, row: int) -> tuple[bool, int | None]:
    firms = Firms(amount.names, columns, amount.node)
    return possible(evaluate(amount.node, firms.scope(row)))


def possible(value: object) -> tuple[bool, int | None]:
    """Whether a value of the scalar is no amount at all, and otherwise the highest it can be."""
    if not isinstance(value, Unknown):
        return True, 0
    if isinstance(value.possible, Interval):
        return False, _fen(value.possible.high)
    numbers = [Decimal(0) if each is None else each for each in value.possible or ()]
    highest = [each for each in numbers if isinstance(each, Decimal)]
    return False, _fen(max(highest)) if highest and len(highest) == len(numbers) else None


def _fen(high: Decimal) -> int | None:
    """Rounded half to even, as paid amounts are."""
    return None if not high.is_finite() else within(round(high.scaleb(FEN)), without_end=False)
