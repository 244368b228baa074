"""Explanations: actual value, threshold and unknowns, in words."""

from decimal import Decimal

import pytest

from gaoxin.engines.rules.dimension import Dimension
from gaoxin.engines.rules.explain import Explanation, explain
from gaoxin.engines.rules.unknown import Interval, Unknown
from gaoxin.engines.rules.wording import wording

from .firms import firm, rule

D = Decimal


def told(*lines: dict[str, object], **known: object) -> Explanation:
    of = rule(*lines)
    who = firm(of, **known)
    return explain(of, who.facts(), who.rules)


def sentences(explanation: Explanation, language: str = "zh") -> list[str]:
    return [m.sentence(language) for r in explanation.reasons for m in r.measured]  # type: ignore[arg-type]


def test_a_ratio_shows_both_sides() -> None:
    got = told({"fact": "rd", "over": "sales", "at_least": "5%"}, rd=4, sales=100)
    assert got.state == "ineligible"
    assert sentences(got) == ["研发费用÷销售收入 4%，应不低于 5%"]
    assert sentences(got, "en") == ["R&D ÷ Sales 4%, must be at least 5%"]


def test_a_near_miss_never_reads_like_the_threshold() -> None:
    got = told({"fact": "rd", "over": "sales", "at_least": "5%"}, rd=D("4999999.99"), sales=100_000_000)
    assert sentences(got) == ["研发费用÷销售收入 4.99999999%，应不低于 5%"]


def test_money_is_written_in_the_largest_exact_unit() -> None:
    got = told({"fact": "sales", "at_least": "2000万元"}, sales=19_400_000)
    assert sentences(got) == ["销售收入 1,940万元，应不低于 2,000万元"]


def test_an_unknown_fact_is_named() -> None:
    got = told({"fact": "sales", "at_least": "2000万元"}, {"fact": "judged", "is": True})
    assert [r.outcome for r in got.reasons] == ["needs_data", "needs_review"]
    assert got.reasons[0].missing == ("sales",)
    assert got.reasons[1].review == ("judged",)


def test_a_condition_without_a_test_shows_its_fact() -> None:
    assert sentences(told({"fact": "resident", "is": True}, resident=False)) == ["居民企业 否"]


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (D("19400000"), "money", "1,940万元"),
        (D("123456789.12"), "money", "123,456,789.12元"),
        (D("0.0499999"), "ratio", "5%"),
        (D("0.000001"), "ratio", "0.0001%"),
        (D("12.50"), "count", "12.5"),
        (True, "truth", "是"),
        (None, "text", "无"),
        ("", "text", "无"),
        (Unknown(), "count", "未知"),
        (Unknown(possible=Interval(D(3), D(7))), "count", "3–7"),
    ],
)
def test_wording(value: object, kind: str, words: str) -> None:
    assert wording(value, Dimension(kind), "zh") == words  # type: ignore[arg-type]
