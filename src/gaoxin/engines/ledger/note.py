"""Signed notes (C2SP signed-note): a text, an empty line, and who signed it."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.keys import Key, is_name, strict_base64

LARGEST, MOST_SIGNATURES = 1_000_000, 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Signer(Protocol):
    """Whoever signs notes: a key in memory, in a file, or in a token."""

    @property
    def key(self) -> Key:
        """The public half."""

    def sign(self, text: bytes) -> bytes:
        """The signature over the text of a note, without the key id."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of a note: who, the four bytes that name the key, and the signature itself."""

    name: str
    key: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line as written."""
        return f"— {self.name} {b64encode(self.key + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (ending with a newline) and its signatures, none of which is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def written(self) -> str:
        """The note as it travels."""
        return self.text + "\n" + "".join(each.line for each in self.signatures)


@dataclass(frozen=True, slots=True)
class Opened:
    """A note of which at least one known key's signature holds, and none fails."""

    text: str
    verified: tuple[Signature, ...]
    unverified: tuple[Signature, ...]


def parse_note(raw: bytes) -> Note:
    """Read a note; refuses every other spelling."""
    if len(raw) > LARGEST:
        raise bad_note("the note is too large", "签名文件过大")
    try:
        whole = raw.decode()
    except UnicodeDecodeError:
        raise bad_note("it is not UTF-8", "不是 UTF-8") from None
    text, gap, tail = whole.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or lines[-1] or len(lines) < 2 or _CONTROL.search(whole):
        raise bad_note("text, empty line and signatures are expected", "应为正文、空行和签名")
    if len(lines) - 1 > MOST_SIGNATURES:
        raise bad_note("too many signatures", "签名过多")
    return Note(text + "\n", tuple(_signature(line) for line in lines[:-1]))


def open_note(raw: bytes, keys: Iterable[Key]) -> Opened:
    """Read a note and check it; raises where a known key's signature fails or no known key signed."""
    note, given = parse_note(raw), list(keys)
    known = {(key.name, key.id): key for key in given}
    twice = {who for who, count in Counter((key.name, key.id) for key in given).items() if count > 1}
    verified: dict[tuple[str, bytes], Signature] = {}
    unverified: dict[Signature, None] = {}
    for each in note.signatures:
        who = (each.name, each.key)
        if who not in known:
            unverified[each] = None
        elif who in twice:
            raise bad_note(f"the key of {each.name} is given twice", f"「{each.name}」的公钥重复")
        elif who not in verified:
            if not known[who].verifies(note.text.encode(), each.value):
                raise bad_note(f"the signature of {each.name} fails", f"「{each.name}」的签名不成立")
            verified[who] = each
    if not verified:
        raise bad_note("no known key signed it", "没有已知公钥的签名")
    return Opened(note.text, tuple(verified.values()), tuple(unverified))


def sign_note(text: str, *signers: Signer) -> str:
    """The text with the signatures of all signers."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise bad_note(
            "the text must end with a newline and hold no controls", "正文须以换行结尾且无控制字符"
        )
    made = tuple(Signature(s.key.name, s.key.id, s.sign(text.encode())) for s in signers)
    return Note(text, made).written


def bad_note(en: str, zh: str) -> LedgerError:
    """The refusal of a note, checkpoint or proof."""
    advice = Text("请重新获取原文件，不要手工修改", "fetch the original again and do not edit it")
    return LedgerError(Text(zh, en), advice)


def _signature(line: str) -> Signature:
    dash, name, body = [*line.split(" "), "", ""][:3]
    value = strict_base64(body)
    if line != f"{dash} {name} {body}" or dash != "—" or not is_name(name) or not value or len(value) < 5:
        raise bad_note("a signature line is malformed", "签名行写法不对")
    return Signature(name, value[:4], value[4:])
