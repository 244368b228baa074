"""Decision tables: hit policies, defaults, allowed values, the index, and what is unknown."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.rules.dmn import index as index_module
from gaoxin.engines.rules.dmn import read
from gaoxin.engines.rules.feel import Scope, evaluate, parse_unary_tests
from gaoxin.engines.rules.unknown import Unknown

from .models import decision, inputs, model, output, table

RULES = [("> 10", "3"), ("> 5", "1"), ("> 0", "2"), ("> 100", "1")]


def decide(rules, value, policy="UNIQUE", out=None, more="", mode="conformance"):
    body = inputs(n="Any") + decision("d", table(["n"], [out or output()], rules, policy, more), 1)
    return read(model(body)).evaluate("d", {"n": value}, mode=mode)


@pytest.mark.parametrize(
    ("policy", "more", "expected"),
    [
        ("FIRST", "", 3),
        ("RULE ORDER", "", [3, 1, 2]),
        ("COLLECT", "", [3, 1, 2]),
        ("COLLECT", 'aggregation="SUM"', 6),
        ("COLLECT", 'aggregation="MIN"', 1),
        ("COLLECT", 'aggregation="MAX"', 3),
        ("COLLECT", 'aggregation="COUNT"', 3),
        ("PRIORITY", "", 2),
        ("OUTPUT ORDER", "", [2, 1, 3]),
    ],
)
def test_hit_policies(policy, more, expected):
    assert decide(RULES, Decimal(11), policy, output(values="2, 1, 3"), more).value == expected


def test_unique_and_any_tell_which_rules_clash():
    for policy in ("UNIQUE", "ANY"):
        result = decide(RULES, Decimal(11), policy)
        assert result.value is None
        assert "1, 2, 3" in str(result.problems[-1])
        assert str(result.problems[-1]).startswith("decision d")
    assert decide([("> 1", "7"), ("> 2", "7")], Decimal(3), "ANY").value == 7


def test_no_match_gives_the_default_or_null_with_a_reason():
    assert decide(RULES, Decimal(-1), out=output(default="9")).value == 9
    assert decide(RULES, Decimal(-1)).problems
    assert decide(RULES, Decimal(-1), "COLLECT").value == []


def test_problems_name_decision_rule_and_column():
    result = decide([('< "a"', "1"), ("-", "2")], Decimal(1), "FIRST")
    assert result.value == 2
    assert str(result.problems[0]).startswith("decision d, rule 1, column n: ")


def test_a_cell_that_cannot_be_read_is_found_by_check():
    body = inputs(n="number") + decision("d", table(["n"], [output()], [(">> 3", "1")]), 1)
    (fault,) = read(model(body)).check()
    assert "decision d: rule 1, column 1" in fault
    assert "expected" in fault


def test_what_is_unknown_leaves_the_outputs_that_are_possible():
    hidden = Unknown(frozenset(("n",)))
    found = decide(RULES, hidden, "FIRST", output(default="9"), mode="policy").value
    assert found == Unknown(frozenset(("n",)), possible=frozenset(map(Decimal, (3, 1, 2, 9))))
    same = decide([("> 5", "1"), ("<= 5", "1"), ("-", "1")], hidden, "FIRST", mode="policy")
    assert same.value == 1


cell = st.one_of(
    st.integers(-3, 3).map(str),
    st.tuples(st.sampled_from(("<", "<=", ">", ">=")), st.integers(-3, 3)).map(lambda t: f"{t[0]} {t[1]}"),
    st.tuples(st.sampled_from("[("), st.integers(-3, 3), st.integers(-3, 3), st.sampled_from(")]")).map(
        lambda t: f"{t[0]}{t[1]}..{t[2]}{t[3]}"
    ),
    st.sampled_from(
        ['"a"', '"a", "b"', '1, "b", [2..3]', "-", "not(1)", "? = 2", "true", "null", "n", "!= 1"]
    ),
)
values = st.one_of(
    st.integers(-4, 4).map(Decimal),
    st.sampled_from(["a", "b", "c", True, False, None, Decimal("0.5"), [Decimal(1)]]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(cell, cell), min_size=index_module.MIN_RULES, max_size=40),
    st.lists(st.tuples(values, values), min_size=4, max_size=8),
)
def test_the_index_gives_what_a_scan_gives(rules, asked):
    rows = [(*cells, str(number)) for number, cells in enumerate(rules)]
    body = inputs(n="Any", m="Any") + decision("d", table(["n", "m"], [output()], rows, "COLLECT"), 2)
    indexed = read(model(body))
    for n, m in asked:
        facts = {"n": n, "m": m}
        scanned = [number for number, cells in enumerate(rules) if matches(cells, facts)]
        assert indexed.evaluate("d", facts).value == scanned


def matches(cells, facts):
    return all(
        evaluate(parse_unary_tests(text, facts), Scope({**facts, "?": facts[name]})) is True
        for text, name in zip(cells, ("n", "m"), strict=True)
    )


def big(size):
    rows = [(f'"C{n:05d}"', f"[{n}..{n + 3}]", str(n)) for n in range(size)]
    body = inputs(code="string", n="number") + decision("d", table(["code", "n"], [output()], rows), 2)
    return read(model(body))


def seconds(model, size):
    facts = {"code": f"C{size - 1:05d}", "n": Decimal(size)}
    assert model.evaluate("d", facts).value == size - 1
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        model.evaluate("d", facts)
        best = min(best, time.perf_counter() - start)
    return best


def test_a_large_table_is_not_scanned():
    assert seconds(big(4000), 4000) < 8 * seconds(big(100), 100)
