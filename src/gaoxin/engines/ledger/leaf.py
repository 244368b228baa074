"""A leaf: what happened, when, in which role, to whom; the details only as salted commitments.

Whoever holds an opening (salt and value) can show a detail against its commitment. When all copies of an opening are
deleted the detail is gone, while the leaf, its hash and every proof stay as they were.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from gaoxin.base.canonical import CanonicalError, canonical
from gaoxin.base.result import shown
from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError

SALT = 16
"""Bytes of a salt: nobody guesses the value behind a commitment by trying."""
_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,63}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_STAMP = re.compile(r"[\x20-\x7e]{0,8192}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment hides: the name and value of a detail, and the salt."""

    name: str
    value: Any
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT))

    @property
    def commitment(self) -> str:
        """SHA-256 over a label, the salt and the canonical name and value; in hexadecimal."""
        said = canonical([self.name, self.value])
        return hashlib.sha256(b"gaoxin/detail/v1\n" + self.salt + said).hexdigest()


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of the ledger. `previous` is the index of the subject's leaf before; absent for its first."""

    kind: str
    time: str
    """UTC to the second, `2026-11-21T06:00:00Z`."""
    role: str
    subject: str
    payload: dict[str, str]
    previous: int | None = None
    signature: str = ""
    """Of the stating party, over the leaf without this field; in the notation of that party."""

    @property
    def entry(self) -> bytes:
        """The bytes that stand in the ledger (RFC 8785)."""
        return canonical(msgspec.to_builtins(self))

    @property
    def signable(self) -> bytes:
        """The bytes the stating party signs."""
        return msgspec.structs.replace(self, signature="").entry

    def holds(self, opening: Opening) -> bool:
        """Whether the opening is of this leaf."""
        return len(opening.salt) == SALT and self.payload.get(opening.name) == opening.commitment


def checked(leaf: Leaf) -> Leaf:
    """The leaf itself, if every part is written as it must be."""
    digests = [leaf.subject, *leaf.payload.values()]
    words = [leaf.kind, leaf.role, *leaf.payload]
    sound = (
        all(_DIGEST.fullmatch(each) for each in digests)
        and all(_KIND.fullmatch(each) for each in words)
        and _TIME.fullmatch(leaf.time)
        and _STAMP.fullmatch(leaf.signature)
        and (leaf.previous is None or leaf.previous >= 0)
    )
    if not sound:
        raise _bad(leaf.kind)
    return leaf


def parse_leaf(entry: bytes) -> Leaf:
    """Read an entry; refuses every spelling but the canonical one."""
    try:
        leaf = checked(_DECODER.decode(entry))
        if leaf.entry == entry:
            return leaf
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, CanonicalError):
        pass
    raise _bad(shown(entry[:60].decode("utf-8", "replace")))


def sealed(details: Mapping[str, Any]) -> tuple[dict[str, str], list[Opening]]:
    """The commitments for a leaf, and the openings to keep (and one day erase) elsewhere."""
    openings = [Opening(name, value) for name, value in details.items()]
    return {each.name: each.commitment for each in openings}, openings


def subject(kind: str, number: str, key: bytes) -> str:
    """The digest that stands for a firm, item or person: HMAC-SHA-256, so only who has the key can guess numbers."""
    return hmac.new(key, canonical([kind, number]), hashlib.sha256).hexdigest()


def _bad(where: str) -> LedgerError:
    return LedgerError(
        Text("账本记录写法不对", "the entry is not written as a leaf is"),
        Text("请运行核查", "run the audit"),
        where,
    )


_DECODER = msgspec.json.Decoder(Leaf)
