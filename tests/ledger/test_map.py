from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.map import NOTHING, Map, MapProof, fork_hash, leaf_hash, proves

KEYS = st.binary(min_size=32, max_size=32) | st.integers(0, 7).map(lambda n: bytes(31) + bytes([n]))
HELD = st.dictionaries(KEYS, st.integers(0, 2**40), max_size=12)


def naive(held: dict[bytes, int], depth: int = 0) -> bytes:
    if not held:
        return NOTHING
    if len(held) == 1:
        return leaf_hash(*next(iter(held.items())))
    halves: list[dict[bytes, int]] = [{}, {}]
    for key, value in held.items():
        halves[int(f"{int.from_bytes(key, 'big'):0256b}"[depth])][key] = value
    return fork_hash(naive(halves[0], depth + 1), naive(halves[1], depth + 1))


def built(held: dict[bytes, int]) -> Map:
    made = Map()
    for key, value in held.items():
        made.set(key, value + 1)
    made.root()
    for key, value in reversed(held.items()):
        made.set(key, value)
    return made


@settings(deadline=None)
@given(HELD, KEYS)
def test_the_map_is_its_definition(held: dict[bytes, int], other: bytes) -> None:
    made = built(held)
    root = made.root()
    assert root == naive(held)
    for key in [*held, other]:
        value, proof = held.get(key), made.proof(key)
        assert made.get(key) == value
        assert proves(root, key, value, proof)
        for wrong in {None, 0, (value or 0) + 1} - {value}:
            assert not proves(root, key, wrong, proof)


def test_no_proof_says_something_else() -> None:
    held = {sha256(bytes([n])).digest(): n for n in range(30)}
    made = built(held)
    root, absent = made.root(), sha256(b"absent").digest()
    for key in [*held, absent]:
        proof = made.proof(key)
        for changed in (
            replace(proof, value=proof.value + 1),
            replace(proof, key=None),
            replace(proof, beside=proof.beside[:-1]),
            replace(proof, beside=(*proof.beside, NOTHING)),
            replace(proof, beside=(bytes([proof.beside[0][0] ^ 1]) + proof.beside[0][1:], *proof.beside[1:])),
        ):
            if changed != proof:
                assert not any(proves(root, key, value, changed) for value in (None, held.get(key), 31))
    for key in held:  # a proof of one subject is not a proof that another is absent
        assert not proves(root, absent, None, made.proof(key)) or made.proof(key) == made.proof(absent)
        assert not proves(root, key, None, made.proof(absent))


@settings(deadline=None)
@given(st.binary(max_size=40), st.lists(st.binary(max_size=40), max_size=5), st.integers())
def test_any_proof_is_judged(key: bytes, beside: list[bytes], value: int) -> None:
    assert not proves(sha256(b"other").digest(), key, None, MapProof(tuple(beside), key, value))


@pytest.mark.parametrize(("key", "value"), [(b"", 0), (bytes(32), -1), (bytes(33), 0), (bytes(32), 2**63)])
def test_what_cannot_be_in_it(key: bytes, value: int) -> None:
    with pytest.raises(LedgerError):
        Map().set(key, value)
