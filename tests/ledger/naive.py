"""RFC 6962, 2.1, word for word: slow, recursive, and what everything else must agree with."""

from hashlib import sha256


def mth(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: list[bytes]) -> list[bytes]:
    return subproof(0, m, leaves, True)


def subproof(start: int, end: int, leaves: list[bytes], known: bool) -> list[bytes]:
    n = len(leaves)
    if (start, end) == (0, n):
        return [] if known else [mth(leaves)]
    k = split(n)
    if end <= k:
        return [*subproof(start, end, leaves[:k], known), mth(leaves[k:])]
    if k <= start:
        return [*subproof(start - k, end - k, leaves[k:], known), mth(leaves[:k])]
    return [*subproof(0, end - k, leaves[k:], False), mth(leaves[:k])]
