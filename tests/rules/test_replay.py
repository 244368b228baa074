"""Decision files: canonical bytes, every changed byte found, differences named."""

import datetime as dt
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.engines.rules.feel import parse
from gaoxin.engines.rules.replay import (
    Decision,
    Ground,
    NotADecision,
    Policy,
    Ready,
    Recorder,
    Source,
    Subject,
    Value,
    faults_of_bytes,
    read,
    recompute,
)
from gaoxin.engines.rules.replay.canonical import canonical, checked_keys
from gaoxin.engines.rules.replay.form import MEMBERS
from gaoxin.engines.rules.replay.seal import part, sealed
from gaoxin.engines.rules.replay.snapshot import known, reads, written
from gaoxin.engines.rules.rule import Rule, RuleSet

from .firms import DAY, VOCABULARY, rule

D = Decimal
GOLDEN = Path(__file__).parent / "golden"
FIRM: dict[str, object] = {
    "registered_on": dt.date(2021, 3, 5),
    "sales": D("19400000.00"),
    "rd": D("931200.01"),
    "staff": D(120),
    "resident": True,
    "grade": "B",
    "industry_code": "C3912",
    "chains": ["集成电路", "光电𠮷"],
    "share": D("0.048000000"),
}
POINTS = {
    "marks": {
        "points": {
            "people": {"fact": "staff", "bands": [["100人", 10], ["0人", 5]]},
            "view": {"judged": [0, 30]},
        }
    }
}
LINES: list[dict[str, Any]] = [
    {"id": "resident", "fact": "resident", "is": True},
    {"id": "ratio", "fact": "rd", "over": "sales", "at_least": "4%"},
    {
        "id": "either",
        "any": [{"fact": "chains", "has": "集成电路"}, {"fact": "scientists", "at_least": "5人"}],
    },
]
RULES = {
    "eligible": rule(*LINES, amount={"fact": "rd", "rate": "10%", "cap": "50万元"}),
    "ineligible": rule(
        *LINES, {"fact": "sales", "at_least": "2000万元"}, {"fact": "sales_prev", "at_least": "1元"}
    ),
    "needs_data": rule(
        *LINES, {"fact": "rd_prev", "at_least": "5万元"}, amount={"fact": "rd_prev", "rate": "10%"}
    ),
    "needs_review": rule(
        *LINES,
        {"feel": "marks", "at_least": 30},
        {"fact": "registered_on", "age_at_least": "2年"},
        define=POINTS,
    ),
}


def ready(of: Rule) -> Ready:
    policy = Policy("0" * 64, "pack/policies/t.rule.yaml", of.id, of.version)
    ground = Ground(policy, {"pack/vocabulary.csv": "1" * 64}, ("pack",))
    shared = {"size": parse('if staff < 300 then "small" else "large"', names=["staff"])}
    return Ready(of, RuleSet((of,), shared, VOCABULARY), ground, DAY)


def decided(of: Rule, known: dict[str, object] | None = None) -> bytes:
    firm = FIRM if known is None else known
    columns = {fact: VOCABULARY[fact].name.zh for fact in firm}
    subject = Subject("91990171MAGPQ3CC30", firm, Source("2" * 64, 7, "企业"), columns, VOCABULARY)
    made = ready(of)
    return Recorder(made, "0.0.0").record(subject, made.facts(firm))[1]


@pytest.mark.parametrize("state", RULES)
def test_the_bytes_are_the_same_everywhere(state: str) -> None:
    assert decided(RULES[state]) == (GOLDEN / f"{state}.json").read_bytes()


def test_neither_the_order_of_facts_nor_the_hash_seed_changes_a_byte() -> None:
    backwards = dict(reversed(FIRM.items()))
    assert decided(RULES["needs_review"], backwards) == decided(RULES["needs_review"])
    program = "from tests.rules.test_replay import *; import sys\nfor r in RULES.values(): sys.stdout.buffer.write(decided(r))"
    got = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert got == {b"".join(map(decided, RULES.values()))}


