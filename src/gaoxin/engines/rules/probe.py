"""What stands behind each condition of a rule: the measures to look at, found once and read for every firm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.engines.rules.dimension import Dimension, label, of, of_fact
from gaoxin.engines.rules.feel.ast import Name, Node
from gaoxin.engines.rules.rule import Condition, Line, Rule, RuleSet, Test
from gaoxin.engines.rules.tree import names


@dataclass(frozen=True, slots=True)
class Probe:
    """One measure behind a line: `leaf` is the line's node, `id` says what is measured by ids alone.

    `behind` marks what the measure above rests on: an item of a score, a fact of a classification.
    """

    id: str
    label: Text
    measure: Node
    dimension: Dimension
    leaf: Node
    op: str = ""
    threshold: Node | None = None
    behind: bool = False


class Probes:
    """Finds the probes of one rule."""

    def __init__(self, rule: Rule, rules: RuleSet) -> None:
        self.inner = {**rules.shared, **rule.define}
        self.names = {**{f.id: f.name for f in rules.vocabulary}, **rule.labels}
        self.vocabulary = rules.vocabulary

    def of(self, condition: Condition) -> Iterator[Probe]:
        """What stands behind a condition: the tests of its lines, or the facts they name."""
        for leaf in condition.line.leaves():
            for test in leaf.tests:
                yield self._test(test, leaf, None if leaf is condition.line else leaf.title)
                yield from self._behind(names(test.measure), leaf.node)
            if not leaf.tests:
                yield from self._named(leaf.node)

    def _test(self, test: Test, leaf: Line, title: Text | None) -> Probe:
        return Probe(
            id=label(test.measure, {}).zh or ", ".join(sorted(names(test.measure))),
            label=title or label(test.measure, self.names),
            measure=test.measure,
            dimension=of(test.measure, self.vocabulary),
            leaf=leaf.node,
            op=test.op,
            threshold=test.threshold,
        )

    def _named(self, leaf: Node) -> Iterator[Probe]:
        for name in sorted(names(leaf)):
            if name in self.inner or name in self.vocabulary:
                yield self._value(name, leaf)
                yield from self._behind((name,), leaf)

    def _behind(self, of_names: Iterable[str], leaf: Node) -> Iterator[Probe]:
        """The items and facts that named values rest on."""
        for name in sorted(of_names):
            for part in sorted(names(self.inner[name])) if name in self.inner else ():
                if part in self.inner or part in self.vocabulary:
                    yield self._value(part, leaf, behind=True)

    def _value(self, name: str, leaf: Node, *, behind: bool = False) -> Probe:
        known = name in self.vocabulary
        dimension = of_fact(self.vocabulary[name]) if known else of(Name(name), self.vocabulary)
        return Probe(name, self.names.get(name, Text(name)), Name(name), dimension, leaf, behind=behind)
