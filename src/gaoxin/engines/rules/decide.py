"""The scalar verdict: one firm, one rule. This is the meaning; the columnar compiler must agree with it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.rule import AS_OF, Condition, Rule, RuleSet, State
from gaoxin.engines.rules.unknown import NONE, Unknown


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one condition: True, False, or Unknown."""

    condition: Condition
    value: bool | Unknown


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a rule for a firm, with the conditions and facts that explain it.

    `missing` and `review` speak of the undecided conditions; for an ineligible firm they tell what
    would still be open if the unmet conditions were met.
    """

    state: State
    findings: tuple[Finding, ...]
    amount: object = None

    @property
    def unmet(self) -> tuple[str, ...]:
        """Ids of the conditions that fail, in order."""
        return tuple(f.condition.id for f in self.findings if f.value is False)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the facts that undecided conditions wait for, sorted."""
        return tuple(sorted(NONE.union(*(u.missing for _, u in self._open()))))

    @property
    def review(self) -> tuple[str, ...]:
        """Ids of the undecided conditions that need a person, in order."""
        return tuple(c.id for c, u in self._open() if u.review)

    def _open(self) -> Iterator[tuple[Condition, Unknown]]:
        for f in self.findings:
            if isinstance(f.value, Unknown):
                yield f.condition, f.value


class FirmFacts(dict[str, object]):
    """The facts of one firm on one day; absent ones are Unknown, derived ones are worked out when asked for."""

    def __init__(self, known: Mapping[str, object], rules: RuleSet, as_of: dt.date) -> None:
        super().__init__({k: v for k, v in known.items() if v is not None})
        self[AS_OF] = as_of
        self._vocabulary = rules.vocabulary
        self._derived = dict(rules.shared)

    def with_names(self, names: Mapping[str, Node]) -> "FirmFacts":
        """The same facts and the named values of one rule."""
        scoped = FirmFacts.__new__(FirmFacts)
        dict.__init__(scoped, self)
        scoped._vocabulary = self._vocabulary
        scoped._derived = {**self._derived, **names}
        return scoped

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._derived or name in self._vocabulary

    def __missing__(self, name: str) -> object:
        if name in self._derived:
            value = evaluate(self._derived[name], Scope(self, mode="policy"))
        else:
            value = absent(name, self._vocabulary)
        self[name] = value
        return value


def absent(name: str, vocabulary: Vocabulary) -> Unknown:
    """What an absent fact is: a finding to be made if experts judge it, otherwise data to be asked for."""
    if vocabulary[name].judged:
        return Unknown(review=frozenset({name}))
    return Unknown(missing=frozenset({name}))


def decide(rule: Rule, facts: FirmFacts) -> Verdict:
    """The verdict of `rule` on one firm."""
    return judged(rule, Scope(facts.with_names(rule.define), mode="policy"))


def judged(rule: Rule, scope: Scope) -> Verdict:
    """The verdict of `rule` in the scope of one firm and the rule's named values."""
    findings = tuple(Finding(c, _truth(evaluate(c.node, scope))) for c in rule.conditions)
    amount = None if rule.amount is None else evaluate(rule.amount, scope)
    return Verdict(_state(findings), findings, amount)


def _truth(value: object) -> bool | Unknown:
    return value if isinstance(value, Unknown) else value is True


def _state(findings: tuple[Finding, ...]) -> State:
    """AND over the conditions: ineligible > needs_data > needs_review > eligible."""
    values = [f.value for f in findings]
    if any(v is False for v in values):
        return "ineligible"
    states = {v.state for v in values if isinstance(v, Unknown)}
    if "needs_data" in states:
        return "needs_data"
    return "needs_review" if states else "eligible"
