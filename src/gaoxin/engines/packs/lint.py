"""Lint: what must hold of pack files beyond their schema."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gaoxin.base.text import Text
from gaoxin.engines.packs.kinds import Classification, ClassificationVersion, Policy, Version
from gaoxin.engines.packs.load import Pack

CASES_AT_LEAST = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend, and where."""

    where: str
    text: Text


def lint(pack: Pack) -> Iterator[Fault]:
    """Every structural fault of a pack."""
    for stem, file in pack.policies.items():
        yield from _named(file.path.stem, stem)
        yield from _policy(file.policy)
    for kind in pack.classifications.values():
        path = pack.path / "classifications" / f"{kind.id}.yaml"
        if not path.exists():
            yield from _named("?", kind.id)
        yield from _versions(kind.id, kind.versions)
        yield from _classification(kind)


def _named(stem: str, policy: str) -> Iterator[Fault]:
    if stem != policy:
        zh, en = f"文件名应与编号一致：{policy}.yaml", f"name the file {policy}.yaml, as its id"
        yield Fault(f"{stem}.yaml", Text(zh, en))


def _policy(policy: Policy) -> Iterator[Fault]:
    yield from _versions(policy.id, policy.versions)
    for version in policy.versions:
        yield from _repeated(f"{policy.id} {version.from_}", version)
    yield from _cases(policy)


def _versions(where: str, versions: Sequence[Version] | Sequence[ClassificationVersion]) -> Iterator[Fault]:
    if not versions:
        yield Fault(where, Text("没有版本", "no version"))
    for version in versions:
        if version.to is not None and version.to < version.from_:
            yield Fault(f"{where} {version.from_}", Text("失效日早于生效日", "it ends before it starts"))
    spans = sorted((v.from_, v.to or dt.date.max) for v in versions)
    for (start, end), (following, _) in pairwise(spans):
        if end >= following:
            at = f"{where} {start}/{following}"
            yield Fault(at, Text("两个版本的日期重叠", "the dates of two versions overlap"))


def _repeated(where: str, version: Version) -> Iterator[Fault]:
    seen: set[str] = set()
    for condition in version.conditions:
        if condition.id in seen:
            yield Fault(f"{where} {condition.id}", Text("条件编号重复", "this condition id stands twice"))
        seen.add(condition.id)
    if not version.conditions:
        yield Fault(where, Text("没有条件", "no condition"))


def _cases(policy: Policy) -> Iterator[Fault]:
    cases = policy.cases.list
    if len(cases) < CASES_AT_LEAST:
        yield Fault(policy.id, Text(f"案例不足 {CASES_AT_LEAST} 个", f"fewer than {CASES_AT_LEAST} cases"))
    if not any(case.expect == "eligible" for case in cases):
        yield Fault(policy.id, Text("没有符合的案例", "no case is eligible"))
    for case in cases:
        if case.base not in policy.cases.firms:
            yield Fault(f"{policy.id} “{case.name}”", Text(f"没有企业 {case.base}", f"no firm {case.base!r}"))
    yield from _coverage(policy)


def _coverage(policy: Policy) -> Iterator[Fault]:
    """Every condition fails in some case; one that cannot fail (`when_unmet`) is reviewed in some case."""
    cases = policy.cases.list
    failed = {condition for case in cases for condition in case.unmet or ()}
    reviewed = {condition for case in cases for condition in case.review or ()}
    known = {c.id: c for v in policy.versions for c in v.conditions}
    for name, condition in sorted(known.items()):
        if name not in (reviewed if condition.when_unmet else failed):
            zh = "没有案例使该条件不满足（unmet）或需人工（review）"
            yield Fault(
                f"{policy.id} {name}", Text(zh, "no case leaves this condition unmet (or under review)")
            )
    for name in sorted((failed | reviewed) - set(known)):
        yield Fault(f"{policy.id} {name}", Text("案例提到不存在的条件", "a case names an unknown condition"))


def _classification(kind: Classification) -> Iterator[Fault]:
    if len(kind.cases) < CASES_AT_LEAST:
        yield Fault(kind.id, Text(f"案例不足 {CASES_AT_LEAST} 个", f"fewer than {CASES_AT_LEAST} cases"))
