import json
from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.ledger import ed25519
from gaoxin.engines.ledger.checkpoint import Checkpoint, Proof, parse_checkpoint, parse_proof
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.keys import COSIGNATURE, ML_DSA_44, Key, parse_key
from gaoxin.engines.ledger.note import open_note, parse_note, sign_note
from tests.ledger.signer import Signer
from tests.ledger.vectors import VECTORS, tlog

RFC_8032 = [  # 7.1, tests 1 to 3: seed, key, message, signature
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.mark.parametrize(("seed", "key", "message", "signature"), RFC_8032)
def test_rfc_8032(seed: str, key: str, message: str, signature: str) -> None:
    signer = Signer("a", bytes.fromhex(seed))
    assert signer.key.public.hex() == key
    assert signer.sign(bytes.fromhex(message)).hex() == signature
    said = bytes.fromhex(key), bytes.fromhex(message), bytearray.fromhex(signature)
    assert ed25519.verified(said[0], said[1], bytes(said[2]))
    said[2][40] ^= 1
    assert not ed25519.verified(said[0], said[1], bytes(said[2]))


def test_given_edges_of_ed25519_follow_one_rule() -> None:
    path = VECTORS / "cctv-ed25519" / "ed25519" / "ed25519vectors.json"
    if not path.exists():
        pytest.skip("the Ed25519 vectors are not here")
    refused = {"low_order_A", "low_order_R", "low_order_residue", "non_canonical_A", "non_canonical_R"}
    given = json.loads(path.read_text("utf-8"))
    for case in given:
        expected = not refused & set(case["flags"] or [])
        found = ed25519.verified(bytes.fromhex(case["key"]), case["msg"].encode(), bytes.fromhex(case["sig"]))
        assert found is expected, case
    assert len(given) == 914


def test_given_notes() -> None:
    for case in tlog("note_open")["cases"]:
        keys, raw = [parse_key(key) for key in case["keys"]], b64decode(case["note_b64"])
        if not case["ok"]:
            with pytest.raises(LedgerError):
                open_note(raw, keys)
            continue
        found = open_note(raw, keys)
        assert [each.name for each in found.verified] == case["verified"], case["desc"]
        assert [each.name for each in found.unverified] == case["unverified"], case["desc"]


def test_given_signature() -> None:
    given = tlog("note_sign")
    name, _, secret = given["skey"].removeprefix("PRIVATE+KEY+").split("+", 2)
    assert sign_note(given["text"], Signer(name, b64decode(secret)[1:])) == given["want"]


def test_given_keys() -> None:
    given = tlog("vkey")
    for text in given["good"]:
        key = parse_key(text)
        assert text.split("+")[:2] == [key.name, key.id.hex()]
    for text in given["bad"] + given["stale_hash_do_not_use"]:
        with pytest.raises(LedgerError):
            parse_key(text)
    name, _, body = given["stale_hash_do_not_use"][0].split("+", 2)
    assert parse_key(f"{name}+31236897+{body}").algorithm == ML_DSA_44


@pytest.mark.parametrize(
    ("part", "read"), [("checkpoint_parse", parse_checkpoint), ("tlog_proof", parse_proof)]
)
def test_given_checkpoints_and_proofs(part: str, read: object) -> None:
    for case in tlog(part)["cases"]:
        if case["wantErr"]:
            with pytest.raises(LedgerError):
                read(case["text"])  # type: ignore[operator]
        else:
            assert read(case["text"]).text == case["text"]  # type: ignore[operator]


HEAD = Checkpoint("zone.example/ledger", 7, sha256(b"").digest())
LOG, WITNESS = Signer("zone.example/ledger", b"a" * 32), Signer("海关", b"b" * 32, COSIGNATURE, 1_790_000_000)


def test_a_checkpoint_with_its_cosignature() -> None:
    raw = sign_note(HEAD.text, LOG, WITNESS).encode()
    found = open_note(raw, [LOG.key, WITNESS.key])
    assert parse_checkpoint(found.text) == HEAD
    assert [each.name for each in found.verified] == ["zone.example/ledger", "海关"]
    assert [each.name for each in open_note(raw, [WITNESS.key]).unverified] == ["zone.example/ledger"]


def test_every_flipped_bit_of_a_note_shows() -> None:
    raw = sign_note(HEAD.text, LOG).encode()
    for at in range(0, len(raw) * 8, 3):
        changed = bytearray(raw)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(LedgerError):
            open_note(bytes(changed), [LOG.key])


def test_what_cannot_be_checked_says_so() -> None:
    with pytest.raises(LedgerError, match="不能核验") as caught:
        Key("w", ML_DSA_44, bytes(1312)).verifies(b"", b"")
    assert "cannot check" in caught.value.message.en


@settings(deadline=None)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.tuples(st.text(), st.text()).map(lambda t: f"{t[0]}\n\n— {t[1]}\n".encode())
)
def test_any_bytes_are_a_note_or_refused(raw: bytes) -> None:
    try:
        assert parse_note(raw).written.encode() == raw
    except LedgerError as error:
        assert error.message.zh and error.message.en


@settings(deadline=None)
@given(
    st.text()
    | st.text("0123456789+/= \nindexextraA")
    | st.text().map(lambda t: "c2sp.org/tlog-proof@v1\nindex 1\n" + t)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_checkpoint, parse_proof, parse_key):
        try:
            found = read(text)
        except LedgerError as error:
            assert error.message.zh and error.message.en
        else:
            assert isinstance(found, Key) or found.text == text


def test_a_proof_file_comes_back() -> None:
    proof = Proof(5, (b"a" * 32, b"b" * 32), sign_note(HEAD.text, LOG), "附注".encode())
    assert parse_proof(proof.text) == proof
