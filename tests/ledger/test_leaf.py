import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.base.canonical import CanonicalError, canonical
from gaoxin.engines.ledger import verify
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.leaf import Leaf, Opening, parse_leaf, sealed, subject
from gaoxin.engines.ledger.log import Log
from gaoxin.engines.ledger.store import MemoryStore
from gaoxin.engines.ledger.tree import leaf_hash

FIRM = subject("firm", "91370100MA3C12345X", b"key of the zone")


def leaf(**changes: object) -> Leaf:
    said = {
        "kind": "figure.corrected",
        "time": "2026-11-21T06:00:00Z",
        "role": "officer",
        "subject": FIRM,
        "payload": {},
    }
    return Leaf(**(said | changes))  # type: ignore[arg-type]


VALUES = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=0xD7FF)), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(VALUES)
def test_canonical_is_rfc_8785(value: object) -> None:
    assert canonical(value) == pytest.importorskip("rfc8785").dumps(value)


@pytest.mark.parametrize("value", [1.5, 2**53, b"x", {1: 2}, {"\ue000": 1}, ["\ud800"], {"a": [{"b": 0.1}]}])
def test_what_has_no_canonical_spelling_is_refused(value: object) -> None:
    with pytest.raises(CanonicalError):
        canonical(value)


def test_a_leaf_comes_back() -> None:
    commitments, _ = sealed({"sales": 12_300_00, "name": "济南高新"})
    made = leaf(payload=commitments, previous=7, signature="ed25519 AAAA")
    assert parse_leaf(made.entry) == made
    assert b"signature" not in made.signable and b"previous" in made.signable
    assert "previous" not in json.loads(leaf().entry)


@pytest.mark.parametrize(
    "changes",
    [{"kind": "Figure"}, {"kind": ""}, {"time": "2026-11-21 06:00"}, {"subject": FIRM.upper()}, {"subject": "ab"},
     {"payload": {"sales": "12"}}, {"payload": {"销售": FIRM}}, {"previous": -1}, {"role": "a b"}, {"signature": "好"}],
)  # fmt: skip
def test_other_leaves_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        parse_leaf(leaf(**changes).entry)


def test_other_spellings_are_refused() -> None:
    entry = leaf().entry
    parse_leaf(entry)
    for other in (
        entry + b" ",
        entry.replace(b":", b": ", 1),
        entry[:-1] + b',"more":1}',
        entry[:-1] + b',"signature":""}',
    ):
        with pytest.raises(LedgerError):
            parse_leaf(other)


@settings(deadline=None)
@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_leaf_or_refused(entry: bytes) -> None:
    try:
        assert parse_leaf(entry).entry == entry
    except LedgerError as error:
        assert error.message.zh and error.message.en


def test_an_erased_detail_leaves_every_proof_standing() -> None:
    commitments, openings = sealed({"phone": "0531-8888", "sales": 100})
    log = Log(MemoryStore())
    log.append([leaf(payload=commitments).entry, leaf().entry, leaf(kind="firm.seen").entry])
    shown = parse_leaf(log.entry(0))
    assert all(shown.holds(opening) for opening in openings)
    root, proof = log.root(), log.inclusion(0)
    del openings[0]  # the telephone number is erased
    assert verify.included(0, 3, leaf_hash(log.entry(0)), proof, root)
    assert parse_leaf(log.entry(0)).holds(openings[0])
    assert b"0531" not in log.entry(0)


def test_a_detail_is_bound_to_name_value_and_salt() -> None:
    opening = Opening("sales", 100)
    made = leaf(payload={"sales": opening.commitment, "other": opening.commitment})
    assert made.holds(opening)
    for other in (
        Opening("sales", 101, opening.salt),
        Opening("sales", 100),
        Opening("other", 100, opening.salt),
        Opening("sales", 100, b""),
    ):
        assert not made.holds(other)


def test_a_subject_cannot_be_guessed_without_the_key() -> None:
    assert subject("firm", "1", b"k") == subject("firm", "1", b"k")
    assert (
        len(
            {
                subject("firm", "1", b"k"),
                subject("item", "1", b"k"),
                subject("firm", "1", b"l"),
                subject("firm", "2", b"k"),
            }
        )
        == 4
    )
