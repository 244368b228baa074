"""The next question: of all facts still waited for, the one whose answer settles most of what is open."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from gaoxin.base.vocabulary import Fact
from gaoxin.center.guide.trial import trials
from gaoxin.engines.rules.decide import Finding, FirmFacts, Verdict, decide
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.rule import Condition, Rule, RuleSet
from gaoxin.engines.rules.tree import names
from gaoxin.engines.rules.unknown import Unknown

NAMES = frozenset({"uscc", "name_zh", "name_en"})
"""Facts that say which firm it is: never asked of somebody who does not wish to say."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for: one of its answers settles `settles` of the `open` policies that wait for data.

    `purpose` is `amount` where all that it decides is how much an eligible firm gets.
    """

    fact: Fact
    settles: int
    open: int
    waits: int
    purpose: Literal["verdict", "amount"] = "verdict"


@dataclass(frozen=True)
class Look:
    """Where things stand: each rule with its verdict, and what to ask next (None: nothing more matters)."""

    pairs: tuple[tuple[Rule, Verdict], ...]
    question: Question | None

    @property
    def total(self) -> int:
        """How many policies there are."""
        return len(self.pairs)

    @property
    def settled(self) -> int:
        """How many no longer wait for data."""
        return sum(verdict.state != "needs_data" for _, verdict in self.pairs)


@dataclass(frozen=True)
class _Open:
    """A rule that waits for data, with its undecided conditions."""

    rule: Rule
    findings: tuple[tuple[Condition, Unknown], ...]


class Guide:
    """A rule set made ready for asking on one day. It holds rules only, never anybody's answers."""

    def __init__(self, rules: RuleSet, day: dt.date) -> None:
        self.rules, self.day = rules, day
        self._units = _units(rules)
        self._order = {fact.id: place for place, fact in enumerate(rules.vocabulary)}
        self._trials = cache(lambda fact: trials(fact, rules, day))

    def look(self, known: Mapping[str, object], passed: Collection[str] = NAMES) -> Look:
        """Decide every rule, and choose the next question among the facts that were not `passed`."""
        pairs = self.decided(known)
        asked = frozenset(passed) | known.keys()
        question = self._settling(pairs, known, asked) or self._paying(pairs, asked)
        return Look(pairs, question)

    def decided(self, known: Mapping[str, object]) -> tuple[tuple[Rule, Verdict], ...]:
        """Every rule with its verdict; derived facts are worked out once."""
        facts = FirmFacts(known, self.rules, self.day)
        for name in self.rules.shared:
            facts[name]
        return tuple((rule, decide(rule, facts)) for rule in self.rules.rules)

    def _settling(
        self, pairs: tuple[tuple[Rule, Verdict], ...], known: Mapping[str, object], asked: frozenset[str]
    ) -> Question | None:
        """The question that settles most on average over its answers; facts that can settle fewer are not tried."""
        left = [_Open(rule, tuple(_undecided(v))) for rule, v in pairs if v.state == "needs_data"]
        waits = Counter(f for o in left for f in {m for _, u in o.findings for m in u.missing} - asked)
        best, found = -1.0, None
        for name in sorted(waits, key=lambda f: (-waits[f], self._order[f])):
            if waits[name] <= best:
                break
            fact = self.rules.vocabulary[name]
            counts = [self._settled(left, {**known, name: v}, name) for v in self._trials(fact)]
            score = sum(counts) / len(counts)
            if score > best:
                best, found = score, Question(fact, max(counts), len(left), waits[name])
        return found

    def _settled(self, left: list[_Open], known: Mapping[str, object], changed: str) -> int:
        """How many open rules a further known fact settles."""
        facts = FirmFacts(known, self.rules, self.day)
        memo: dict[int, object] = {}
        return sum(self._settles(o, facts, changed, memo) for o in left)

    def _settles(self, o: _Open, facts: FirmFacts, changed: str, memo: dict[int, object]) -> bool:
        waiting = False
        for condition, unknown in o.findings:
            value: object = unknown
            if changed in unknown.missing:
                value = self._value(o.rule, condition, facts, memo)
            if value is False:
                return True
            waiting = waiting or (isinstance(value, Unknown) and bool(value.missing))
        return not waiting

    def _value(self, rule: Rule, condition: Condition, facts: FirmFacts, memo: dict[int, object]) -> object:
        """The truth of a condition; conditions that say the same are evaluated once."""
        unit = self._units[id(condition)]
        if unit not in memo:
            scoped = facts.with_names(rule.define) if unit < 0 else facts
            value = evaluate(condition.node, Scope(scoped, mode="policy"))
            memo[unit] = value if isinstance(value, Unknown) else value is True
        return memo[unit]

    def _paying(self, pairs: tuple[tuple[Rule, Verdict], ...], asked: frozenset[str]) -> Question | None:
        """The question that most amounts of eligible firms wait for."""
        open_ = [a for _, v in pairs if v.state == "eligible" and isinstance(a := v.amount, Unknown)]
        waits = Counter(f for amount in open_ for f in amount.missing - asked)
        if not waits:
            return None
        name = max(waits, key=lambda f: (waits[f], f))
        alone = sum(amount.missing == {name} for amount in open_)
        return Question(self.rules.vocabulary[name], alone, len(open_), waits[name], "amount")


def _undecided(verdict: Verdict) -> Iterator[tuple[Condition, Unknown]]:
    for finding in verdict.findings:
        if (value := _unknown(finding)) is not None:
            yield finding.condition, value


def _unknown(finding: Finding) -> Unknown | None:
    return finding.value if isinstance(finding.value, Unknown) else None


def _units(rules: RuleSet) -> dict[int, int]:
    """A number for each condition, equal where two say the same; negative where it names values of its rule."""
    numbers: dict[Node, int] = {}
    found: dict[int, int] = {}
    for rule in rules.rules:
        for condition in rule.conditions:
            if names(condition.node) & rule.define.keys():
                found[id(condition)] = -1 - len(found)
            else:
                found[id(condition)] = numbers.setdefault(condition.node, len(numbers))
    return found
