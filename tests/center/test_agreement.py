"""The columnar plan says what the scalar says: every policy of the packs, on firms of the demo zone."""

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import polars as pl
import pytest

from gaoxin.center.demo import write
from gaoxin.center.facts import of_row
from gaoxin.center.library import Library
from gaoxin.center.matching import Matching, classes, match, table
from gaoxin.engines.rules.decide import FirmFacts, Verdict, decide
from gaoxin.engines.rules.unknown import Unknown

FIRMS = 240
DAYS = [dt.date(2026, 3, 31), dt.date(2026, 6, 1)]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "firms.xlsx"
    write(path, count=FIRMS, seed=7)
    return path


@pytest.fixture(scope="module", params=DAYS, ids=str)
def matching(request: pytest.FixtureRequest, sheet: Path, library: Library) -> Matching:
    return match(sheet, library, request.param, keep_all=True)


def facts(matching: Matching) -> list[FirmFacts]:
    rows = matching.sheet.frame.iter_rows(named=True)
    return [FirmFacts(of_row(r, matching.rules.vocabulary), matching.rules, matching.day) for r in rows]


def fen(verdict: Verdict) -> int | None:
    if verdict.state == "ineligible" or not isinstance(verdict.amount, Decimal):
        return None
    return int((verdict.amount * 100).to_integral_value(ROUND_HALF_EVEN))


def test_every_verdict_is_the_scalars(matching: Matching) -> None:
    pairs = {(p["row"], p["rule"]): p for p in matching.pairs.iter_rows(named=True)}
    firms = facts(matching)
    assert len(pairs) == len(firms) * len(matching.rules.rules)
    for row, firm in enumerate(firms):
        for index, rule in enumerate(matching.rules.rules):
            expected, got = decide(rule, firm), pairs[row, index]
            where = (rule.id, firm["uscc"])
            assert got["state"] == expected.state, where
            assert got["unmet"] == ";".join(expected.unmet), where
            assert got["missing"] == ";".join(expected.missing), where
            assert got["review"] == ";".join(expected.review), where
            assert got["amount"] == fen(expected), where


def test_every_class_is_the_scalars(matching: Matching) -> None:
    found = classes(matching.plan, matching.columns, matching.sheet.frame)
    for firm, row in zip(facts(matching), found.iter_rows(named=True), strict=True):
        for name in ("size_class", "four_above"):
            value = firm[name]
            assert row[name] == ("" if isinstance(value, Unknown) or value is None else value)


def test_counts_add_up_to_the_firms(matching: Matching) -> None:
    counts = matching.plan.counts(matching.columns)
    states = ["eligible", "ineligible", "needs_data", "needs_review"]
    assert set(counts.select(pl.sum_horizontal(states)).to_series()) == {matching.sheet.frame.height}


def test_a_question_that_settles_is_the_only_one_missing(matching: Matching) -> None:
    asked = matching.plan.questions(matching.columns).filter(pl.col("settles") > 0)
    open_ = matching.pairs.filter(pl.col("state") == "needs_data")["missing"].value_counts()
    alone = dict(open_.filter(~pl.col("missing").str.contains(";", literal=True)).iter_rows())
    assert dict(asked.select("fact", "settles").iter_rows()) == alone


def test_missing_stays_empty_where_nothing_can_change(matching: Matching) -> None:
    settled = table(matching).filter(pl.col("state").is_in(["eligible", "ineligible"]))
    assert set(settled["missing"]) <= {""}
