"""Lint: what must hold of pack files beyond their schema."""

from collections.abc import Iterator

from gaoxin.base.text import Text
from gaoxin.engines.packs.fault import Fault, dates, named
from gaoxin.engines.packs.figure_lint import lint_figures
from gaoxin.engines.packs.form_files import lint_forms
from gaoxin.engines.packs.kinds import Classification, Policy, Version
from gaoxin.engines.packs.load import Pack
from gaoxin.engines.packs.site_files import lint_site

__all__ = ["CASES_AT_LEAST", "Fault", "lint"]

CASES_AT_LEAST = 8


def lint(pack: Pack) -> Iterator[Fault]:
    """Every structural fault of a pack."""
    for stem, file in pack.policies.items():
        yield from named(file.path.stem, stem)
        yield from _policy(file.policy)
    for kind in pack.classifications.values():
        path = pack.path / "classifications" / f"{kind.id}.yaml"
        if not path.exists():
            yield from named("?", kind.id)
        yield from dates(kind.id, kind.versions)
        yield from _classification(kind)
    yield from lint_figures(pack.path)
    yield from lint_forms(pack.path)
    yield from lint_site(pack.path)


def _policy(policy: Policy) -> Iterator[Fault]:
    yield from dates(policy.id, policy.versions)
    for version in policy.versions:
        yield from _repeated(f"{policy.id} {version.from_}", version)
    yield from _cases(policy)


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
