"""Running the worked cases that stand in the packs: the tests of the law."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from gaoxin.base.text import Text
from gaoxin.center.facts import of_case
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Case, Classification, ClassificationCase, Policy
from gaoxin.engines.packs.lint import Fault
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.decide import FirmFacts, Verdict, decide
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.possible import bounds
from gaoxin.engines.rules.guided.context import AuthoringError
from gaoxin.engines.rules.guided.quantity import yuan
from gaoxin.engines.rules.rule import Rule, RuleSet
from gaoxin.engines.rules.unknown import Unknown


def check(library: Library) -> Iterator[Fault]:
    """Compile every version and run every case; what does not come out is a fault."""
    for file in library.policies.values():
        try:
            yield from policy_faults(file.policy, library)
        except (PackError, AuthoringError) as error:
            yield Fault(error.where, error.text)
    for kind in library.classifications.values():
        try:
            yield from classification_faults(kind, library)
        except (PackError, AuthoringError) as error:
            yield Fault(error.where, error.text)


def policy_faults(policy: Policy, library: Library) -> Iterator[Fault]:
    """Versions that do not compile and cases that come out otherwise."""
    for version in policy.versions:
        library.rule(policy, version.from_)
    for case in policy.cases.list:
        where = f"{policy.id} “{case.name}”"
        rule, facts = worked(policy, case, library)
        if rule is None:
            yield Fault(where, Text("这一天没有有效版本", "no version in force on that day"))
            continue
        for zh, en in (*_compare(case, decide(rule, facts)), *_values(case, facts.with_names(rule.define))):
            yield Fault(where, Text(zh, en))


def worked(policy: Policy, case: Case, library: Library) -> tuple[Rule | None, FirmFacts]:
    """The rule and the firm of a case."""
    day = case.as_of or policy.cases.as_of
    facts = {**policy.cases.firms[case.base], **case.set}
    known = {name: value for name, value in facts.items() if name not in case.drop}
    return library.rule(policy, day), firm(known, day, f"{policy.id} “{case.name}”", library)


def firm(written: dict[str, Any], day: dt.date, where: str, library: Library) -> FirmFacts:
    """The facts of a worked case on a day."""
    known = of_case(written, library.authoring.at(where))
    return FirmFacts(known, RuleSet((), library.shared(day), library.vocabulary), day)


def _compare(case: Case, got: Verdict) -> Iterator[tuple[str, str]]:
    told = f"unmet {list(got.unmet)}, missing {list(got.missing)}, review {list(got.review)}"
    if got.state != case.expect:
        yield (
            f"应为 {case.expect}，得到 {got.state}（{told}）",
            f"expected {case.expect}, got {got.state} ({told})",
        )
        return
    for key in ("unmet", "missing", "review"):
        expected, actual = getattr(case, key), getattr(got, key)
        if expected is not None and set(expected) != set(actual):
            wanted, came = list(expected), list(actual)
            yield f"{key} 应为 {wanted}，得到 {came}", f"{key}: expected {wanted}, got {came}"
    if case.amount is not None and got.amount != yuan(case.amount):
        yield (
            f"金额应为 {case.amount}，得到 {got.amount} 元",
            f"amount: expected {case.amount}, got {got.amount} yuan",
        )


def _values(case: Case, facts: FirmFacts) -> Iterator[tuple[str, str]]:
    """Named values that come out otherwise; an unknown one is written [low, high]."""
    for name, written in case.values.items():
        expected, got = _written(written), _plain(facts[name])
        if got != expected:
            yield f"{name} 应为 {expected}，得到 {got}", f"{name}: expected {expected}, got {got}"


def _written(value: Any) -> object:
    if isinstance(value, list):
        return [yuan(end) for end in value]
    return value if isinstance(value, bool) or value is None else _quantity(value)


def _quantity(value: Any) -> object:
    try:
        return yuan(value)
    except AuthoringError:
        return value


def _plain(value: object) -> object:
    if not isinstance(value, Unknown):
        return value
    ends = bounds(value)
    return None if ends is None else list(ends)


def classification_faults(kind: Classification, library: Library) -> Iterator[Fault]:
    """Versions that do not compile and cases that come out otherwise."""
    for version in kind.versions:
        library.classified(kind, version.from_)
    for case in kind.cases:
        yield from _class_case(kind, case, library)


def _class_case(kind: Classification, case: ClassificationCase, library: Library) -> Iterator[Fault]:
    where = f"{kind.id} “{case.name}”"
    day = case.as_of or kind.versions[-1].from_
    node = library.classified(kind, day)
    if node is None:
        raise PackError(where, Text(f"{day} 没有有效版本", f"no version in force on {day}"))
    got = evaluate(node, Scope(firm(case.facts, day, where, library), mode="policy"))
    expected = sorted(case.missing) or case.expect
    actual = sorted(got.missing) if isinstance(got, Unknown) else got
    if actual != expected:
        yield Fault(where, Text(f"应为 {expected}，得到 {actual}", f"expected {expected}, got {actual}"))
