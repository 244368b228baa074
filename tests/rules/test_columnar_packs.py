"""The bundled policies need no scalar, and say of random firms what the scalar says."""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

import polars as pl
import pytest

from gaoxin.base.vocabulary import SCALES, Fact
from gaoxin.center.library import open_library
from gaoxin.engines.rules.columnar import Columns, compile_rules
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Name
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.rules.unknown import Unknown

DAY = dt.date(2026, 6, 1)
TYPES = {"date": pl.Date, "boolean": pl.Boolean, "codes": pl.List(pl.String)}
YUAN = [0, 1, 5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000, 400_000_000]
INDUSTRIES = ["C3912", "C39", "C", "I6510", "F51", "E48", "M7320", "A01", "K70", "O80", "F5211", "H61", "L72"]


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return open_library().rules(DAY)


def value(fact: Fact, r: random.Random) -> object:
    if r.random() < 0.08:
        return None
    match fact.type:
        case "money":
            return Decimal(r.choice([r.choice(YUAN), r.randrange(10**10)])) / r.choice([1, 100])
        case "integer":
            return Decimal(r.choice([0, 1, 10, 20, 50, 100, 300, r.randrange(500)]))
        case "number":
            return Decimal(r.randrange(100)) / (100 if fact.percent else 1)
        case "date":
            return DAY - dt.timedelta(days=r.choice([0, 365, 366, 731, 1096, r.randrange(6000)]))
        case "boolean":
            return r.random() < 0.5
        case "codes":
            return r.sample(["a", "b"], r.randrange(3))
    return r.choice(fact.codes or (INDUSTRIES if fact.id == "industry_code" else ("A", "B")))


def firms(rules: RuleSet, count: int) -> list[dict[str, object]]:
    r = random.Random(11)
    facts = [fact for fact in rules.vocabulary if fact.id not in rules.shared and fact.type != "series"]
    return [{fact.id: value(fact, r) for fact in facts} for _ in range(count)]


def columns(rules: RuleSet, known: list[dict[str, object]]) -> Columns:
    return Columns.from_frame(pl.DataFrame(list(_series(rules, known))), rules.vocabulary)


def _series(rules: RuleSet, known: list[dict[str, object]]) -> Iterator[pl.Series]:
    for name in known[0]:
        kind = rules.vocabulary[name].type
        values = [firm[name] for firm in known]
        if kind in SCALES:
            scaled = [None if v is None else int(v.scaleb(SCALES[kind])) for v in values]  # type: ignore[attr-defined]
            yield pl.Series(name, scaled, dtype=pl.Int64)
        else:
            yield pl.Series(name, values, dtype=TYPES.get(kind, pl.String))


def test_no_bundled_policy_needs_the_scalar(rules: RuleSet) -> None:
    assert compile_rules(rules, DAY).fallbacks == []


def test_bundled_policies_agree_on_random_firms(rules: RuleSet) -> None:
    known = firms(rules, 60)
    for line in compile_rules(rules, DAY).matches(columns(rules, known), keep_all=True).to_dicts():
        verdict = decide(rules.rules[line["rule"]], FirmFacts(known[line["row"]], rules, DAY))
        found = (line["state"], line["unmet"], line["missing"], line["review"])
        assert found == (verdict.state, *map(";".join, (verdict.unmet, verdict.missing, verdict.review)))


def test_bundled_classifications_agree_on_random_firms(rules: RuleSet) -> None:
    known = firms(rules, 60)
    found = compile_rules(rules, DAY).derived(columns(rules, known), list(rules.shared))
    for firm, line in zip(known, found.to_dicts(), strict=True):
        for name in rules.shared:
            expected = evaluate(Name(name), Scope(FirmFacts(firm, rules, DAY), mode="policy"))
            unknown = isinstance(expected, Unknown)
            assert line[name] == (None if unknown else expected)
            assert line[f"{name}_missing"] == (";".join(sorted(expected.missing)) if unknown else "")
