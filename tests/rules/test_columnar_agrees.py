"""The columnar compiler gives what the scalar gives: random rules over random firms, boundaries and gaps included."""

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES, Fact, Vocabulary
from gaoxin.engines.rules.columnar import Columns, compile_rules
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Node,
    Or,
    Path,
    number,
)
from gaoxin.engines.rules.gap import first_gap
from gaoxin.engines.rules.rule import AS_OF, Condition, Line, Rule, RuleSet
from gaoxin.engines.rules.rule import Test as Threshold
from gaoxin.engines.rules.unknown import Unknown

DAY = dt.date(2026, 3, 31)
FACTS = [
    Fact("revenue", Text("营业收入", "Revenue"), "money", "元"),
    Fact("revenue_prev", Text("上年营业收入", "Revenue before"), "money", "元"),
    Fact("rd", Text("研发费用", "R&D"), "money", "元"),
    Fact("rd_prev", Text("上年研发费用", "R&D before"), "money", "元"),
    Fact("staff", Text("职工总数", "Staff"), "integer", "人"),
    Fact("share", Text("占有率", "Share"), "number", "%"),
    Fact("points", Text("评分", "Points"), "number", "分", judged=True),
    Fact("founded", Text("成立日期", "Founded"), "date"),
    Fact("opened", Text("投产日期", "Opened"), "date"),
    Fact("listed", Text("异常", "Listed"), "boolean"),
    Fact("member", Text("园区", "Member"), "boolean"),
    Fact("core", Text("核心", "Core"), "boolean", judged=True),
    Fact("industry", Text("行业", "Industry"), "code"),
    Fact("grade", Text("等级", "Grade"), "code"),
    Fact("nodes", Text("环节", "Nodes"), "codes"),
]
VOCABULARY = Vocabulary({fact.id: fact for fact in FACTS})
MONEY = [
    "0",
    "0.01",
    "100",
    "1000000",
    "4999999.99",
    "5000000",
    "20000000",
    "400000000",
    "-300",
    "87654321987654.32",
]
VALUES: Mapping[str, list[object]] = {
    "money": [Decimal(v) for v in MONEY],
    "integer": [Decimal(v) for v in (0, 1, 9, 10, 100, 299, 300)],
    "number": [Decimal(v) for v in ("0", "0.05", "0.1", "0.123456789", "60", "-1")],
    "date": [
        dt.date(2025, 3, 31),
        dt.date(2024, 12, 31),
        dt.date(2025, 1, 1),
        dt.date(2026, 3, 31),
        dt.date(2000, 2, 29),
    ],
    "boolean": [True, False],
    "code": ["C", "C39", "C3912", "A", "B级"],
    "codes": [[], ["a"], ["a", "b"], ["c"]],
}
OPS = st.sampled_from([">=", ">", "<=", "<", "=", "!="])
ORDERS = st.sampled_from([">=", ">", "<=", "<"])
MONIES = st.sampled_from(["revenue", "revenue_prev", "rd", "rd_prev"])
RATES = st.sampled_from([Decimal(k) for k in ("0", "0.05", "0.1", "1", "0.333", "-0.2", "1.21", "20")])
YUAN = st.sampled_from([Decimal(k) for k in (*MONEY[:8], "0.005", "5000000.001")])


def names(draw: st.DrawFn, kind: str) -> Name:
    return Name(draw(st.sampled_from([fact.id for fact in FACTS if fact.type == kind])))


def call(function: str, *args: Node) -> Call:
    return Call(Name(function), args)


@st.composite
def numeric_tests(draw: st.DrawFn) -> Threshold:
    kind = draw(st.sampled_from(["money", "integer", "number"]))
    pool = YUAN if kind == "money" else st.sampled_from(VALUES[kind])
    return Threshold(names(draw, kind), draw(OPS), Literal(draw(pool)))


@st.composite
def date_tests(draw: st.DrawFn) -> Threshold:
    age = Arithmetic(
        "-", Name(AS_OF), call("duration", Literal(draw(st.sampled_from(["P1Y", "P13M", "P30D"]))))
    )
    end = call("date", Arithmetic("-", Path(Name(AS_OF), "year"), number(2)), number(12), number(31))
    other = draw(st.sampled_from([age, end, Literal(dt.date(2025, 1, 1)), Name("opened")]))
    return Threshold(names(draw, "date"), draw(OPS), other)


