"""What changed between two states of a pack, in terms a policy officer uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from gaoxin.engines.packs.kinds import Policy, Version


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `place` inside the policy, and what stood there before and after (None: absent)."""

    policy: str
    place: str
    before: Any
    after: Any


def diff(before: Mapping[str, Policy], after: Mapping[str, Policy]) -> Iterator[Change]:
    """Differences policy by policy, in the order of ids; cases are left out."""
    for policy in sorted({*before, *after}):
        old, new = before.get(policy), after.get(policy)
        if old is None or new is None:
            yield Change(policy, "", old and old.title.zh, new and new.title.zh)
        else:
            yield from _differences(policy, "", _outline(old), _outline(new))


def _outline(policy: Policy) -> dict[str, Any]:
    """The policy as nested data keyed by names, so that a moved line is no change."""
    data = msgspec.to_builtins(policy)
    versions = {str(v.from_): _version(v) for v in policy.versions}
    return {"title": data["title"], "kind": data["kind"], "issuer": data["issuer"], "versions": versions}


def _version(version: Version) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(version)
    data["conditions"] = {c["id"]: c for c in data["conditions"]}
    return data


def _differences(policy: str, place: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield Change(policy, place, old, new)
        return
    for key in dict.fromkeys((*old, *new)):
        yield from _differences(policy, f"{place}.{key}".strip("."), old.get(key), new.get(key))
