"""Verifier keys of signed notes: `name+id+key`, whose id binds name, algorithm and key (C2SP signed-note)."""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass

from gaoxin.base.result import shown
from gaoxin.base.text import Text
from gaoxin.engines.ledger import ed25519
from gaoxin.engines.ledger.errors import LedgerError

ED25519, COSIGNATURE, ML_DSA_44 = 1, 4, 6
_LENGTHS = {ED25519: 32, COSIGNATURE: 32, ML_DSA_44: 1312}
_HEX = re.compile(r"[0-9a-f]{8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that checks signatures: the signer's name, the algorithm's number and the public key."""

    name: str
    algorithm: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return key_id(self.name, bytes([self.algorithm]) + self.public)

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether the signature (without the key id) is by this key over the text of a note."""
        if self.algorithm == ED25519:
            return ed25519.verified(self.public, text, signature)
        if self.algorithm == COSIGNATURE:
            stamped = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + text
            return ed25519.verified(self.public, stamped, signature[8:])
        raise LedgerError(
            Text(
                f"本机不能核验「{self.name}」的签名算法",
                f"this machine cannot check the algorithm of {self.name}",
            ),
            Text("请换用 Ed25519 密钥", "use an Ed25519 key"),
        )


def key_id(name: str, typed: bytes) -> bytes:
    """The id of a key: of SHA-256 over name, newline, algorithm and public key the first four bytes."""
    return hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]


def parse_key(text: str) -> Key:
    """Read a verifier key; refuses an id that does not belong to it."""
    name, _, rest = text.partition("+")
    shown_id, _, body = rest.partition("+")
    typed = strict_base64(body) if body else None
    if not is_name(name) or not _HEX.fullmatch(shown_id) or not typed:
        raise _bad(text, Text("公钥写法不对", "the key is not written as name+id+key"))
    if _LENGTHS.get(typed[0]) != len(typed) - 1:
        raise _bad(text, Text("公钥算法未知或长度不符", "the algorithm is unknown or the length wrong"))
    if key_id(name, typed).hex() != shown_id:
        raise _bad(text, Text("公钥编号与公钥不符", "the id does not belong to the key"))
    return Key(name, typed[0], typed[1:])


def is_name(name: str) -> bool:
    """Whether it can name a signer: not empty, no space of any kind, no plus, no control."""
    return bool(name) and name.isprintable() and "+" not in name and not any(each.isspace() for each in name)


def strict_base64(text: str) -> bytes | None:
    """The bytes of standard Base64 in its one spelling, or None."""
    try:
        found = b64decode(text, validate=True)
    except (Error, ValueError):
        return None
    return found if b64encode(found).decode() == text else None


def _bad(text: str, why: Text) -> LedgerError:
    return LedgerError(why, Text("请向发布者核对公钥", "check the key with its publisher"), shown(text))
