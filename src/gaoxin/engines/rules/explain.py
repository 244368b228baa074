"""The decision as a person reads it: each condition with actual value, threshold, gap and clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.decide import Finding, FirmFacts, Verdict, judged
from gaoxin.engines.rules.dimension import Dimension
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Literal, Node
from gaoxin.engines.rules.probe import Probe, Probes
from gaoxin.engines.rules.rule import Condition, Rule, RuleSet, State
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
    measure: str = ""
    """What is measured, by ids: `rd_expense÷sales`."""

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
    return Explainer(rule, rules).explain(facts)


class Explainer:
    """One rule made ready to be explained for many firms: what to measure is found once."""

    def __init__(self, rule: Rule, rules: RuleSet) -> None:
        self.rule = rule
        probes = Probes(rule, rules)
        self._probes = {c.id: tuple(probes.of(c)) for c in rule.conditions}

    def explain(self, facts: FirmFacts) -> Explanation:
        """Decide for one firm, and say why."""
        scope = Scope(facts.with_names(self.rule.define), mode="policy")
        verdict = judged(self.rule, scope)
        return Explanation(self.rule, verdict, tuple(self._reason(f, scope) for f in verdict.findings))

    def _reason(self, finding: Finding, scope: Scope) -> Reason:
        missing, review = _open(finding.value)
        measured = tuple(self._measured(finding, scope))
        return Reason(finding.condition, outcome(finding.value), measured, missing, review)

    def _measured(self, finding: Finding, scope: Scope) -> Iterator[Measured]:
        truths: dict[int, Outcome] = {id(finding.condition.node): outcome(finding.value)}
        for probe in self._probes[finding.condition.id]:
            if id(probe.leaf) not in truths:
                truths[id(probe.leaf)] = outcome(evaluate(probe.leaf, scope))
            measured = _measure(probe, truths[id(probe.leaf)], scope)
            if not (probe.behind and _nothing(measured.actual)):
                yield measured


def _measure(probe: Probe, truth: Outcome, scope: Scope) -> Measured:
    return Measured(
        label=probe.label,
        actual=_value(probe.measure, scope),
        dimension=probe.dimension,
        outcome=truth,
        op=probe.op,
        threshold=None if probe.threshold is None else _value(probe.threshold, scope),
        behind=probe.behind,
        measure=probe.id,
    )


def _value(node: Node, scope: Scope) -> object:
    return node.value if isinstance(node, Literal) else evaluate(node, scope)


def _nothing(value: object) -> bool:
    return isinstance(value, Unknown) and not value.possible


def outcome(value: object) -> Outcome:
    """A truth value in words."""
    if isinstance(value, Unknown):
        return "needs_data" if value.missing else "needs_review"
    return "met" if value is True else "unmet"


def _open(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(value, Unknown):
        return (), ()
    return tuple(sorted(value.missing)), tuple(sorted(value.review))
