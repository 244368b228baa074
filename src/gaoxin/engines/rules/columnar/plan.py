"""A compiled rule set: what it says of all firms, as bitmaps, counts, rows, questions and classes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from gaoxin.base.text import Language
from gaoxin.engines.rules.columnar import compile as compiler
from gaoxin.engines.rules.columnar import derived, matches, totals
from gaoxin.engines.rules.columnar.amounts import Amounts, amount
from gaoxin.engines.rules.columnar.bits import Bits, Truth, close, join, width
from gaoxin.engines.rules.columnar.chunk import Chunk, Progress
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.gaps import Gaps
from gaoxin.engines.rules.columnar.layout import Layout, layout
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import TruthOp
from gaoxin.engines.rules.columnar.program import Program, steps
from gaoxin.engines.rules.columnar.table import Table
from gaoxin.engines.rules.rule import Rule, RuleSet

FEW = 256
"""Bytes of bitmap up to which rules are joined all at once; beyond, one by one, so that they stay in cache."""


@dataclass(frozen=True)
class Plan:
    """Rules over columns, for one day. `conditions` holds for each rule the steps of its conditions."""

    rules: RuleSet
    as_of: dt.date
    shared: Names
    names: tuple[Names, ...]
    conditions: tuple[tuple[TruthOp, ...], ...]
    told: dict[Language, Gaps] = field(default_factory=dict)

    @cached_property
    def program(self) -> Program:
        """The steps of all conditions, each once."""
        return Program(tuple(dict.fromkeys(op for rule in self.conditions for op in rule)))

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """For each rule its conditions as places in the program's roots."""
        place = {op: i for i, op in enumerate(self.program.roots)}
        return tuple(tuple(place[op] for op in rule) for rule in self.conditions)

    @cached_property
    def full(self) -> Program:
        """The same with the steps of gaps and amounts."""
        extra = (*self.gaps("zh").steps(), *self.amounts.steps())
        return Program(tuple(dict.fromkeys((*self.program.roots, *extra))))

    @cached_property
    def layout(self) -> Layout:
        """Where each rule finds its bitmaps."""
        return layout(self.program, self.conditions)

    @cached_property
    def condition_ids(self) -> tuple[tuple[str, ...], ...]:
        """For each rule the ids of its conditions."""
        return tuple(tuple(condition.id for condition in rule.conditions) for rule in self.rules.rules)

    @cached_property
    def amounts(self) -> Amounts:
        """The amounts of the rules that have one."""
        pairs = enumerate(zip(self.rules.rules, self.names, strict=True))
        return Amounts({i: amount(r.amount, names) for i, (r, names) in pairs if r.amount is not None})

    def gaps(self, language: Language) -> Gaps:
        """How gaps are told in a language."""
        if language not in self.told:
            conditions = tuple(rule.conditions for rule in self.rules.rules)
            self.told[language] = Gaps(conditions, self.names, language)
        return self.told[language]

    @property
    def atoms(self) -> int:
        """How many distinct atoms there are."""
        return len(self.program.atoms)

    @cached_property
    def fallbacks(self) -> list[tuple[str, str, str]]:
        """(rule, condition, reason) of each expression that the scalar evaluates."""
        return [
            (rule.id, condition.id, step.reason)
            for rule, ops in zip(self.rules.rules, self.conditions, strict=True)
            for condition, op in zip(rule.conditions, ops, strict=True)
            for step in steps([op])
            if isinstance(step, Table) and step.reason
        ]

    def bitmaps(self, columns: Columns, progress: Progress | None = None) -> tuple[Bits, Bits]:
        """(eligible, not ineligible): two uint8[rules, ceil(rows / 8)]."""
        eligible = np.empty((len(self.conditions), width(columns.rows)), np.uint8)
        possible = np.empty_like(eligible)

        def fill(chunk: Chunk) -> None:
            if chunk.size <= FEW:
                eligible[:, chunk.bytes], possible[:, chunk.bytes] = self.layout.unmet.every(
                    self.values(chunk)
                )
                return
            for side, found in enumerate((eligible, possible)):
                lines = [chunk[op][side] for op in self.program.roots]
                for rule, places in enumerate(self.places):
                    join([lines[place] for place in places], found[rule, chunk.bytes])

        self.program.run(columns, fill, progress)
        return close(eligible, columns.rows), close(possible, columns.rows)

    def values(self, chunk: Chunk) -> Truth:
        """The truths of all conditions as uint8[conditions + 1, 2, bytes]; the last is true."""
        return np.stack([*(chunk[op] for op in self.program.roots), np.full((2, chunk.size), 255, np.uint8)])

    def counts(self, columns: Columns) -> pl.DataFrame:
        """Rule and the number of firms in each state."""
        return totals.counts(self, columns)

    def questions(self, columns: Columns) -> pl.DataFrame:
        """Missing facts: verdicts that the fact alone would settle, and verdicts that wait for it."""
        return totals.questions(self, columns)

    def matches(
        self,
        columns: Columns,
        *,
        keep_all: bool = False,
        progress: Progress | None = None,
        language: Language = "zh",
    ) -> pl.DataFrame:
        """One line for each firm and rule, firms with two or more unmet conditions left out unless `keep_all`."""
        return matches.table(self, columns, keep_all=keep_all, progress=progress, language=language)

    def derived(self, columns: Columns, names: Sequence[str]) -> pl.DataFrame:
        """Shared definitions as columns, each with what undecided rows wait for."""
        return derived.frame(self, columns, names)


def compile_rules(rules: RuleSet, as_of: dt.date) -> Plan:
    """Compile rules for a day; equal expressions become one step."""
    shared = Names(rules.vocabulary, as_of, rules.shared)
    names = tuple(Names(rules.vocabulary, as_of, rule.define, shared) for rule in rules.rules)
    conditions = tuple(_conditions(rule, near) for rule, near in zip(rules.rules, names, strict=True))
    return Plan(rules, as_of, shared, names, conditions)


def _conditions(rule: Rule, names: Names) -> tuple[TruthOp, ...]:
    return tuple(compiler.truth(condition.node, names) for condition in rule.conditions)
