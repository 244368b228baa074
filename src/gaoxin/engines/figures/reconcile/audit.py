"""The audit: every identity decided, every conflict with its smallest set of claims and a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.component import Component, build, components
from gaoxin.engines.figures.reconcile.conflict import Conflict, conflicts
from gaoxin.engines.figures.reconcile.decide import refuted
from gaoxin.engines.figures.reconcile.identity import Identity, Remark
from gaoxin.engines.figures.reconcile.index import Index
from gaoxin.engines.figures.reconcile.link import identities, remarks
from gaoxin.engines.figures.reconcile.tested import tested

Verdict: TypeAlias = Literal["consistent", "inconsistent", "not decidable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One identity with the claims that state its figures; `quote` is the list it was counted in."""

    rule: str
    formula: Text
    claims: tuple[str, ...]
    verdict: Verdict
    note: Text | None = None
    quote: str = ""


@dataclass(frozen=True)
class Audit:
    """What was found about some claims."""

    index: Index
    checks: tuple[Check, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def verdict(self) -> Verdict:
        """Of all claims together: those that link figures count before those about one figure."""
        if self.conflicts:
            return "inconsistent"
        linking = [check for check in self.checks if len(check.claims) > 1]
        counted = linking or [check for check in self.checks if check.claims]
        return "consistent" if any(c.verdict == "consistent" for c in counted) else "not decidable"

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Of each claim: in a conflict, borne out by another figure, or neither."""
        found: dict[str, Verdict] = {claim.id: "not decidable" for claim in self.index.claims}
        for check in self.checks:
            if check.verdict == "consistent" and len(check.claims) > 1 and check.rule != "alike":
                found.update(dict.fromkeys(check.claims, "consistent"))
        for conflict in self.conflicts:
            bad = (*conflict.claims, *conflict.echoes)
            found.update((claim.id, "inconsistent") for claim in bad)
        return found


def audit(claims: Iterable[Claim], texts: Mapping[str, str] | None = None) -> Audit:
    """Link and decide. Nothing is repaired."""
    index = Index(_distinct(claims), texts or {})
    all_identities = identities(index)
    found: list[Conflict] = []
    checks: list[Check] = []
    for component in components(all_identities, index.said):
        clashes = list(conflicts(component))
        found += clashes
        checks += _checks(index, component, clashes)
    checks += (_soft(index, identity) for identity in all_identities if not identity.firm)
    checks += (_read(remark) for remark in remarks(index))
    return Audit(index, tuple(checks), tuple(found))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Ids are unique; a second claim of the same id is left out."""
    return tuple({claim.id: claim for claim in claims}.values())


def _checks(index: Index, component: Component, clashes: list[Conflict]) -> Iterable[Check]:
    bad = {id(identity) for clash in clashes for identity in clash.identities}
    fine = tested(component)
    for number, identity in enumerate(component.identities):
        good: Verdict = "consistent" if number in fine else "not decidable"
        verdict: Verdict = "inconsistent" if id(identity) in bad else good
        if claims := _claims(index, identity):
            yield Check(identity.rule, identity.formula, claims, verdict, identity.note)


def _soft(index: Index, identity: Identity) -> Check:
    claims = [(q, claim) for q in identity.quantities for claim in index.said.get(q, ())]
    stated = all(quantity in index.said for quantity in identity.quantities)
    holds = False
    if stated and identity.relations:
        alone = build([identity], claims)
        holds = not refuted(alone, alone.said)
    verdict: Verdict = "consistent" if holds else "not decidable"
    note = None if holds else identity.note
    return Check(identity.rule, identity.formula, _claims(index, identity), verdict, note)


def _read(remark: Remark) -> Check:
    verdict: Verdict = "consistent" if remark.holds else "not decidable"
    return Check(remark.rule, remark.formula, remark.claims, verdict, remark.note, remark.quote)


def _claims(index: Index, identity: Identity) -> tuple[str, ...]:
    found = (claim.id for q in identity.quantities for claim in index.said.get(q, ()))
    return tuple(dict.fromkeys(found))
