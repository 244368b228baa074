"""What eligible firms would get, in fen, rounded half to even."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar import build
from gaoxin.engines.rules.columnar import compile as compiler
from gaoxin.engines.rules.columnar.bits import unpack
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.firms import Firms
from gaoxin.engines.rules.columnar.measured import Places
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import Op, Unsupported
from gaoxin.engines.rules.columnar.span import SpanOp
from gaoxin.engines.rules.feel import evaluate
from gaoxin.engines.rules.feel.ast import Node

FEN = 2
"""Decimal places of a yuan."""
MOST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount of one rule: a step, or None where the scalar works it out row by row."""

    node: Node
    names: Names
    span: SpanOp | None

    def fen(self, chunk: Chunk, row: Places) -> list[int | None]:
        """The amount of each row, None where it is unknown or none."""
        if self.span is None:
            firms = Firms(self.names, chunk.columns, self.node)
            return [_fen(evaluate(self.node, firms.scope(chunk.start + at))) for at in row.tolist()]
        known = ~unpack(self.span.unknown(chunk), chunk.rows)[row]
        stored = rounded(chunk[self.span].low[row], self.span.scale - FEN)
        return [
            fen if sure and abs(fen) <= MOST else None
            for fen, sure in zip(stored.tolist(), known, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of all rules that have one."""

    of: dict[int, Amount]

    def steps(self) -> Iterator[Op]:
        """All steps that the amounts need."""
        return (amount.span for amount in self.of.values() if amount.span is not None)

    def column(self, rule: Places, row: Places, possible: NDArray[np.bool_], chunk: Chunk) -> pl.Series:
        """Int64[lines]: fen, null for ineligible firms and where the amount is unknown."""
        fen = np.full(len(rule), None, object)
        for which, amount in self.of.items():
            lines = np.flatnonzero(possible & (rule == which))
            if len(lines):
                fen[lines] = amount.fen(chunk, row[lines])
        return pl.Series(fen.tolist(), dtype=pl.Int64)


def amount(node: Node, names: Names) -> Amount:
    """The amount of a rule."""
    try:
        return Amount(node, names, build.as_span(compiler.value(node, names)))
    except Unsupported:
        return Amount(node, names, None)


def rounded(values: NDArray[Any], places: int) -> NDArray[Any]:
    """Integers with `places` decimal places, rounded half to even."""
    if places <= 0:
        exact: NDArray[Any] = values.astype(object) * 10**-places
        return exact
    unit = 10**places
    whole, rest = values // unit, values % unit
    up: NDArray[Any] = whole + ((2 * rest > unit) | ((2 * rest == unit) & (whole % 2 == 1)))
    return up


def _fen(value: object) -> int | None:
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    fen = int(value.scaleb(FEN).to_integral_value(ROUND_HALF_EVEN))
    return fen if abs(fen) <= MOST else None