@st.composite
def sums(draw: st.DrawFn) -> Node:
    node: Node = Name(draw(MONIES))
    for _ in range(draw(st.integers(0, 2))):
        term: Node = Name(draw(MONIES))
        if draw(st.booleans()):
            term = If(Compare("<=", Name("founded"), Literal(dt.date(2024, 12, 31))), term, number(0))
        node = Arithmetic(draw(st.sampled_from("+-")), node, term)
    return node


@st.composite
def sum_tests(draw: st.DrawFn) -> Threshold:
    other = Literal(draw(YUAN)) if draw(st.booleans()) else Name(draw(MONIES))
    return Threshold(draw(sums()), draw(ORDERS), other)


@st.composite
def ratio_lines(draw: st.DrawFn) -> Line:
    num, den = draw(sums()), draw(sums())
    limit: Node = Literal(draw(RATES))
    if draw(st.booleans()):
        limit = If(Compare("<=", Name("revenue"), Literal(Decimal(5000000))), limit, Literal(draw(RATES)))
    measure: Node = Arithmetic("/", num, den)
    if draw(st.integers(0, 4)) == 0:
        measure = Arithmetic("-", measure, number(1))
    test = Threshold(measure, draw(ORDERS), limit)
    return Line(
        And((Compare(">", den, number(0)), Compare(test.op, test.measure, test.threshold))), tests=(test,)
    )


@st.composite
def plain_lines(draw: st.DrawFn) -> Line:
    test = draw(st.one_of(numeric_tests(), date_tests(), sum_tests()))
    return Line(Compare(test.op, test.measure, test.threshold), tests=(test,))


@st.composite
def code_lines(draw: st.DrawFn) -> Line:
    code, codes = names(draw, "code"), draw(st.lists(st.sampled_from(VALUES["code"]), min_size=1, max_size=3))
    literals = tuple(Literal(each) for each in codes)
    options = [
        In(code, literals),
        call("within", code, ListOf(literals)),
        call("list contains", Name("nodes"), Literal(draw(st.sampled_from(["a", "b", "z"])))),
        Compare(draw(st.sampled_from(["=", "!="])), code, literals[0]),
        Between(Name("staff"), number(9), number(100)),
        In(Name("staff"), (number(9), number(300))),
        Compare("=", names(draw, "boolean"), Literal(draw(st.booleans()))),
        names(draw, "boolean"),
    ]
    return Line(draw(st.sampled_from(options)))


@st.composite
def expert_lines(draw: st.DrawFn) -> Line:
    """What only FEEL can say: powers, products of facts, quotients less a fact."""
    measures = [
        Arithmetic("**", Name("share"), number(2)),
        Arithmetic("*", Name("staff"), draw(sums())),
        Arithmetic("-", Arithmetic("/", Name("staff"), number(8)), Name("share")),
    ]
    return Line(Compare(draw(ORDERS), draw(st.sampled_from(measures)), Literal(draw(RATES))))


@st.composite
def chains(draw: st.DrawFn, values: st.SearchStrategy[object], depth: int = 3) -> Node:
    node: Node = Literal(draw(values))
    for _ in range(draw(st.integers(1, depth))):
        test = draw(st.one_of(plain_lines(), ratio_lines(), code_lines())).node
        node = If(test, Literal(draw(values)), node)
    return node


POINTS = st.sampled_from([Decimal(k) for k in (0, 5, 10, 20)])
TRUTHS = st.sampled_from([True, False, None])
CLASSES = st.sampled_from(["大型", "中型", "小型", None])


@st.composite
def scores(draw: st.DrawFn) -> Node:
    shape = draw(st.sampled_from(["chain", "sum", "max", "judged", "known"]))
    if shape == "chain":
        return draw(chains(POINTS))
    if shape == "judged":
        return If(call("review", Literal("panel")), number(15), number(0))
    if shape == "known":
        return Name(draw(st.sampled_from(["staff", "points", "share"])))
    left, right = draw(scores()), draw(scores())
    return call("max", left, right) if shape == "max" else Arithmetic("+", left, right)


