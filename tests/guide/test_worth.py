"""Sums of what a firm can get: exclusions counted once, loans and tax apart, unknown amounts not as nought."""

from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin.center.guide.conflicts import Conflicts, read_conflicts
from gaoxin.center.guide.worth import Item, benefit, worth
from gaoxin.center.library import open_library
from gaoxin.engines.packs.guide_kinds import Group
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.read import PackError

GROUP = Group(
    "g",
    Titles("组", "group"),
    ("a.x", "a.y", "a.z"),
    "highest_only",
    "示〔1〕号",
    "第一条",
    Titles("只得一项", "one"),
)


def test_the_highest_of_a_group_counts_once() -> None:
    items = [
        Item("a.x", "cash", Decimal(5)),
        Item("a.y", "cash", Decimal(8)),
        Item("a.q", "cash", Decimal(1)),
    ]
    found = worth(items, Conflicts((GROUP,)))
    assert found.total == 9
    assert [(c.counted, c.instead) for c in found.conflicts] == [("a.y", ("a.x",))]


def test_loans_and_tax_are_not_added() -> None:
    items = [
        Item("a.q", "loan", Decimal(500)),
        Item("a.r", "tax", Decimal(50)),
        Item("a.s", "saving", Decimal(3)),
    ]
    found = worth(items, Conflicts())
    assert found.total == 3 and dict(found.sums) == {"saving": 3}


def test_an_amount_that_is_not_known_is_told_and_not_nought() -> None:
    found = worth([Item("a.q", "cash", None), Item("a.r", "cash", Decimal(2))], Conflicts())
    assert (found.total, found.counted, found.open) == (2, 1, 1)


def test_what_a_national_recognition_brings_is_tax() -> None:
    assert benefit("recognition", national=True) == "tax"
    assert benefit("recognition", national=False) == "cash"
    assert benefit("loan", national=False) == "loan"


def test_the_groups_of_the_demo_zone_stand() -> None:
    library = open_library(["national", "demo"])
    for group in read_conflicts(library).groups:
        assert group.clause and group.number and group.text.en
        assert all(library.policies[p].policy.id == p for p in group.policies)


@pytest.mark.parametrize("policies", ["[demo.a, demo.b]", "[yunchuan.eagle, yunchuan.eagle]"])
def test_unknown_or_doubled_policies_are_refused(tmp_path: Path, policies: str) -> None:
    from dataclasses import replace

    library = open_library(["national", "demo"])
    (tmp_path / "conflicts.yaml").write_text(
        "groups:\n- {id: g, title: {zh: 组, en: g}, policies: "
        + policies
        + ", rule: one_of, number: 号, clause: 条,"
        " text: {zh: 文, en: t}}\n",
        encoding="utf-8",
    )
    faulty = replace(library, packs=(library.base, replace(library.packs[1], path=tmp_path)))
    with pytest.raises(PackError):
        read_conflicts(faulty)
