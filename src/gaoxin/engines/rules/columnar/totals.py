"""Totals over all firms without listing them: states of each rule, and questions worth asking."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.bits import Bits, close, count, either, every, exactly_one
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.waits import waits

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.plan import Plan

QUESTIONS = pl.Schema({"fact": pl.String(), "settles": pl.Int64(), "touches": pl.Int64()})


def counts(plan: "Plan", columns: Columns) -> pl.DataFrame:
    """Rule (UInt16) and Int64 counts of eligible, ineligible, needs_data, needs_review."""

    def count_chunk(chunk: Chunk) -> NDArray[np.int64]:
        return np.array([_states(plan, chunk, rule) for rule in range(len(plan.conditions))], np.int64)

    parts = plan.program.run(columns, count_chunk)
    found = sum(parts, np.zeros((len(plan.conditions), 4), np.int64))
    names = ("eligible", "ineligible", "needs_data", "needs_review")
    frame = {"rule": pl.Series(range(len(found)), dtype=pl.UInt16)}
    return pl.DataFrame(frame | {name: found[:, i] for i, name in enumerate(names)})


def _states(plan: "Plan", chunk: Chunk, rule: int) -> tuple[int, int, int, int]:
    ops = plan.conditions[rule]
    met, maybe = every([chunk[op] for op in ops], chunk.size)
    eligible, possible = _size(met, chunk), _size(maybe, chunk)
    data = possible - eligible
    if data and any(ask.kind == "review" for op in ops for ask in plan.program.asks[op]):
        data = _size(either(_missing(plan, chunk, rule).values(), chunk.size) & maybe & ~met, chunk)
    return eligible, chunk.rows - possible, data, possible - eligible - data


def _size(bits: Bits, chunk: Chunk) -> int:
    return int(count(close(bits.copy(), chunk.rows)))


def _missing(plan: "Plan", chunk: Chunk, rule: int) -> dict[str, Bits]:
    """For each fact the rows where some condition of a rule waits for it."""
    found: dict[str, Bits] = {}
    for op in plan.conditions[rule]:
        for ask, bits in waits(op, plan.program.asks[op], chunk).items():
            if ask.kind == "missing":
                found[ask.name] = found[ask.name] | bits if ask.name in found else bits
    return found


def questions(plan: "Plan", columns: Columns) -> pl.DataFrame:
    """Facts by the needs_data verdicts they settle, then by those that wait for them."""
    settles: Counter[str] = Counter()
    touches: Counter[str] = Counter()
    for some, more in plan.program.run(columns, lambda chunk: _asked(plan, chunk)):
        settles += some
        touches += more
    found = [(fact, settles[fact], touches[fact]) for fact in touches]
    frame = pl.DataFrame(found, schema=QUESTIONS, orient="row")
    return frame.sort(["settles", "touches", "fact"], descending=[True, True, False])


def _asked(plan: "Plan", chunk: Chunk) -> tuple[Counter[str], Counter[str]]:
    settles: Counter[str] = Counter()
    touches: Counter[str] = Counter()
    for rule, ops in enumerate(plan.conditions):
        met, maybe = every([chunk[op] for op in ops], chunk.size)
        open_ = maybe & ~met
        waiting = {fact: bits & open_ for fact, bits in _missing(plan, chunk, rule).items()}
        alone = exactly_one(waiting.values(), chunk.size)
        for fact, bits in waiting.items():
            touches[fact] += _size(bits, chunk)
            settles[fact] += _size(bits & alone, chunk)
    return settles, touches
