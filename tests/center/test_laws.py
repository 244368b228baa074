"""Unknown is not no: knowing less never settles a verdict otherwise than knowing more does."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.center.cases import firm
from gaoxin.center.library import Library, open_library
from gaoxin.engines.packs.kinds import Case, Policy
from gaoxin.engines.rules.decide import Verdict, decide

LIBRARY = open_library(["national", "demo"])
SETTLED = ("eligible", "ineligible")
CASES = [(f.policy, case) for f in LIBRARY.policies.values() for case in f.policy.cases.list]


def facts_of(policy: Policy, case: Case) -> dict[str, Any]:
    """The facts of a case as written."""
    facts = {**policy.cases.firms[case.base], **case.set}
    return {name: value for name, value in facts.items() if name not in case.drop}


def verdict(policy: Policy, facts: dict[str, Any], day: dt.date) -> Verdict:
    rule = LIBRARY.rule(policy, day)
    assert rule is not None
    return decide(rule, firm(facts, day, "test", LIBRARY))


@settings(max_examples=400, deadline=None)
@given(case=st.sampled_from(CASES), data=st.data())
def test_removing_facts_never_settles_otherwise(case: tuple[Policy, Case], data: st.DataObject) -> None:
    policy, given_case = case
    day = given_case.as_of or policy.cases.as_of
    facts = facts_of(policy, given_case)
    kept = data.draw(st.sets(st.sampled_from(sorted(facts))) if facts else st.just(set()))
    whole = verdict(policy, facts, day)
    part = verdict(policy, {name: facts[name] for name in kept}, day)
    if part.state in SETTLED:
        assert whole.state == part.state
    if part.state == "eligible":
        assert not part.missing
        assert not part.review


@settings(max_examples=200, deadline=None)
@given(case=st.sampled_from(CASES), data=st.data())
def test_what_is_missing_can_be_asked_and_is_absent(case: tuple[Policy, Case], data: st.DataObject) -> None:
    policy, given_case = case
    day = given_case.as_of or policy.cases.as_of
    facts = facts_of(policy, given_case)
    kept = data.draw(st.sets(st.sampled_from(sorted(facts))) if facts else st.just(set()))
    got = verdict(policy, {name: facts[name] for name in kept}, day)
    assert not set(got.missing) & kept - {"industry_code"}
    assert all(name in LIBRARY.sheet_vocabulary for name in got.missing)
    assert (got.state == "needs_data") <= bool(got.missing)


@pytest.mark.parametrize(
    ("policy", "case"), CASES, ids=lambda v: getattr(v, "id", None) or getattr(v, "name", "")
)
def test_case(policy: Policy, case: Case, library: Library) -> None:
    got = verdict(policy, facts_of(policy, case), case.as_of or policy.cases.as_of)
    assert got.state == case.expect
