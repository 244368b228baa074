"""The table of matches: one line for each firm and rule worth telling."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.base.text import Language
from gaoxin.engines.rules.columnar import words
from gaoxin.engines.rules.columnar.bits import Bits, Truth, at, close, unpack
from gaoxin.engines.rules.columnar.chunk import Chunk, Progress
from gaoxin.engines.rules.columnar.columns import Columns

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.plan import Plan

STATES = ("eligible", "ineligible", "needs_data", "needs_review")
PAIRS = 1 << 22
"""Firms times rules worked on at once."""

SCHEMA = pl.Schema(
    {
        "row": pl.UInt32(),
        "rule": pl.UInt16(),
        "state": pl.Enum(STATES),
        "unmet": pl.String(),
        "missing": pl.String(),
        "review": pl.String(),
        "gap": pl.String(),
        "amount": pl.Int64(),
    }
)

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Lines:
    """(rule, row) of the lines of one slice, ordered by row, and their unmet conditions as bits."""

    rule: Places
    row: Places
    eligible: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    unmet: words.Keys


def table(
    plan: "Plan", columns: Columns, *, keep_all: bool, progress: Progress | None, language: Language
) -> pl.DataFrame:
    """All lines; see `Plan.matches`."""
    plan.full.prepare(columns)
    rows = max(PAIRS // max(len(plan.conditions), 1) // 8 * 8, 8)
    rows = min(rows, plan.program.rows(columns))
    parts = plan.program.run(columns, lambda chunk: _part(plan, chunk, keep_all, language), progress, rows)
    return pl.concat(parts, rechunk=False) if parts else pl.DataFrame(schema=SCHEMA)


def _part(plan: "Plan", chunk: Chunk, keep_all: bool, language: Language) -> pl.DataFrame:
    lines = _lines(plan, chunk, keep_all)
    waiting = plan.layout.waiting(chunk)
    missing = plan.layout.missing.keys(waiting, lines.rule, lines.row)
    review = plan.layout.review.keys(waiting, lines.rule, lines.row)
    ids = plan.condition_ids
    columns = {
        "row": lines.row + chunk.start,
        "rule": lines.rule,
        "state": _states(lines, missing),
        "unmet": words.joined(lines.rule, lines.unmet, ids),
        "missing": words.joined(lines.rule, missing, plan.layout.facts),
        "review": words.joined(lines.rule, review, ids),
        "gap": plan.gaps(language).column(lines.rule, lines.row, lines.unmet, chunk),
        "amount": plan.amounts.column(lines.rule, lines.row, lines.possible, chunk),
    }
    return pl.DataFrame(columns).cast(SCHEMA)


def _lines(plan: "Plan", chunk: Chunk, keep_all: bool) -> Lines:
    values = plan.values(chunk)
    joined, once = plan.layout.unmet.every(values), _failing_once(plan, values)
    kept = np.full_like(once, 255) if keep_all else joined[1] | once
    row, rule = np.nonzero(unpack(close(kept, chunk.rows), chunk.rows).T)
    unmet = plan.layout.unmet.keys(~values[:, 1], rule, row)
    return Lines(rule, row, at(joined[0], rule, row), at(joined[1], rule, row), unmet)


def _failing_once(plan: "Plan", values: Truth) -> Bits:
    """uint8[rules, bytes]: where exactly one condition fails (carry-save)."""
    lines = plan.layout.unmet.line
    once, twice = np.zeros((2, len(lines), values.shape[2]), np.uint8)
    for line in lines.T:
        fails = ~values[line, 1]
        twice |= once & fails
        once |= fails
    return once & ~twice


def _states(lines: Lines, missing: words.Keys) -> pl.Series:
    waits = np.logical_or.reduce([key != 0 for key in missing])
    undecided = np.where(waits, 2, 3)
    state = np.where(lines.eligible, 0, np.where(lines.possible, undecided, 1))
    return pl.Series(STATES, dtype=pl.Enum(STATES)).gather(state)
