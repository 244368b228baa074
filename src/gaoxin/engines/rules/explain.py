"""The decision as a person reads it: each condition with actual value, threshold, gap and clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.decide import FirmFacts, Verdict, decide
from gaoxin.engines.rules.dimension import Dimension, label, of, of_fact
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Name
from gaoxin.engines.rules.rule import AS_OF, Condition, Line, Rule, RuleSet, State, Test
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
    scope = Scope(facts.with_names(rule.define), mode="policy")
    reasons = tuple(
        Reason(
            f.condition, outcome(f.value), tuple(_measured(f.condition.line, scope, rules)), *_open(f.value)
        )
        for f in verdict.findings
    )
    return Explanation(rule, verdict, reasons)


def outcome(value: object) -> Outcome:
    """A truth value in words."""
    if isinstance(value, Unknown):
        return "needs_data" if value.missing else "needs_review"
    return "met" if value is True else "unmet"


def _open(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(value, Unknown):
        return (), ()
    return tuple(sorted(value.missing)), tuple(sorted(value.review))


def _measured(line: Line, scope: Scope, rules: RuleSet) -> Iterator[Measured]:
    """What stands behind a line: its tests, or the facts it names."""
    for leaf in line.leaves():
        truth = outcome(evaluate(leaf.node, scope))
        for test in leaf.tests:
            title = None if leaf is line else leaf.title
            yield _test(test, title, truth, scope, rules)
        if not leaf.tests:
            yield from _facts(leaf, truth, scope, rules)


def _test(test: Test, title: Text | None, truth: Outcome, scope: Scope, rules: RuleSet) -> Measured:
    return Measured(
        label=title or label(test.measure, rules.vocabulary),
        actual=evaluate(test.measure, scope),
        dimension=of(test.measure, rules.vocabulary),
        outcome=truth,
        op=test.op,
        threshold=evaluate(test.threshold, scope),
    )


def _facts(leaf: Line, truth: Outcome, scope: Scope, rules: RuleSet) -> Iterator[Measured]:
    for name in sorted(names(leaf.node)):
        if name in rules.vocabulary and name != AS_OF:
            fact = rules.vocabulary[name]
            yield Measured(fact.name, evaluate(Name(name), scope), of_fact(fact), truth)
