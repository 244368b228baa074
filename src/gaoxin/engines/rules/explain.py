"""The decision as a person reads it: each condition with actual value, threshold, gap and clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.decide import Finding, FirmFacts, Verdict, decide
from gaoxin.engines.rules.dimension import Dimension, label, of, of_fact
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Name, Node
from gaoxin.engines.rules.rule import Condition, Line, Rule, RuleSet, State, Test
from gaoxin.engines.rules.tree import names
from gaoxin.engines.rules.unknown import Unknown
from gaoxin.engines.rules.wording import DAYS, SIGNS, wording

Outcome = OneOf["met", "unmet", "needs_data", "needs_review"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure or fact behind a condition; `threshold` is empty where the title says it all."""

    label: Text
    actual: object
    dimension: Dimension
    outcome: Outcome
    op: str = ""
    threshold: object = None
    behind: bool = False
    """Whether it stands behind the line above: an item of a score, a fact of a classification."""

    def sentence(self, language: Language) -> str:
        """`研发费用÷销售收入 4.8%，应不低于 5%`."""
        actual = wording(self.actual, self.dimension, language, self.threshold)
        name = self.label.in_(language)
        if not self.op:
            return f"{name} {actual}".strip()
        sign = (DAYS if self.dimension.kind == "date" else SIGNS)[self.op].in_(language)
        threshold = wording(self.threshold, self.dimension, language)
        joint = f"，应{sign} {threshold}" if language == "zh" else f", must be {sign} {threshold}"
        return f"{name} {actual}{joint}".strip()


@dataclass(frozen=True, slots=True)
class Reason:
    """What came of one condition, and the measures behind it."""

    condition: Condition
    outcome: Outcome
    measured: tuple[Measured, ...]
    missing: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with every reason."""

    rule: Rule
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def state(self) -> State:
        """The verdict's state."""
        return self.verdict.state


def explain(rule: Rule, facts: FirmFacts, rules: RuleSet) -> Explanation:
    """Decide, and say why."""
    verdict = decide(rule, facts)
    reader = _Reader(rule, rules, facts.with_names(rule.define))
    reasons = (_reason(f, reader) for f in verdict.findings)
    return Explanation(rule, verdict, tuple(reasons))


def _reason(finding: Finding, reader: "_Reader") -> Reason:
    missing, review = _open(finding.value)
    measured = tuple(reader.line(finding.condition.line))
    return Reason(finding.condition, outcome(finding.value), measured, missing, review)


def outcome(value: object) -> Outcome:
    """A truth value in words."""
    if isinstance(value, Unknown):
        return "needs_data" if value.missing else "needs_review"
    return "met" if value is True else "unmet"


def _open(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(value, Unknown):
        return (), ()
    return tuple(sorted(value.missing)), tuple(sorted(value.review))


class _Reader:
    """Reads the measures behind the lines of one rule for one firm."""

    def __init__(self, rule: Rule, rules: RuleSet, facts: FirmFacts) -> None:
        self.inner = {**rules.shared, **rule.define}
        self.names = {**{f.id: f.name for f in rules.vocabulary}, **rule.labels}
        self.vocabulary = rules.vocabulary
        self.scope = Scope(facts, mode="policy")

    def line(self, line: Line) -> Iterator[Measured]:
        """What stands behind a line: its tests, or the facts it names."""
        for leaf in line.leaves():
            truth = outcome(evaluate(leaf.node, self.scope))
            for test in leaf.tests:
                yield self._test(test, None if leaf is line else leaf.title, truth)
                yield from self._behind(names(test.measure), truth)
            if not leaf.tests:
                yield from self._named(leaf.node, truth)

    def _test(self, test: Test, title: Text | None, truth: Outcome) -> Measured:
        return Measured(
            label=title or label(test.measure, self.names),
            actual=evaluate(test.measure, self.scope),
            dimension=of(test.measure, self.vocabulary),
            outcome=truth,
            op=test.op,
            threshold=evaluate(test.threshold, self.scope),
        )

    def _named(self, node: Node, truth: Outcome) -> Iterator[Measured]:
        for name in sorted(names(node)):
            if name in self.inner or name in self.vocabulary:
                yield self._value(name, truth)
                yield from self._behind((name,), truth)

    def _behind(self, of_names: Iterable[str], truth: Outcome) -> Iterator[Measured]:
        """The known items and facts that named values rest on."""
        for name in of_names:
            for part in sorted(names(self.inner[name])) if name in self.inner else ():
                if part in self.inner or part in self.vocabulary:
                    value = self._value(part, truth, behind=True)
                    if not isinstance(value.actual, Unknown) or value.actual.possible:
                        yield value

    def _value(self, name: str, truth: Outcome, *, behind: bool = False) -> Measured:
        known = name in self.vocabulary
        dimension = of_fact(self.vocabulary[name]) if known else of(Name(name), self.vocabulary)
        title = self.names.get(name, Text(name))
        return Measured(title, evaluate(Name(name), self.scope), dimension, truth, behind=behind)
