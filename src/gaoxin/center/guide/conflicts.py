"""Policies that may not be had together, from the `conflicts.yaml` of packs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.center.library import Library
from gaoxin.engines.packs.guide_kinds import Group, Groups
from gaoxin.engines.packs.read import PackError, read_kind

FILE = Path("conflicts.yaml")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A group of which a firm could have several: `counted` is the one that is counted, `instead` the others."""

    group: Group
    counted: str
    instead: tuple[str, ...]
    paid: bool = True
    """Whether the amount of the one that is counted is known."""

    @property
    def cited(self) -> Text:
        """The document and clause."""
        return Text(f"{self.group.number} {self.group.clause}", f"{self.group.number}, {self.group.clause}")


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The groups of a library."""

    groups: tuple[Group, ...] = field(default=())

    def among(self, amounts: Mapping[str, Decimal | None]) -> tuple[Conflict, ...]:
        """The conflicts among policies that a firm can have, with their amounts where known."""
        found = []
        for group in self.groups:
            held = [p for p in group.policies if p in amounts]
            if len(held) > 1:
                best = max(held, key=lambda p: amounts[p] or Decimal(0))
                found.append(
                    Conflict(group, best, tuple(p for p in held if p != best), amounts[best] is not None)
                )
        return tuple(found)


def read_conflicts(library: Library) -> Conflicts:
    """The groups of all packs; raises PackError where a policy is not known or stands in two groups."""
    paths = dict.fromkeys(p.path / FILE for p in (library.base, *library.packs))
    groups = tuple(g for path in paths if path.exists() for g in read_kind(path, Groups).groups)
    _check(groups, library.policies)
    return Conflicts(groups)


def _check(groups: Iterable[Group], known: Mapping[str, object]) -> None:
    seen: set[str] = set()
    for group in groups:
        for policy in group.policies:
            if policy not in known:
                raise PackError(
                    f"{FILE} {group.id}", Text(f"没有这项政策：{policy}", f"no such policy: {policy}")
                )
            if policy in seen:
                raise PackError(
                    f"{FILE} {group.id}", Text(f"{policy} 在两组里", f"{policy} stands in two groups")
                )
            seen.add(policy)