@st.composite
def defined_lines(draw: st.DrawFn) -> Line:
    if draw(st.booleans()):
        test = Threshold(Name("score"), draw(OPS), Literal(draw(POINTS)))
        return Line(Compare(test.op, test.measure, test.threshold), tests=(test,))
    wanted = Literal(draw(st.sampled_from(["大型", "小型"])))
    size, sme = Name("size"), Compare("=", Name("sme"), Literal(draw(st.booleans())))
    options = [Compare("=", size, wanted), In(size, (wanted, Literal("中型"))), Name("above"), sme]
    return Line(draw(st.sampled_from(options)))


def lines() -> st.SearchStrategy[Line]:
    return st.recursive(
        st.one_of(plain_lines(), ratio_lines(), code_lines(), defined_lines(), expert_lines()),
        grouped,
        max_leaves=4,
    )


@st.composite
def grouped(draw: st.DrawFn, inner: st.SearchStrategy[Line]) -> Line:
    join = draw(st.sampled_from(["all", "any", "not", "met", "unmet"]))
    first = draw(inner)
    if join == "not":
        return Line(call("not", first.node), "not", (first,))
    if join in ("met", "unmet"):
        review = call("review", Literal("office"))
        node = (
            If(first.node, review, Literal(False)) if join == "met" else If(first.node, Literal(True), review)
        )
        return Line(node, first.join, first.parts, first.tests)
    parts = (first, draw(inner))
    nodes = tuple(part.node for part in parts)
    return Line(And(nodes) if join == "all" else Or(nodes), join, parts)


@st.composite
def amounts(draw: st.DrawFn) -> Node | None:
    base = draw(sums())
    rated = Arithmetic("*", base, Literal(draw(RATES)))
    capped = call("min", rated, number(1000000))
    options = [
        None,
        base,
        capped,
        call("max", capped, number("0.005")),
        Arithmetic("*", Name("staff"), number(3000)),
    ]
    options += [
        draw(chains(st.sampled_from([Decimal(100), Decimal("0.125"), None]))),
        Arithmetic("/", rated, number(3)),
    ]
    return draw(st.sampled_from(options))


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    rules = tuple(
        Rule(
            id=f"rule{i}",
            version="1",
            title=Text("规则"),
            conditions=tuple(
                Condition(f"c{j}", Text(draw(st.sampled_from(["", "标题"]))), draw(lines()))
                for j in range(draw(st.integers(1, 4)))
            ),
            define={"score": draw(scores())},
            amount=draw(amounts()),
        )
        for i in range(draw(st.integers(1, 3)))
    )
    shared = {"size": draw(chains(CLASSES)), "above": draw(lines_without_names()).node}
    shared["sme"] = If(draw(code_lines()).node, draw(plain_lines()).node, draw(chains(TRUTHS)))
    return RuleSet(rules, shared, VOCABULARY)


def lines_without_names() -> st.SearchStrategy[Line]:
    return st.one_of(plain_lines(), ratio_lines(), code_lines())


FIRMS = st.lists(
    st.fixed_dictionaries(
        {f.id: st.one_of(st.none(), *[st.sampled_from(VALUES[f.type])] * 3) for f in FACTS}
    ),
    min_size=1,
    max_size=12,
)


def frame(firms: list[Mapping[str, object]]) -> pl.DataFrame:
    types = {"date": pl.Date, "boolean": pl.Boolean, "code": pl.String, "codes": pl.List(pl.String)}
    columns = []
    for fact in FACTS:
        values = [firm[fact.id] for firm in firms]
        if fact.type in SCALES:
            values = [None if v is None else int(v.scaleb(SCALES[fact.type])) for v in values]  # type: ignore[attr-defined]
        columns.append(pl.Series(fact.id, values, dtype=types.get(fact.type, pl.Int64)))
    return pl.DataFrame(columns)


