"""Putting the members of a decision together under their digests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gaoxin.engines.rules.replay.canonical import canonical, sha256


@dataclass(frozen=True, slots=True)
class Part:
    """One member in canonical form, and its digest."""

    text: bytes
    digest: str


def part(value: Any) -> Part:
    """A member ready to be sealed."""
    text = canonical(value)
    return Part(text, sha256(text))


def sealed(parts: Mapping[str, Part]) -> bytes:
    """The decision as one canonical line, ended by a newline; member names are ASCII."""
    digests = part({name: each.digest for name, each in parts.items()})
    whole = {**parts, "digests": digests, "digest": part(digests.digest)}
    members = (b'"%s":%s' % (name.encode(), whole[name].text) for name in sorted(whole))
    return b"{%s}\n" % b",".join(members)