@pytest.mark.parametrize("state", RULES)
def test_a_decision_replays(state: str) -> None:
    raw = decided(RULES[state])
    decision = read(raw)
    assert decision.verdict.state == state
    assert list(faults_of_bytes(raw, decision)) == []
    assert list(recompute(decision, ready(RULES[state]))) == []


def test_a_decision_holds_every_fact_the_rule_reads() -> None:
    decision = read(decided(RULES["needs_data"]))
    assert set(decision.facts) == {"resident", "rd", "sales", "chains"}
    assert decision.absent == ("rd_prev", "scientists")
    assert decision.facts["rd"] == Value("money", "931200.01", "研发费用")
    assert decision.facts["chains"].value == ("集成电路", "光电𠮷")
    assert decision.source == Source("2" * 64, 7, "企业")


def test_the_trace_tells_actual_op_threshold_and_what_is_missing() -> None:
    steps = {s.condition: s for s in read(decided(RULES["needs_data"])).trace}
    ratio = steps["ratio"].measured[0]
    assert (ratio.measure, ratio.op, ratio.threshold, ratio.outcome) == ("rd÷sales", ">=", "0.04", "met")
    assert str(ratio.actual).startswith("0.0480000005154")
    assert steps["c3"].missing == ("rd_prev",)
    assert read(decided(RULES["eligible"])).verdict.amount == "93120.001"


def test_facts_behind_derived_ones_are_read() -> None:
    of = ready(rule({"feel": "staff + sales", "at_least": 1}))
    found = reads(
        Rule("t", "1", of.rule.title, of.rule.conditions, {}, parse("size", names=["size"])), of.rules
    )
    assert found.facts == ("sales", "staff")
    assert found.derived == ("size",)


@pytest.mark.parametrize("flip", [1, 0x20, 0x80])
def test_every_changed_byte_is_found(flip: int) -> None:
    raw = decided(RULES["needs_review"])
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ flip]) + raw[place + 1 :]
        assert told(changed), place


@given(st.data())
def test_no_cut_or_addition_goes_unnoticed(data: st.DataObject) -> None:
    raw = decided(RULES["eligible"])
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(start + 40, len(raw))))
    put = data.draw(st.binary(max_size=20) | st.sampled_from([b" ", b"\n", b"0", b",", b'"a":1,']))
    changed = raw[:start] + put + raw[end:]
    assert changed == raw or told(changed)


def told(raw: bytes) -> list[str]:
    """What is wrong with some bytes, by integrity alone."""
    try:
        decision = read(raw)
    except NotADecision as error:
        return [error.message.en]
    return [p.message.en for p in faults_of_bytes(raw, decision)]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b'"value":"931200.01"', b'"value":"931200.02"', "facts"),
        (b'"row":7', b'"row":8', "source"),
        (b'"as_of":"2026-06-01"', b'"as_of":"2026-06-02"', "as_of"),
        (b'"state":"eligible"', b'"state":"eligiblf"', "verdict"),
        (b'"uscc":"91990171MAGPQ3CC30"', b'"uscc":"91990171MAGPQ3CC31"', "uscc"),
    ],
)
def test_a_change_is_placed(old: bytes, new: bytes, where: str) -> None:
    raw = decided(RULES["eligible"])
    assert raw.count(old) == 1
    assert [t.split(":")[0] for t in told(raw.replace(old, new))] == [where]


def test_a_changed_digest_and_another_spelling_are_placed() -> None:
    raw = decided(RULES["eligible"])
    decision = read(raw)
    other = "0" * 64
    assert told(raw.replace(decision.digest.encode(), other.encode()))[0].startswith("digest: ")
    assert told(raw.replace(decision.digests["trace"].encode(), other.encode()))[0].startswith(
        "digests.trace: "
    )
    assert told(raw.replace(b'"absent":[', b'"absent": ['))[0].startswith("byte 10: ")
    assert told(raw[:-1])[0].startswith(f"byte {len(raw) - 1}: ")


def forged(raw: bytes, **changes: Any) -> Decision:
    """A decision with other members under digests that fit."""
    decision = msgspec.structs.replace(read(raw), **changes)
    again = sealed({name: part(getattr(decision, name)) for name in MEMBERS})
    assert told(again) == []
    return read(again)


