"""A signer for tests: RFC 8032, 5.1.6, without constant time."""

from hashlib import sha512

from gaoxin.engines.ledger.ed25519 import BASE, ORDER, encoded, times
from gaoxin.engines.ledger.keys import COSIGNATURE, ED25519, Key


class Signer:
    def __init__(self, name: str, seed: bytes, algorithm: int = ED25519, time: int = 0) -> None:
        digest = sha512(seed).digest()
        scalar = int.from_bytes(digest[:32], "little")
        self.scalar = scalar & ((1 << 254) - 8) | 1 << 254
        self.prefix, self.time = digest[32:], time
        self.key = Key(name, algorithm, encoded(times(self.scalar, BASE)))

    def sign(self, text: bytes) -> bytes:
        if self.key.algorithm == COSIGNATURE:
            return self.time.to_bytes(8, "big") + self.raw(b"cosignature/v1\ntime %d\n" % self.time + text)
        return self.raw(text)

    def raw(self, message: bytes) -> bytes:
        nonce = int.from_bytes(sha512(self.prefix + message).digest(), "little") % ORDER
        first = encoded(times(nonce, BASE))
        challenge = int.from_bytes(sha512(first + self.key.public + message).digest(), "little")
        return first + ((nonce + challenge * self.scalar) % ORDER).to_bytes(32, "little")
