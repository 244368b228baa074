"""The gap of each line with exactly one unmet condition."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from gaoxin.base.text import Language
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.firms import Firms
from gaoxin.engines.rules.columnar.grid import BLOCK
from gaoxin.engines.rules.columnar.measured import Measured, Places, measured
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import Op, Unsupported
from gaoxin.engines.rules.columnar.words import Keys
from gaoxin.engines.rules.gap import first_gap, tests
from gaoxin.engines.rules.rule import Condition


@dataclass(frozen=True, slots=True)
class Told:
    """A condition with its measured tests; None where the scalar tells the gap of each row."""

    condition: Condition
    firms: Firms
    measured: tuple[Measured, ...] | None
    language: Language

    def texts(self, chunk: Chunk, row: Places) -> list[str]:
        """The gap of each row, empty where there is none."""
        if self.measured is None:
            return [self._scalar(chunk.start + at) for at in row.tolist()]
        gaps = np.full(len(row), "", object)
        for each in self.measured:
            each.tell(chunk, row, gaps)
        found: list[str] = gaps.tolist()
        return found

    def _scalar(self, row: int) -> str:
        return first_gap(self.condition, self.firms.scope(row), self.firms.names.vocabulary, self.language)


@dataclass(frozen=True)
class Gaps:
    """For each rule and condition how its gap is told, worked out when first needed."""

    conditions: tuple[tuple[Condition, ...], ...]
    names: tuple[Names, ...]
    language: Language
    told: dict[tuple[int, int], "tuple[Measured, ...] | None"] = field(default_factory=dict)

    def steps(self) -> Iterator[Op]:
        """All steps that the gaps need."""
        for rule, conditions in enumerate(self.conditions):
            for place in range(len(conditions)):
                for each in self._measured(rule, place) or ():
                    yield from (each.met, each.measure, each.threshold)

    def column(self, rule: Places, row: Places, unmet: Keys, chunk: Chunk) -> pl.Series:
        """String[lines]; null where not exactly one condition is unmet, or none of its tests has a number."""
        gaps = np.full(len(rule), None, object)
        for (which, place), lines in _alone(rule, unmet):
            condition = self.conditions[which][place]
            firms = Firms(self.names[which], chunk.columns, condition.node)
            told = Told(condition, firms, self._measured(which, place), self.language)
            gaps[lines] = [text or None for text in told.texts(chunk, row[lines])]
        return pl.Series(gaps.tolist(), dtype=pl.String)

    def _measured(self, rule: int, place: int) -> tuple[Measured, ...] | None:
        if (rule, place) not in self.told:
            self.told[rule, place] = self._compiled(self.conditions[rule][place], self.names[rule])
        return self.told[rule, place]

    def _compiled(self, condition: Condition, names: Names) -> tuple[Measured, ...] | None:
        try:
            return tuple(
                measured(test, title or condition.title, names, self.language)
                for title, test in tests(condition.line)
            )
        except Unsupported:
            return None


def _alone(rule: Places, unmet: Keys) -> Iterator[tuple[tuple[int, int], Places]]:
    """(rule, condition) and its lines, for lines with one unmet condition."""
    fails = sum(np.bitwise_count(key).astype(np.int64) for key in unmet)
    lines = np.flatnonzero(fails == 1)
    place = np.zeros(len(lines), np.int64)
    for block, key in enumerate(unmet):
        here = key[lines]
        place += np.where(here > 0, block * BLOCK + np.log2(np.maximum(here, 1)).astype(np.int64), 0)
    code = rule[lines] * (int(place.max(initial=0)) + 1) + place
    order = np.argsort(code, kind="stable")
    starts = np.flatnonzero(np.diff(code[order], prepend=-1))
    for part in np.split(order, starts[1:]) if len(order) else ():
        yield (int(rule[lines[part[0]]]), int(place[part[0]])), lines[part]