def test_a_forged_fact_shows_in_the_trace_and_the_verdict() -> None:
    decision = read(decided(RULES["eligible"]))
    facts = {**decision.facts, "rd": Value("money", "1.00")}
    problems = [
        p.message.en
        for p in recompute(forged(decided(RULES["eligible"]), facts=facts), ready(RULES["eligible"]))
    ]
    assert problems[0].startswith("trace[1].measured[0].actual: expected 0.0000000515")
    assert "verdict.state: expected ineligible, found eligible" in problems
    assert "verdict.unmet[0]: expected ratio, found nothing" in problems


def test_a_forged_snapshot_is_named() -> None:
    made, raw = ready(RULES["eligible"]), decided(RULES["eligible"])
    decision = read(raw)
    wrong = {**decision.facts, "rd": Value("money", "1e9999999"), "grade": Value("code", "B")}
    wrong["sales"] = Value("number", "19400000.00")
    del wrong["resident"]
    texts = [p.message.en for p in recompute(forged(raw, facts=wrong), made)]
    assert [t.split(":")[0] for t in texts] == [
        "absent[0]",
        "absent[1]",
        "facts.grade",
        "facts.rd.value",
        "facts.sales.type",
    ]


DEEP = b"[" * 100_000
HOSTILE = [b"", b"\n", b"{}", b"null", b"[]", b"1e999999", DEEP, b'{"trace":' + DEEP, b'{"a":' * 50_000, b"\xff\xfe", b"\x00" * 100, b"PK\x03\x04", b'"\\ud800"', b'{"absent":["\\ud800"]}', b" " * 4_000_001]  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(NotADecision):
        read(raw)


def test_nesting_and_half_characters_inside_a_decision_are_refused() -> None:
    raw = decided(RULES["eligible"])
    for put in (DEEP, b'"\\ud800"', b"1", b"9" * 100):
        with pytest.raises(NotADecision):
            read(raw.replace(b'"0.04"', put))


def test_a_duplicated_member_is_found() -> None:
    raw = decided(RULES["eligible"])
    assert told(raw.replace(b'"as_of":"2026-06-01",', b'"as_of":"2026-06-01","as_of":"2026-06-01",'))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("money", D("-0.01")),
        ("number", D("0.048000000")),
        ("integer", D(0)),
        ("date", DAY),
        ("boolean", False),
        ("text", ""),
        ("code", "C39"),
        ("codes", ["甲", ""]),
        ("codes", []),
    ],
)
def test_facts_are_written_exactly(kind: str, value: object) -> None:
    there = written(value, kind)
    assert known(there) == value
    assert written(known(there), kind) == there


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("money", "1e3"),
        ("money", "１"),
        ("money", "NaN"),
        ("money", ""),
        ("money", "1" * 41),
        ("date", "20260601"),
        ("date", "2026-6-1"),
        ("boolean", "True"),
        ("series", ""),
        ("codes", "a"),
        ("nothing", ""),
    ],
)
def test_facts_are_read_strictly(kind: str, text: str) -> None:
    with pytest.raises(ValueError):
        known(Value(kind, text))


KEYS = st.text(st.characters(codec="utf-8", max_codepoint=0xD7FF))
TEXTS = st.text(st.characters(codec="utf-8"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
TREES = st.recursive(
    SCALARS, lambda t: st.lists(t, max_size=5) | st.dictionaries(KEYS, t, max_size=5), max_leaves=20
)


@given(TREES)
def test_canonical_json_is_rfc_8785(tree: Any) -> None:
    assert canonical(tree) == pytest.importorskip("rfc8785").dumps(tree)
    assert json.loads(canonical(tree)) == tree


def test_canonical_json_of_the_standard() -> None:
    """RFC 8785, 3.2.2 and 3.2.3, without the floating-point numbers and the keys that decisions have none of."""
    written = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
    assert (
        canonical(written)
        == '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()
    )
    keys = ["\r", "1", "\u0080", "\u00f6", "\u20ac"]
    assert list(json.loads(canonical(dict.fromkeys(reversed(keys), 1)))) == keys
    with pytest.raises(ValueError):
        checked_keys({"\U0001f600": 1})
