"""Proofs checked without the tree.

RFC 9162, 2.1.3.2 and 2.1.4.2; for subtrees draft-ietf-plants-merkle-tree-certs, 4.3 and 4.4.
"""

from collections.abc import Iterator, Sequence

from gaoxin.engines.ledger.tree import EMPTY, HASH, is_subtree, node_hash


def included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf with this hash stands at `index` of the tree of `size` leaves."""
    return subtree_included(index, 0, size, leaf, proof, root)


def subtree_included(
    index: int, start: int, end: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf with this hash stands at `index` of the subtree `[start, end)`."""
    if not (is_subtree(start, end) and start <= index < end and _hashes(leaf, *proof)):
        return False
    at, last, found = index - start, end - start - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with the tree of `old` leaves; an empty old tree proves nothing."""
    if old == 0:
        return new == 0 and old_root == new_root == EMPTY and not proof
    return subtree_consistent(0, old, new, old_root, new_root, proof)


def subtree_consistent(
    start: int, end: int, size: int, part: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `size` leaves holds the subtree `[start, end)` with the hash `part`."""
    if start == end:
        return 0 <= start <= size and part == EMPTY and not proof
    if not (is_subtree(start, end) and end <= size and _hashes(*proof, *([part] if proof else []))):
        return False
    first, last, top = start, end - 1, size - 1
    while first != last and (last == top or last & 1):
        first, last, top = first >> 1, last >> 1, top >> 1
    rest = iter(proof)
    seed = part if first == last else next(rest, b"")
    return bool(seed) and _climb((first, last, top), seed, rest) == (part, root)


def _climb(at: tuple[int, int, int], seed: bytes, rest: Iterator[bytes]) -> tuple[bytes, bytes] | None:
    """The hashes of the subtree and of the tree that the rest of a proof leads to."""
    first, last, top = at
    part = root = seed
    for other in rest:
        if top == 0:
            return None
        if last & 1 or last == top:
            part = node_hash(other, part) if first < last else part
            root = node_hash(other, root)
            while not last & 1 and last:
                first, last, top = first >> 1, last >> 1, top >> 1
        else:
            root = node_hash(root, other)
        first, last, top = first >> 1, last >> 1, top >> 1
    return (part, root) if top == 0 else None


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH for value in values)
