"""Reading FEEL: names by longest match, full-width forms, and errors that say where and what."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.rules.feel import FeelError, Scope, ast, evaluate, parse, parse_unary_tests
from gaoxin.engines.rules.unknown import Unknown


def value(text, **facts):
    return evaluate(parse(text, facts), Scope(facts))


def test_names_may_be_chinese_hold_blanks_brackets_and_begin_with_digits():
    facts = {
        "研发费用（万元）": Decimal(6),
        "营业 收入": Decimal(100),
        "2024年营收": Decimal(7),
        "Profit-Loss": Decimal(3),
        "date of birth": Decimal(1),
        "“小巨人”企业数": Decimal(4),
        "R&D 占比（%）": Decimal(5),
    }
    assert (
        evaluate(parse("研发费用（万元） / 营业  收入 ≥ 5% and 2024年营收＞６", facts), Scope(facts)) is True
    )
    assert evaluate(parse("Profit-Loss + date of birth", facts), Scope(facts)) == 4
    assert evaluate(parse("研发费用(万元) * 2", facts), Scope(facts)) == 12
    assert evaluate(parse("“小巨人”企业数 + R&D 占比（%）", facts), Scope(facts)) == 9


def test_the_longest_name_wins_and_ends_at_a_boundary():
    facts = {"收入": Decimal(1), "收入 合计": Decimal(2)}
    assert evaluate(parse("收入 合计 + 收入", facts), Scope(facts)) == 3
    with pytest.raises(FeelError, match="unknown name '收入额'"):
        parse("收入额 > 1", facts, strict=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１００ ＋ ２", Decimal(102)),
        ('“甲” = "甲"', True),
        ("(1，2，3)[1]", None),
        ("［1，2，3］［2］", Decimal(2)),
        ("5%", Decimal("0.05")),
        ("3 ≠ 4 and 3 ≤ 3", True),
        ('"＞１００％"', "＞１００％"),
        ("{“甲 乙”：1}.甲 乙", Decimal(1)),
    ],
)
def test_full_width_forms_outside_strings(text, expected):
    try:
        assert value(text) == expected
    except FeelError:
        assert expected is None


def test_an_unknown_name_is_an_error_with_suggestions_for_authors():
    with pytest.raises(FeelError) as raised:
        parse("研发经费 > 3", {"研发费用", "营业收入"}, strict=True)
    assert "研发费用" in str(raised.value)
    assert raised.value.position == 0
    assert parse("研发经费 > 3", {"研发费用"}) == ast.Compare(
        ">", ast.Name("研发经费"), ast.Literal(Decimal(3))
    )


def test_local_names_are_known_to_authors():
    for text in (
        "for 项 in [1, 2] return 项 + 1",
        "some x in [1] satisfies x > 0",
        "{a: 1, b: a + 1}.b",
        "(function(甲 乙: number) 甲 乙 + 1)(2)",
        "[{金额: 1}][金额 > 0]",
        "count([1][item > 0])",
        "sum(for i in 1..3 return if i = 1 then 1 else i + partial[-1])",
    ):
        assert parse(text, strict=True)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("1 +", 3, "an expression"),
        ("1 2", 2, "an operator or the end"),
        ("if 1 then 2", 11, "else"),
        ("[1, 2", 5, "]"),
        ('"abc', 0, '"'),
        ("f(a: 1, 2)", 8, "a parameter name, as for the arguments before"),
        ('@"2026-13-01"', 0, "ISO 8601"),
        ("/* a", 0, "*/"),
        ("1e99999", 7, "a decimal of 34 digits"),
        ("for in [1] return 2", 4, "a name and the word in"),
        ("#", 0, "an expression"),
    ],
)
def test_errors_tell_place_and_expectation(text, position, expected):
    with pytest.raises(FeelError) as raised:
        parse(text)
    assert (raised.value.position, raised.value.expected) == (position, expected)


@pytest.mark.parametrize(
    "text",
    ["(" * 500, "-" * 500 + "1", "[" * 300, "1" + "+1" * 5000, "a" + ".b" * 500, "not(" * 200, "{a:" * 200,
     "if true then " * 200, "function() " * 300, "1" + "[1]" * 400, "x instance of " + "list<" * 200],
)  # fmt: skip
def test_deep_nesting_is_refused_in_one_line(text):
    with pytest.raises(FeelError) as raised:
        parse(text)
    assert "\n" not in str(raised.value)


def test_trees_compare_by_meaning_and_hash():
    left, right = parse("a  +  1 > 5%"), parse("a + 1>0.05")
    assert left == right
    assert hash(left) == hash(right)
    assert left.span == (0, 12)


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("> 5, < 2", 6, 3),
        ("not(1, 2)", 3, 1),
        ("[1..5[", 4, 5),
        ("]1..5]", 5, 1),
        ("-", 1, None),
        ("? > 3 and ? < 9", 5, 9),
        ("1, 2, (3..5)", 4, 3),
        ("= 4", 4, 5),
        ("[1, 2, 3]", 2, 4),
    ],
)
def test_unary_tests(text, good, bad):
    tests = parse_unary_tests(text)
    assert evaluate(tests, Scope({"?": Decimal(good)})) is True
    if bad is not None:
        assert evaluate(tests, Scope({"?": Decimal(bad)})) is False


def test_a_long_chain_of_else_if_is_no_nesting():
    text = " else ".join(f"if n = {n} then {n}" for n in range(150)) + " else 0"
    assert value(text, n=Decimal(149)) == 149


PIECES = [
    *"()[]{},.:?@%+-*/=<>", "**", "..", "!=", "->", "＞", "（", "）", "“", "”", "\"", "\\", "//", "/*", "*/",
    " ", "\n", "if ", " then ", " else ", "for ", " in ", " return ", "some ", " satisfies ", "function", "and ",
    "or ", " between ", " instance of ", "list<", "context<", "number", "not", "null", "true", "item", "partial",
    "甲", "甲 乙", "a", "1", "5%", "1e9", "\"s\"", "@\"P1D\"", "@\"2026-01-01\"", "date(", "sum(", "sort(", "string(",
    "matches(", "\"(\"", "external", "[1..3]", "x: ", "{a: 1}", "[1, 2]", "review(\"r\")", "within(",
]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(("policy", "conformance"))
)
def test_any_text_gives_a_tree_or_one_clear_error(text, mode):
    facts = {"甲": Decimal(2), "甲 乙": [Decimal(1)], "a": Unknown(frozenset("a"))}
    for read in (parse, parse_unary_tests):
        try:
            node = read(text, facts)
            evaluate(node, Scope({**facts, "?": Decimal(1)}, mode=mode))
        except FeelError as error:
            assert "\n" not in str(error).replace(repr("\n"), "")
            assert 0 <= error.position <= len(text)
