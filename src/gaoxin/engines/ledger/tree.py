"""The Merkle tree of RFC 6962: hashes, the state an append needs, and the parts of which proofs consist.

A proof is a list of hashes of ranges `[start, end)` of leaves. Whoever stores the tree gives the hashes of its
perfect nodes (`Node`); everything else follows. A range is a subtree where its start is a multiple of the
smallest power of two that holds it (draft-ietf-plants-merkle-tree-certs, 4.1).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError

HASH = 32
"""Bytes of a hash (SHA-256)."""
EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

Node = Callable[[int, int], bytes]
"""(height, index) → the hash of the leaves from index * 2**height, 2**height of them."""
Range = tuple[int, int]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two children (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def paired(row: bytes) -> bytes:
    """The row above a row of hashes laid end to end; an odd last hash has no parent in it."""
    sha256, whole = hashlib.sha256, len(row) & -64
    return b"".join([sha256(b"\x01" + row[at : at + 64]).digest() for at in range(0, whole, 64)])


@dataclass(slots=True)
class Frontier:
    """A tree that only grows: its size and the roots of its perfect subtrees, largest first."""

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def append(self, hashed: bytes) -> None:
        """Add the hash of one leaf."""
        carry = self.size
        while carry & 1:
            hashed = node_hash(self.roots.pop(), hashed)
            carry >>= 1
        self.roots.append(hashed)
        self.size += 1

    def root(self) -> bytes:
        """The root as it stands."""
        return folded(self.roots)


def folded(roots: Iterable[bytes]) -> bytes:
    """The root over the roots of perfect subtrees, largest first."""
    found = b""
    for root in reversed(list(roots)):
        found = node_hash(root, found) if found else root
    return found or EMPTY


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root over the hashes of all leaves."""
    tree = Frontier()
    for each in hashes:
        tree.append(each)
    return tree.root()


def is_subtree(start: int, end: int) -> bool:
    """Whether the range is not empty and lies as a subtree does."""
    return 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0


def range_hash(node: Node, start: int, end: int) -> bytes:
    """The hash of a subtree, from perfect nodes."""
    return folded(node(height, at >> height) for height, at in _perfect(start, end))


def _perfect(start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start
        start += 1 << height


def inclusion_ranges(index: int, start: int, end: int) -> list[Range]:
    """The ranges whose hashes prove the leaf `index` in the subtree `[start, end)`, lowest first."""
    if not (is_subtree(start, end) and start <= index < end):
        raise out_of_range(f"{index} / [{start}, {end})")
    found: list[Range] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(start: int, end: int, size: int) -> list[Range]:
    """The ranges whose hashes prove that the subtree `[start, end)` lies in the tree of `size` leaves.

    With start 0 it is the consistency proof of RFC 6962, 2.1.2, for two sizes.
    """
    if not (is_subtree(start, end) and end <= size):
        raise out_of_range(f"[{start}, {end}) / {size}")
    found: list[Range] = []
    low, high, known = 0, size, True
    while (max(start, low), end) != (low, high):
        middle = low + _split(high - low)
        if end <= middle:
            found.append((middle, high))
            high = middle
        else:
            found.append((low, middle))
            known = known and start >= middle
            low = middle
    return ([] if known else [(low, high)]) + found[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def out_of_range(where: str) -> LedgerError:
    """The refusal of a proof about leaves that are not there."""
    return LedgerError(
        Text("序号或规模不在账本之内", "the index or size lies outside the ledger"),
        Text("请核对序号和检查点的规模", "check the index and the size of the checkpoint"),
        where,
    )
