"""Checkpoints (C2SP tlog-checkpoint) and proofs that travel as files (C2SP tlog-proof)."""

import re
from base64 import b64encode
from dataclasses import dataclass

from gaoxin.engines.ledger.keys import strict_base64
from gaoxin.engines.ledger.note import bad_note
from gaoxin.engines.ledger.tree import HASH

_HEADER = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name (origin), size and root; further lines are kept as they are."""

    origin: str
    size: int
    root: bytes
    extra: str = ""

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n{self.extra}"


@dataclass(frozen=True, slots=True)
class Proof:
    """That the leaf at `index` stands in the tree of the checkpoint (a signed note, not checked yet)."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    @property
    def text(self) -> str:
        """The file as written."""
        extra = f"extra {b64encode(self.extra).decode()}\n" if self.extra else ""
        hashes = "".join(b64encode(each).decode() + "\n" for each in self.hashes)
        return f"{_HEADER}\n{extra}index {self.index}\n{hashes}\n{self.checkpoint}"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint note."""
    lines = text.split("\n", 3)
    if len(lines) != 4 or not lines[0]:
        raise bad_note("a checkpoint has name, size and root", "检查点应有名称、规模和根")
    root = strict_base64(lines[2])
    if not root:
        raise bad_note("the root is not Base64", "根不是 Base64")
    if lines[3] and not lines[3].endswith("\n"):
        raise bad_note("the last line has no end", "末行不完整")
    return Checkpoint(lines[0], _number(lines[1]), root, lines[3])


def parse_proof(text: str) -> Proof:
    """Read a proof file; the checkpoint in it is left as it is."""
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != _HEADER or not gap or not checkpoint.endswith("\n"):
        raise bad_note("it is no proof file", "不是证明文件")
    extra: bytes | None = b""
    if lines and lines[0].startswith("extra "):
        extra = strict_base64(lines.pop(0).removeprefix("extra ")) or None
    if extra is None or not lines or not lines[0].startswith("index "):
        raise bad_note("extra data or index is malformed", "附加数据或序号写法不对")
    index = _number(lines.pop(0).removeprefix("index "))
    return Proof(index, tuple(_hash(line) for line in lines), checkpoint, extra)


def _hash(line: str) -> bytes:
    found = strict_base64(line)
    if found is None or len(found) != HASH:
        raise bad_note("a hash of the proof is malformed", "证明中的散列写法不对")
    return found


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > _LARGEST:
        raise bad_note("the size or index is no number", "规模或序号不是数")
    return int(text)
