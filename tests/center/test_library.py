"""The library: versions by day, codes by day, faults by name."""

import datetime as dt

import pytest

from gaoxin.center.library import Library, open_library
from gaoxin.engines.packs.read import PackError


def test_a_version_is_chosen_by_the_day(library: Library) -> None:
    policy = library.file("cn.zjtx_sme").policy
    versions = [library.rule(policy, dt.date(2026, *day)) for day in ((3, 31), (4, 1))]
    assert [v and v.version for v in versions] == ["2022-08-01", "2026-04-01"]


def test_before_its_first_version_a_policy_is_not_matched(library: Library) -> None:
    ids = [r.id for r in library.rules(dt.date(2020, 1, 1)).rules]
    assert "cn.hnte.recognition" in ids
    assert "cn.zjtx_sme" not in ids


def test_a_zone_keeps_its_identity_when_its_code_changes(library: Library) -> None:
    assert library.zones.code_of("jinan_htz", dt.date(2022, 12, 31)) == "370171"
    assert library.zones.code_of("jinan_htz", dt.date(2023, 1, 1)) == "370176"
    assert library.zones.same_zone("370176") == {"370171", "370176"}


def test_unknown_packs_and_policies_are_named(library: Library) -> None:
    with pytest.raises(PackError, match="nowhere"):
        open_library(["nowhere"])
    with pytest.raises(PackError, match=r"cn\.nothing"):
        library.rules(dt.date(2026, 6, 1), ["cn.nothing"])


def test_a_pack_named_twice_is_loaded_once() -> None:
    assert len(open_library(["national", "national"]).packs) == 1


def test_every_condition_has_clause_titles_and_confidence(library: Library) -> None:
    for file in library.policies.values():
        for version in file.policy.versions:
            for condition in version.conditions:
                assert condition.clause
                assert condition.title.zh != condition.title.en
                assert condition.confidence in ("verified", "memory", "uncertain")
