"""A verifiable map from subjects to their last leaf: a compact sparse Merkle tree.

A subject's key is 32 bytes. A subtree with no key hashes to 32 zero bytes, one with a single key to that key's leaf,
any other to its two halves by the next bit. The root depends on what the map holds alone, not on the order of writing.
"""

import hashlib
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError

KEY = 32
NOTHING = bytes(32)
"""The hash of a subtree without keys, so the root of the empty map."""
KIND = "map"
"""The kind of the leaf that commits to the map of all leaves before it."""


@dataclass(frozen=True, slots=True)
class MapProof:
    """The hashes beside the way to a key, from the root down, and the key and value at its end, if any."""

    beside: tuple[bytes, ...]
    key: bytes | None = None
    value: int = 0


class _Leaf:
    __slots__ = ("hash", "key", "value")

    def __init__(self, key: bytes, value: int) -> None:
        self.key, self.value, self.hash = key, value, leaf_hash(key, value)


class _Fork:
    __slots__ = ("hash", "sides")

    def __init__(self, *sides: "_Any") -> None:
        self.sides, self.hash = list(sides), b""


_Any = _Leaf | _Fork | None


class Map:
    """The last leaf of each subject; kept in memory, rebuilt from the leaves or from a table."""

    def __init__(self) -> None:
        self._top: _Any = None

    def set(self, key: bytes, value: int) -> None:
        """Say that the subject's last leaf stands at index `value`."""
        if len(key) != KEY or not 0 <= value < 2**63:
            raise LedgerError(Text("对象或序号不合规", "the subject or index is out of range"))
        leaf, forks, here = _Leaf(key, value), list[_Fork](), self._top
        while isinstance(here, _Fork):
            here.hash = b""
            forks.append(here)
            here = here.sides[_bit(key, len(forks) - 1)]
        grown: _Any = leaf if here is None or here.key == key else _parted(here, leaf, len(forks))
        if forks:
            forks[-1].sides[_bit(key, len(forks) - 1)] = grown
        else:
            self._top = grown

    def get(self, key: bytes) -> int | None:
        """The index of the subject's last leaf."""
        found = self.proof(key, hashes=False)
        return found.value if found.key == key else None

    def root(self) -> bytes:
        """The hash that commits to the whole map."""
        return _hash(self._top)

    def proof(self, key: bytes, *, hashes: bool = True) -> MapProof:
        """The proof of the subject's last leaf, or that it has none."""
        beside, here = [], self._top
        depth = 0
        while isinstance(here, _Fork):
            bit = _bit(key, depth)
            if hashes:
                beside.append(_hash(here.sides[1 - bit]))
            here, depth = here.sides[bit], depth + 1
        return MapProof(tuple(beside), here.key, here.value) if here else MapProof(tuple(beside))


def proves(root: bytes, key: bytes, value: int | None, proof: MapProof) -> bool:
    """Whether the map of this root says `value` of the key; None: that the key is not in it."""
    depth = len(proof.beside)
    if len(key) != KEY or depth > KEY * 8 or any(len(each) != 32 for each in proof.beside):
        return False
    if proof.key is None:
        found, said = NOTHING, None
    else:
        if len(proof.key) != KEY or not 0 <= proof.value < 2**63 or _apart(proof.key, key) < depth:
            return False
        found, said = leaf_hash(proof.key, proof.value), proof.value if proof.key == key else None
    for at in range(depth - 1, -1, -1):
        pair = (proof.beside[at], found) if _bit(key, at) else (found, proof.beside[at])
        found = fork_hash(*pair)
    return said == value and found == root


def leaf_hash(key: bytes, value: int) -> bytes:
    """The hash of one key with its value; apart from all hashes of the log by its first byte."""
    return hashlib.sha256(b"\x02" + key + value.to_bytes(8, "big")).digest()


def fork_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two halves."""
    return hashlib.sha256(b"\x03" + left + right).digest()


def _hash(node: _Any) -> bytes:
    if node is None:
        return NOTHING
    if not node.hash and isinstance(node, _Fork):
        node.hash = fork_hash(_hash(node.sides[0]), _hash(node.sides[1]))
    return node.hash


def _parted(old: _Leaf, new: _Leaf, depth: int) -> _Fork:
    apart = _apart(old.key, new.key)
    node = _Fork(*((old, new) if _bit(new.key, apart) else (new, old)))
    for at in range(apart - 1, depth - 1, -1):
        node = _Fork(*((None, node) if _bit(new.key, at) else (node, None)))
    return node


def _apart(one: bytes, two: bytes) -> int:
    """The first bit in which two keys differ; 256 where none does."""
    return KEY * 8 - (int.from_bytes(one, "big") ^ int.from_bytes(two, "big")).bit_length()


def _bit(key: bytes, at: int) -> int:
    return key[at >> 3] >> (7 - (at & 7)) & 1
