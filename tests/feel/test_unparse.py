"""Writing FEEL: what is written reads back as the same tree, in the text a person would write."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings

from gaoxin.center.library import open_library
from gaoxin.engines.rules.feel import ast, parse, parse_unary_tests
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.tree import transform
from tests.feel import trees


def back(text, names=trees.NAMES):
    return parse(text, names, members=trees.MEMBERS)


@given(trees.trees)
@example(ast.Path(ast.Name("score"), "staff"))
@example(ast.And((ast.Name("b"), ast.Name("a"))))
@example(ast.Arithmetic("-", ast.Name("a"), ast.Name("b")))
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_reads_back(tree):
    assert back(unparse(tree, trees.NAMES)) == tree


@given(trees.cells)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_cells_read_back(cell):
    assert parse_unary_tests(unparse(cell, trees.NAMES), trees.NAMES, members=trees.MEMBERS) == cell


def test_a_cell_may_begin_with_an_at_literal():
    assert parse_unary_tests('@"2026-04-01"').tests == (ast.Literal(dt.date(2026, 4, 1)),)
    assert parse('x in @"2026-04-01"', ["x"]).tests == (ast.Literal(dt.date(2026, 4, 1)),)
    assert parse('@"2026-04-01"').span == (0, 13)


@pytest.mark.parametrize(
    "text",
    [
        "研发费用 / 营业 收入 >= 0.05",
        "(a + b) * 2 - -3 ** 2",
        "a - (b - 1) - 1",
        "not(a in (1, > 5, [1..3)))",
        "if a then b else if b then 1 else 2",
        "(if a then 1 else 2) + 1",
        "for i in 1..3 return i * 2",
        "some x in [1, 2] satisfies x > 1 and x < 5",
        "a or b and (a or b)",
        "-a ** 2",
        "(a + b)[1].year",
        '{金额: 1, "a:b": "引号\\"换行\\n"}',
        "a between 1 and 2 and b",
        "a instance of list<number> or b",
        "(a instance of date) and b",
        'date("2026-04-01") - duration("P1Y")',
        '@"P1Y2M" + @"2026-04-01T10:00:00@Asia/Shanghai"',
        "function(x: number, y) external x + y",
        "max(n: 1, 最大: 2)",
        "(< 5)",
        "a = null and true",
        "score.staff + score",
    ],
)
def test_texts_come_back_as_written(text):
    assert unparse(parse(text, trees.NAMES), trees.NAMES) == text


@pytest.mark.parametrize(
    "text", ["-", "> 5", "[1..5], > 9", 'not("a", "b")', "? * 2 > 5", '(not("a"))', "< a + 1"]
)
def test_cells_come_back_as_written(text):
    assert unparse(parse_unary_tests(text, trees.NAMES)) == text


def test_only_nodes_of_feel_have_a_text():
    with pytest.raises(TypeError, match="no text for Node"):
        unparse(ast.Node())


def test_text_is_fit_for_xml():
    tree = ast.Literal("a\x00\x0b\x1f\x85\ufffe\uffff\u2028b")
    assert unparse(tree).isprintable()
    assert parse(unparse(tree)) == tree


@pytest.mark.parametrize("pack", ["national", "demo"])
def test_every_rule_of_every_pack_reads_back(pack):
    library = open_library([pack])
    for tree, names in _rules(library):
        assert parse(unparse(tree, names), names) == _flat(tree)


def _rules(library):
    facts = {fact.id for fact in library.vocabulary} | {"as_of"}
    for file in library.policies.values():
        for version in file.policy.versions:
            rule = library.rule(file.policy, version.from_)
            names = facts | set(rule.define)
            amounts = [] if rule.amount is None else [rule.amount]
            for tree in [*(c.node for c in rule.conditions), *rule.define.values(), *amounts]:
                yield tree, names
    for kind in library.classifications.values():
        for version in kind.versions:
            yield library.classified(kind, version.from_), facts


def _flat(tree):
    """Junctions at the head of the same junction are one, as no text can tell them apart."""
    return transform(tree, lambda n: _merged(n) if isinstance(n, ast.And | ast.Or) else n)


def _merged(node):
    head = node.parts[0].parts if isinstance(node.parts[0], type(node)) else node.parts[:1]
    return type(node)((*head, *node.parts[1:]))
