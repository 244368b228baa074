"""Gaps in words, the same from the scalar and from the columns."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.columnar import Columns, compile_rules
from gaoxin.engines.rules.feel.ast import Arithmetic, Call, Compare, Literal, Name, Node
from gaoxin.engines.rules.gap import describe, number
from gaoxin.engines.rules.rule import AS_OF, Condition, Line, Rule, RuleSet
from gaoxin.engines.rules.rule import Test as Threshold

FACTS = [
    Fact("revenue", Text("营业收入", "Revenue"), "money", "元"),
    Fact("liabilities", Text("负债总额", "Liabilities"), "money", "元"),
    Fact("assets", Text("资产总额", "Assets"), "money", "元"),
    Fact("staff", Text("职工总数", "Staff"), "integer", "人"),
    Fact("founded", Text("成立日期", "Founded"), "date"),
]
VOCABULARY = Vocabulary({fact.id: fact for fact in FACTS})
DAY = dt.date(2026, 3, 31)
RATIO = Arithmetic("/", Name("liabilities"), Name("assets"))
A_YEAR_AGO = Arithmetic("-", Name(AS_OF), Call(Name("duration"), (Literal("P1Y"),)))
CASES: list[tuple[Threshold, Text, dict[str, object], str, str]] = [
    (
        Threshold(Name("revenue"), ">=", Literal(Decimal(5000000))),
        Text(""),
        {"revenue": 440000000},
        "营业收入 还差 60万元",
        "Revenue short by CNY 600,000",
    ),
    (
        Threshold(Name("revenue"), ">", Literal(Decimal(5000000))),
        Text(""),
        {"revenue": 500000000},
        "营业收入 恰在界上，界不算",
        "Revenue just at the bound, which does not count",
    ),
    (
        Threshold(Name("revenue"), ">=", Literal(Decimal(2000000000))),
        Text("规模", "Size"),
        {"revenue": 100000000},
        "规模 还差 19.99亿元",
        "Size short by CNY 1,999,000,000",
    ),
    (
        Threshold(RATIO, "<=", Literal(Decimal("0.7"))),
        Text("资产负债率", "Debt ratio"),
        {"liabilities": 732, "assets": 1000},
        "资产负债率 超出 3.2个百分点",
        "Debt ratio over by 3.2 percentage points",
    ),
    (
        Threshold(RATIO, "<=", Literal(Decimal("0.7"))),
        Text("资产负债率", "Debt ratio"),
        {"liabilities": 7000001, "assets": 10000000},
        "资产负债率 超出 0.01个百分点",
        "Debt ratio over by 0.01 percentage points",
    ),
    (
        Threshold(Name("staff"), "<=", Literal(Decimal(300))),
        Text(""),
        {"staff": 312},
        "职工总数 超出 12人",
        "Staff over by 12",
    ),
    (
        Threshold(Name("founded"), "<=", A_YEAR_AGO),
        Text(""),
        {"founded": dt.date(2025, 5, 4)},
        "成立日期 还差 34天",
        "Founded short by 34 days",
    ),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("test", "title", "facts", "zh", "en"), CASES)
def test_gap_of_a_line(
    test: Threshold, title: Text, facts: dict[str, object], zh: str, en: str, language: Language
) -> None:
    line = Line(Compare(test.op, test.measure, test.threshold), tests=(test,))
    rule = Rule("r", "1", Text("r"), (Condition("c", title, line),), {})
    columns = Columns.from_frame(pl.DataFrame({name: [value] for name, value in facts.items()}), VOCABULARY)
    plan = compile_rules(RuleSet((rule,), {}, VOCABULARY), DAY)
    assert plan.matches(columns, language=language)["gap"].to_list() == [zh if language == "zh" else en]


def test_describe_takes_the_constant_of_the_test() -> None:
    test = Threshold(Name("revenue"), ">=", Literal(Decimal(5000000)))
    assert describe(test, Decimal(4400000), VOCABULARY) == "营业收入 还差 60万元"
    assert describe(test, None, VOCABULARY) == ""


def test_a_threshold_that_is_worked_out_is_handed_in() -> None:
    threshold: Node = A_YEAR_AGO
    test = Threshold(Name("founded"), "<=", threshold)
    text = describe(
        test, dt.date(2025, 4, 1), VOCABULARY, threshold=dt.date(2025, 3, 31), title=Text("成立满一年")
    )
    assert text == "成立满一年 还差 1天"


@pytest.mark.parametrize(
    ("hundredths", "text"), [(0, "0"), (5, "0.05"), (120, "1.2"), (123456700, "1,234,567")]
)
def test_numbers_have_no_idle_zeros(hundredths: int, text: str) -> None:
    assert number(hundredths) == text
