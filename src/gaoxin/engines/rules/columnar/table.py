"""What has no columnar form: the scalar decides each distinct combination of the facts it reads, once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.columnar.answers import Answers, asks_of, by_rows
from gaoxin.engines.rules.columnar.bits import Truth, truth
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.op import Ask, Op, Sink, TruthOp
from gaoxin.engines.rules.columnar.shortcut import plain
from gaoxin.engines.rules.decide import FirmFacts, absent
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.rule import RuleSet


@dataclass(frozen=True, slots=True)
class Meaning:
    """An expression with all that it takes to evaluate it for one firm."""

    node: Node
    types: tuple[str, ...]
    """Types of its literals, so that `true` and `1` are two."""
    names: tuple[tuple[str, Node], ...]
    as_of: dt.date
    vocabulary: Vocabulary = field(compare=False, repr=False)

    def of(self, known: Mapping[str, object]) -> Any:
        """The value for known facts."""
        firm = FirmFacts(known, RuleSet((), dict(self.names), self.vocabulary), self.as_of)
        return evaluate(self.node, Scope(firm, mode="policy"))

    def of_items(self, fact: str, items: Sequence[object]) -> list[Any]:
        """The values for each item as the one known fact, and last for its absence."""
        quick = plain(self.node, fact)
        kinds = {str, list} if quick else set()
        if quick is None or not {type(item) for item in items} <= kinds:
            return [self.of({fact: item}) for item in (*items, None)]
        return [*quick(items), absent(fact, self.vocabulary)]


@dataclass(frozen=True, eq=False, slots=True)
class Table(TruthOp):
    """A truth looked up by the distinct values of some facts."""

    meaning: Meaning
    facts: tuple[str, ...]
    may_ask: frozenset[Ask]
    reason: str = field(compare=False)
    """Why the scalar is needed; empty for a test of one code, for which this is the way."""

    @property
    def asks(self) -> frozenset[Ask]:
        """What the answers may wait for."""
        return self.may_ask

    def prepare(self, columns: Columns) -> None:
        """Evaluate each distinct value or combination."""
        prepare(self, self.meaning, self.facts, columns)

    def compute(self, chunk: Chunk) -> Truth:
        """Two look-ups; anything but true or unknown is false."""
        found = chunk.columns.tables[self]
        met = found.where(found.true, chunk)
        if found.like_fact:
            return truth(met, met | chunk.missing(self.facts[0]))
        return truth(met, found.where(found.possible, chunk))

    def explain(self, chunk: Chunk, rows: Any, sink: Sink) -> None:
        """What each answer waits for."""
        found = chunk.columns.tables[self]
        if found.like_fact:
            for ask in asks_of(found.values[-1]):
                sink(ask, rows)
            return
        for ask, chosen in found.asks.items():
            sink(ask, rows & found.where(chosen, chunk))


def prepare(op: Op, meaning: Meaning, facts: tuple[str, ...], columns: Columns) -> Answers:
    """The answers for all rows, kept with the columns."""
    if op not in columns.tables:
        columns.tables[op] = _answers(meaning, facts, columns).enter()
    return columns.tables[op]


def _answers(meaning: Meaning, facts: tuple[str, ...], columns: Columns) -> Answers:
    found = {fact: columns[fact] for fact in facts}
    if len(facts) == 1 and found[facts[0]].family == "coded":
        column = found[facts[0]]
        return Answers(column.book, meaning.of_items(facts[0], column.items), column.missing)
    return by_rows(meaning.of, found, columns.rows)
