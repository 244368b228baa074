"""The laws of what is unknown: nothing settled is ever taken back, and nothing possible is left out."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.rules.feel import Scope, evaluate, parse
from gaoxin.engines.rules.unknown import INFINITE, Interval, Unknown

NUMBERS = ("甲", "乙", "丙")
FLAGS = ("真一", "真二")
DOMAIN = [Decimal(n) for n in (-7, 0, 1, 3, 60)]
CHOICES = dict.fromkeys(NUMBERS, DOMAIN) | {name: [True, False] for name in FLAGS}

small = st.integers(-9, 9).map(lambda n: f"({n})")


def numeric(inner, test):
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(pair, st.sampled_from("+-*")).map(lambda t: f"({t[0][0]} {t[1]} {t[0][1]})"),
        st.tuples(inner, st.sampled_from((2, 5, -4))).map(lambda t: f"({t[0]} / {t[1]})"),
        inner.map(lambda a: f"(-{a})"),
        pair.map(lambda p: f"max({p[0]}, {p[1]})"),
        pair.map(lambda p: f"min([{p[0]}, {p[1]}])"),
        pair.map(lambda p: f"sum({p[0]}, {p[1]}, 1)"),
        st.tuples(test, inner, inner).map(lambda t: f"(if {t[0]} then {t[1]} else {t[2]})"),
    )


def logical(inner, number):
    pair = st.tuples(inner, inner)
    numbers = st.tuples(number, number)
    return st.one_of(
        pair.map(lambda p: f"({p[0]} and {p[1]})"),
        pair.map(lambda p: f"({p[0]} or {p[1]})"),
        inner.map(lambda a: f"not({a})"),
        st.tuples(inner, pair).map(lambda t: f"(if {t[0]} then {t[1][0]} else {t[1][1]})"),
        st.tuples(numbers, st.sampled_from(("=", "!=", "<", "<=", ">", ">="))).map(
            lambda t: f"({t[0][0]} {t[1]} {t[0][1]})"
        ),
        st.tuples(number, number, number).map(lambda t: f"({t[0]} between {t[1]} and {t[2]})"),
        st.tuples(number, small, small).map(lambda t: f"({t[0]} in ({t[1]}, > {t[2]}))"),
        st.tuples(number, number).map(lambda t: f"list contains([1, {t[0]}], {t[1]})"),
        pair.map(lambda p: f"all([{p[0]}, {p[1]}])"),
        st.tuples(number, number).map(lambda t: f"(some x in [{t[0]}, 2] satisfies x > {t[1]})"),
    )


number_leaf = st.one_of(small, st.sampled_from(NUMBERS))
flag_leaf = st.one_of(
    st.sampled_from(FLAGS), st.tuples(st.sampled_from(NUMBERS), small).map(lambda t: f"({t[0]} > {t[1]})")
)
numbers_1 = st.one_of(number_leaf, numeric(number_leaf, flag_leaf))
flags_1 = st.one_of(flag_leaf, logical(flag_leaf, numbers_1))
numbers_2 = st.one_of(numbers_1, numeric(numbers_1, flags_1))
flags_2 = logical(flags_1, numbers_2)
expressions = st.one_of(numbers_2, flags_2)
names = frozenset((*NUMBERS, *FLAGS))


def value_of(node, facts):
    return evaluate(node, Scope(facts, mode="policy"))


def allows(possible, value):
    if possible is None:
        return True
    if isinstance(possible, Interval):
        return possible.low <= value <= possible.high
    return value in possible


@settings(max_examples=400, deadline=None)
@given(expressions, st.sets(st.sampled_from(sorted(names)), min_size=1, max_size=3), st.randoms())
def test_what_is_settled_holds_for_every_completion(text, hidden, random):
    node = parse(text, names, strict=True)
    known = {name: random.choice(CHOICES[name]) for name in names}
    with_unknowns = known | {name: Unknown(frozenset((name,))) for name in hidden}
    told = value_of(node, with_unknowns)
    for values in itertools.product(*(CHOICES[name] for name in hidden)):
        full = value_of(node, known | dict(zip(hidden, values, strict=True)))
        if isinstance(told, Unknown):
            assert allows(told.possible, full), text
            assert told.missing <= hidden
        else:
            assert told == full, text


@settings(max_examples=300, deadline=None)
@given(expressions, st.randoms())
def test_filling_a_fact_never_flips_what_was_settled(text, random):
    node = parse(text, names, strict=True)
    facts = {name: Unknown(frozenset((name,))) for name in names}
    before = value_of(node, facts)
    for name in random.sample(sorted(names), len(names)):
        facts[name] = random.choice(CHOICES[name])
        after = value_of(node, facts)
        if not isinstance(before, Unknown):
            assert after == before, text
        before = after
    assert not isinstance(before, Unknown)


@settings(max_examples=200, deadline=None)
@given(expressions, st.randoms())
def test_policy_mode_without_unknowns_is_conformance_mode(text, random):
    node = parse(text, names, strict=True)
    facts = {name: random.choice(CHOICES[name]) for name in names}
    assert value_of(node, facts) == evaluate(node, Scope(facts))


def unknown(name="x", possible=None):
    return Unknown(frozenset((name,)), possible=possible)


def policy(text, **facts):
    return evaluate(parse(text, facts, strict=True), Scope(facts, mode="policy"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x and false", False),
        ("x or true", True),
        ("max(50, x) >= 40", True),
        ("min(50, x) > 60", False),
        ("x = null", unknown()),
        ("100 = null", False),
        ("(if x then 10 else if x then 20 else 30) >= 10", True),
        ("(if x then 10 else 20) + 5 > 100", False),
        ("(if x then 10 else 20) in [10, 20, 30]", True),
        ('(if x then "甲" else "乙") = "丙"', False),
        ("if x then 1 else 1", Decimal(1)),
        ("x * 2", unknown()),
        ("max(50, x)", unknown(possible=Interval(Decimal(50), INFINITE))),
        ("count([x, 1])", Decimal(2)),
        ("x.a", unknown()),
        ("[1, 2][item > x]", unknown()),
        ("for i in x return i", unknown()),
        ("some i in [1, 2] satisfies i > x", unknown()),
        ("every i in [1, 2] satisfies i > 5 and x", False),
        ("not(x)", unknown()),
        ("upper case(x)", unknown()),
        ("x instance of number", unknown()),
        ("if x then true else false", unknown()),
        ('string length(if x then "a" else "b")', unknown()),
    ],
)
def test_single_cases(text, expected):
    assert policy(text, x=unknown()) == expected


def test_both_sides_that_are_undecided_are_waited_for():
    found = policy("a > 1 and b > 1 and c > 1", a=unknown("a"), b=unknown("b"), c=Decimal(9))
    assert found.missing == {"a", "b"}
    assert policy('a > 1 or review("专家")', a=unknown("a")).review == {"专家"}
    assert policy('review("专家")').state == "needs_review"


def test_booleans_and_numbers_do_not_merge_in_a_set():
    assert policy("if x then true else 1", x=unknown()).possible is None


@pytest.mark.parametrize(
    ("code", "scopes", "expected"),
    [
        ("C3912", '["C39"]', True),
        ("C3912", '["C3912"]', True),
        ("C3912", '["C38", "I65"]', False),
        ("C39", '["C3912"]', Unknown(frozenset(("行业",)))),
        ("C39", '["C3912", "C"]', True),
        (Unknown(frozenset(("行业",))), '["C39"]', Unknown(frozenset(("行业",)))),
    ],
)
def test_within(code, scopes, expected):
    assert policy(f"within(行业, {scopes})", 行业=code) == expected


def test_extensions_are_only_known_to_policies():
    scope = Scope({})
    assert evaluate(parse('review("a")'), scope) is None
    assert "review" in scope.problems[0].reason


def test_an_unbound_fact_of_a_policy_is_unknown():
    assert evaluate(parse("a > 1"), Scope({}, mode="policy")).missing == {"a"}
    assert evaluate(parse("a > 1"), Scope({})) is None
