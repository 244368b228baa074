"""Ed25519 verified under one rule, in plain Python (RFC 8032, 5.1.7).

The rule: key and signature have canonical encodings, S is below the group order, neither the key nor R is of small
order, and R = S·B − k·A holds without the cofactor. It is the rule of libsodium, so every party decides alike.
Only public values are handled here; signing needs a library with constant time and is not done in this module.
"""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, P) % P
_ROOT = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, 5.1.4)."""
_ZERO: Point = (0, 1, 1, 0)


def verified(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the 64-byte signature over the message is by the 32-byte key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    owner, nonce = point(key), point(signature[:32])
    if scalar >= ORDER or owner is None or nonce is None or _small(owner) or _small(nonce):
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return _same(times(scalar, BASE), add(nonce, times(challenge, owner)))


def point(encoded: bytes) -> Point | None:
    """The point of a canonical encoding, or None (RFC 8032, 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    x = _x(y)
    if x is None or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * _D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, base: Point) -> Point:
    """The multiple of a point; not in constant time."""
    found = _ZERO
    while scalar:
        found = add(found, base) if scalar & 1 else found
        base = add(base, base)
        scalar >>= 1
    return found


def encoded(value: Point) -> bytes:
    """The canonical encoding of a point (RFC 8032, 5.1.2)."""
    inverse = pow(value[2], -1, P)
    x, y = value[0] * inverse % P, value[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _x(y: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _ROOT % P
    return None if (x * x - square) % P else x


def _same(one: Point, two: Point) -> bool:
    return (one[0] * two[2] - two[0] * one[2]) % P == 0 == (one[1] * two[2] - two[1] * one[2]) % P


def _small(value: Point) -> bool:
    return _same(times(8, value), _ZERO)


def _base() -> Point:
    found = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    assert found is not None
    return found


BASE = _base()
