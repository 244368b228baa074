"""Whatever is given to a built-in, it answers with a value, or with null and a reason."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.rules.feel import FeelError, Scope, evaluate, parse
from gaoxin.engines.rules.feel.builtins.registry import BUILTINS
from gaoxin.engines.rules.feel.write import write
from gaoxin.engines.rules.unknown import Unknown

VALUES = [
    "1", "-2.5", "0", "1e6000", '"a"', '""', '"[a"', '"smix"', "null", "true", "[1, 2]", "[]", "[null]", "[[1], [2]]",
    '["a", "b"]', '[{key: "a", value: 1}]', "{a: 1}", "[1..3]", "(< 5)", "(!= 1)", '@"P1D"', '@"-P1Y"', '@"2026-01-31"',
    '@"999999999-12-31"', '@"10:00:00"', '@"10:00:00Z"', '@"2026-01-31T10:00:00@Asia/Shanghai"', "function(x) x",
    "function(x, y) x < y", "abs", "u", "[u]", "{a: u}", "max(u, 3)", '(if u then "a" else null)',
]  # fmt: skip
calls = st.tuples(st.sampled_from(sorted(BUILTINS)), st.lists(st.sampled_from(VALUES), max_size=4)).map(
    lambda call: f"{call[0]}({', '.join(call[1])})"
)


@settings(max_examples=1500, deadline=None)
@given(calls)
def test_no_argument_breaks_a_built_in(text):
    node = parse(text, {"u"})
    for mode, unknown in (("conformance", None), ("policy", Unknown(frozenset("u")))):
        scope = Scope({"u": unknown}, mode=mode)
        try:
            value = evaluate(node, scope)
        except FeelError as error:
            assert "deep" in str(error) or "steps" in str(error)
            continue
        assert isinstance(value, Unknown) or isinstance(write(value), str)


@pytest.mark.parametrize(
    "text",
    [
        "log([null])",
        "sublist([1], 1e6000)",
        "date(1e6000, 1, 1)",
        '@"P1Y" * 1e6000',
        "get value({a: 1}, [[1]])",
        "round up(1.5, 1e6000)",
        "[1][1e6000]",
    ],
)
def test_out_of_range_is_null_with_a_reason(text):
    scope = Scope({})
    assert evaluate(parse(text), scope) is None
    assert scope.problems


def test_every_signature_names_its_parameters():
    for name, function in BUILTINS.items():
        assert function.overloads, name
        for overload in function.overloads:
            assert all(each.name for each in overload.parameters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring(start position: 2, string: "abc")', "bc"),
        ("modulo(divisor: 3, dividend: 7)", Decimal(1)),
        ('replace(replacement: "x", input: "aba", pattern: "a")', "xbx"),
        ("before(point1: 1, point2: 2)", True),
        ("includes(range: [1..3], point: 2)", True),
        ("abs(n: -1)", Decimal(1)),
        ("not(negand: false)", True),
        ("list contains(element: 1, list: [1])", True),
    ],
)
def test_named_arguments(text, expected):
    assert evaluate(parse(text), Scope({})) == expected