def expected(rule: Rule, rules: RuleSet, firm: Mapping[str, object]) -> dict[str, object]:
    facts = FirmFacts(firm, rules, DAY)
    verdict = decide(rule, facts)
    gap = None
    if len(verdict.unmet) == 1:
        (failed,) = (f.condition for f in verdict.findings if f.value is False)
        gap = first_gap(failed, Scope(facts.with_names(rule.define), mode="policy"), VOCABULARY) or None
    known = verdict.state != "ineligible" and isinstance(verdict.amount, Decimal)
    return {
        "state": verdict.state,
        "unmet": ";".join(verdict.unmet),
        "missing": ";".join(verdict.missing),
        "review": ";".join(verdict.review),
        "gap": gap,
        "amount": int(verdict.amount.scaleb(2).to_integral_value(ROUND_HALF_EVEN)) if known else None,  # type: ignore[attr-defined]
    }


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_sets(), FIRMS)
def test_every_line_is_what_the_scalar_says(rules: RuleSet, firms: list[Mapping[str, object]]) -> None:
    plan = compile_rules(rules, DAY)
    found = plan.matches(Columns.from_frame(frame(firms), VOCABULARY), keep_all=True)
    assert found.height == len(firms) * len(rules.rules)
    for line in found.to_dicts():
        rule, firm = rules.rules[line.pop("rule")], firms[line.pop("row")]
        assert line == expected(rule, rules, firm), (rule, firm)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_sets(), FIRMS)
def test_totals_add_up_to_the_lines(rules: RuleSet, firms: list[Mapping[str, object]]) -> None:
    plan, columns = compile_rules(rules, DAY), Columns.from_frame(frame(firms), VOCABULARY)
    lines = plan.matches(columns, keep_all=True)
    for count in plan.counts(columns).to_dicts():
        rule = count.pop("rule")
        assert count == {s: lines.filter(rule=rule, state=s).height for s in count}
    waiting = [line.split(";") for line in lines.filter(state="needs_data")["missing"]]
    for line in plan.questions(columns).to_dicts():
        assert line["touches"] == sum(line["fact"] in facts for facts in waiting)
        assert line["settles"] == sum([line["fact"]] == facts for facts in waiting)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_sets(), FIRMS)
def test_without_keep_all_only_hopeless_lines_are_left_out(
    rules: RuleSet, firms: list[Mapping[str, object]]
) -> None:
    plan, columns = compile_rules(rules, DAY), Columns.from_frame(frame(firms), VOCABULARY)
    every = plan.matches(columns, keep_all=True)
    kept = every.filter((pl.col("state") != "ineligible") | ~pl.col("unmet").str.contains(";"))
    assert plan.matches(columns).equals(kept)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rule_sets(), FIRMS)
def test_derived_facts_are_what_the_scalar_says(rules: RuleSet, firms: list[Mapping[str, object]]) -> None:
    found = compile_rules(rules, DAY).derived(
        Columns.from_frame(frame(firms), VOCABULARY), ["size", "above", "sme"]
    )
    for firm, line in zip(firms, found.to_dicts(), strict=True):
        for name in ("size", "above", "sme"):
            value = evaluate(Name(name), Scope(FirmFacts(firm, rules, DAY), mode="policy"))
            unknown = isinstance(value, Unknown)
            assert line[name] == (None if unknown else value)
            assert line[f"{name}_missing"] == (";".join(sorted(value.missing)) if unknown else "")


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9])
def test_any_number_of_rows(rows: int) -> None:
    rule = Rule("r", "1", Text("r"), (Condition("c", Text(""), Line(Name("member"))),), {})
    columns = Columns.from_frame(
        pl.DataFrame({"member": pl.Series([True] * rows, dtype=pl.Boolean)}), VOCABULARY
    )
    plan = compile_rules(RuleSet((rule,), {}, VOCABULARY), DAY)
    assert plan.counts(columns)["eligible"].to_list() == [rows]
    assert plan.matches(columns).height == rows


def test_an_expression_without_facts_is_asked_once() -> None:
    waits = If(call("review", Literal("panel")), number(15), number(0))
    rule = Rule("r", "1", Text("r"), (Condition("c", Text(""), Line(Compare("=", waits, number(15)))),), {})
    plan = compile_rules(RuleSet((rule,), {}, VOCABULARY), DAY)
    columns = Columns.from_frame(pl.DataFrame({"member": [True, False]}), VOCABULARY)
    assert plan.matches(columns)["state"].to_list() == ["needs_review"] * 2
