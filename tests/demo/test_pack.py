"""The demo pack: enough policies, honest sources, and firms of the demo zone that get them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.center.cases import check
from gaoxin.center.demo import write
from gaoxin.center.demo.pattern import form
from gaoxin.center.library import Library, open_library
from gaoxin.engines.packs.kinds import Policy, Version
from gaoxin.engines.packs.lint import lint
from gaoxin.engines.rules.columnar import Columns, compile_rules
from gaoxin.engines.sheets import read_sheet

DAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def demo() -> Library:
    return open_library(["demo"])


def policies(demo: Library) -> list[Policy]:
    return [file.policy for file in demo.policies.values()]


def versions(demo: Library) -> Iterator[Version]:
    return (version for policy in policies(demo) for version in policy.versions)


def test_lint_and_cases_find_nothing(demo: Library) -> None:
    assert [f"{f.where} {f.text.en}" for f in (*lint(demo.packs[0]), *check(demo))] == []


def test_there_are_many_kinds_of_policy(demo: Library) -> None:
    assert len(policies(demo)) >= 42
    kinds = {policy.kind for policy in policies(demo)}
    assert kinds == {"recognition", "grant", "award", "relief", "loan", "talent", "space", "service"}


def test_some_policies_have_two_texts(demo: Library) -> None:
    assert sum(len(policy.versions) > 1 for policy in policies(demo)) >= 6


def test_every_source_says_that_it_is_invented(demo: Library) -> None:
    assert all(version.source.number.startswith("示高管〔") for version in versions(demo))
    assert all("虚构" in (version.source.note or "") for version in versions(demo))


def test_cases_stand_on_both_sides(demo: Library) -> None:
    for policy in policies(demo):
        states = {case.expect for case in policy.cases.list}
        assert {"eligible", "ineligible", "needs_data"} <= states, policy.id


def test_names_are_given_in_both_languages(demo: Library) -> None:
    for policy in policies(demo):
        assert policy.title.en.isascii(), policy.id
        assert not policy.title.zh.isascii(), policy.id


def test_most_policies_reach_some_firms_of_the_sheet(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "firms.xlsx", 5000)
    read = read_sheet(tmp_path / "firms.xlsx", library.sheet_vocabulary, industries=library.industries)
    rules = library.rules(DAY)
    counts = compile_rules(rules, DAY).counts(Columns.from_frame(read.frame, rules.vocabulary))
    eligible = dict(zip((rule.id for rule in rules.rules), counts["eligible"], strict=True))
    local = {policy: n for policy, n in eligible.items() if policy.startswith("yunchuan.")}
    assert sum(n >= 5 for n in local.values()) >= 0.95 * len(local)
    assert all(local.values())


def test_the_sheet_asks_for_what_the_policies_use(demo: Library) -> None:
    columns = {column.fact for column in form().columns}
    assert columns <= {fact.id for fact in demo.sheet_vocabulary}
