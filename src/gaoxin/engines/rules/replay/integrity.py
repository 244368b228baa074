"""Reading a decision, and what its own bytes and digests say of it."""

from collections.abc import Iterator
from typing import Final

import msgspec

from gaoxin.base.result import Problem, Refused
from gaoxin.base.text import Text
from gaoxin.engines.rules.replay.canonical import canonical, sha256
from gaoxin.engines.rules.replay.form import FORMAT, MEMBERS, Decision

LARGEST: Final = 4_000_000
"""Bytes; a decision takes a few thousand."""

_DECODER = msgspec.json.Decoder(Decision)


class NotADecision(Refused):
    """Bytes that are no decision at all."""


def read(raw: bytes) -> Decision:
    """The decision in the bytes of a file; raises NotADecision where there is none."""
    if len(raw) > LARGEST:
        raise _unusable("文件太大", "the file is too large")
    try:
        decision = _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise _unusable(f"不是决定文件：{error}", f"not a decision file: {error}") from None
    if decision.format != FORMAT:
        raise _unusable(f"格式应为 {FORMAT}", f"the format should be {FORMAT}")
    return decision


def _unusable(zh: str, en: str) -> NotADecision:
    return NotADecision(Text(zh, en))


def faults_of_bytes(raw: bytes, decision: Decision) -> Iterator[Problem]:
    """Where the bytes are not the canonical ones, and which members do not fit their digests."""
    whole = canonical(decision) + b"\n"
    if raw != whole:
        place = next((i for i, (a, b) in enumerate(zip(raw, whole, strict=False)) if a != b), None)
        at = min(len(raw), len(whole)) if place is None else place
        yield Problem(
            Text("写法不是规范 JSON（RFC 8785）", "this is not the canonical JSON (RFC 8785)"),
            where=f"byte {at}",
        )
    yield from _digests(decision)


def _digests(decision: Decision) -> Iterator[Problem]:
    found = {name: sha256(canonical(getattr(decision, name))) for name in MEMBERS}
    told = decision.digests
    root = sha256(canonical(told))
    wrong = [n for n in sorted({*found, *told}) if found.get(n) != told.get(n)]
    for name in wrong:
        where = name if root == decision.digest else f"digests.{name}"
        yield unlike(where, found.get(name, "–"), told.get(name, "–"))
    if root != decision.digest and not wrong:
        yield unlike("digest", root, decision.digest)


def unlike(where: str, content: str, told: str) -> Problem:
    """Content that does not fit the digest that the file tells."""
    zh = f"内容与摘要不符：内容的 SHA-256 是 {content}，文件中写的是 {told}"
    return Problem(
        Text(zh, f"does not fit its digest: the content has SHA-256 {content}, told {told}"), where=where
    )
