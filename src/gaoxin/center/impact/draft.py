"""The changed policy file: read, checked as lint checks it, and compiled."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.center.cases import policy_faults
from gaoxin.center.library import Library, in_force
from gaoxin.engines.packs.kinds import Policy, Version
from gaoxin.engines.packs.lint import Fault, lint
from gaoxin.engines.packs.load import PolicyFile, policy_file
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.guided.quantity import yuan
from gaoxin.engines.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Side:
    """A policy file on a day: the version in force and its rule, None where none is; `budget` in fen."""

    policy: Policy
    version: Version | None
    rule: Rule | None
    budget: int | None

    @property
    def paid(self) -> bool:
        """Whether the version names an amount."""
        return self.rule is not None and self.rule.amount is not None


def side(library: Library, policy: Policy, day: dt.date) -> Side:
    """The side of a policy on a day; raises PackError where it does not compile."""
    version: Version | None = in_force(policy.versions, day)
    written = version.outcome.budget if version else None
    budget = None if written is None else int(yuan(written) * 100)
    return Side(policy, version, library.rule(policy, day), budget)


def read_draft(path: Path, policy: str, library: Library) -> tuple[Library, PolicyFile, list[Fault]]:
    """A library of its own for the changed file, the file, and what lint has to say of it.

    Raises PackError where it is not the policy named, does not compile, or two versions overlap.
    """
    file = policy_file(path)
    if file.policy.id != policy:
        zh = f"这是政策 {file.policy.id}，要比较的是 {policy}"
        raise PackError(path.name, Text(zh, f"this is policy {file.policy.id}, not {policy}"))
    apart = replace(library)
    for version in file.policy.versions:
        apart.rule(file.policy, version.from_)
        _one_in_force(file.policy, version.from_, path)
    return apart, file, list(_faults(file, apart))


def _one_in_force(policy: Policy, day: dt.date, path: Path) -> None:
    if sum(v.from_ <= day and (v.to is None or day <= v.to) for v in policy.versions) > 1:
        raise PackError(f"{path.name} {day}", Text("两个版本的日期重叠", "the dates of two versions overlap"))


def _faults(file: PolicyFile, library: Library) -> Iterator[Fault]:
    """What does not stop a comparison: cases that come out otherwise, conditions that no case tests."""
    home = replace(library.base, policies={file.policy.id: file}, classifications={})
    yield from (fault for fault in lint(home) if fault.where != f"{file.path.stem}.yaml")
    yield from policy_faults(file.policy, library)
