"""The smallest set of claims that cannot all hold, and what each would have to be given the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.component import Component, Said
from gaoxin.engines.figures.reconcile.decide import SMALL, Trial, refuted, run, trial
from gaoxin.engines.figures.reconcile.fixed import exact
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.span import Span, empty, meet

MOST = 50
"""Conflicts told of one component."""
_SLICES = 8


@dataclass(frozen=True)
class Conflict:
    """`needed` is what each claim would have to be for the others to hold; empty where nothing would do."""

    claims: tuple[Claim, ...]
    echoes: tuple[Claim, ...]
    identities: tuple[Identity, ...]
    quantities: Mapping[str, Quantity]
    needed: Mapping[str, Span]


def conflicts(component: Component) -> Iterator[Conflict]:
    """Conflicts that share no claim, found one after another."""
    said = list(component.said)
    for _ in range(MOST):
        found = trial(component, said)
        if found is None:
            return
        part = _around(component, said, _blamed(component, said, found))
        part = _needed_identities(part.only(range(len(part.identities)), smallest(part)))
        conflict = _told(part, said, component)
        yield conflict
        gone = {claim.id for claim in (*conflict.claims, *conflict.echoes)}
        said = [each for each in said if each.claim.id not in gone]


def smallest(component: Component) -> list[Said]:
    """A set of claims that is refuted, and no longer so without any one of them."""
    kept = _explain(component, [], [], list(component.said))
    for each in list(kept):
        without = [other for other in kept if other is not each]
        if refuted(component, without):
            kept = without
    return kept


def _explain(component: Component, fixed: list[Said], added: list[Said], rest: list[Said]) -> list[Said]:
    if added and refuted(component, fixed):
        return []
    if len(rest) <= 1:
        return rest
    half = len(rest) // 2
    first, second = rest[:half], rest[half:]
    late = _explain(component, fixed + first, first, second)
    early = _explain(component, fixed + late, late, first)
    return early + late


def _blamed(component: Component, said: Sequence[Said], found: Trial) -> Component:
    """The part that the contradiction was reached through, or the whole where that is not enough."""
    everything = range(len(component.identities))
    if found.broken is None or not found.causes:
        return component.only(everything, said)
    seen, queue, relations = {found.broken}, [found.broken], set[int]()
    while queue:
        for number in found.causes[queue.pop()]:
            relations.add(number)
            fresh = set(component.network.relations[number].variables) - seen
            seen |= fresh
            queue += fresh
    bounds = {
        number
        for number, identity in enumerate(component.identities)
        if identity.bounds and any(component.number[q] in seen for q, _ in identity.bounds)
    }
    part = component.only(
        {component.owner[number] for number in relations} | bounds, [s for s in said if s.variable in seen]
    )
    return part if part.said and refuted(part, part.said) else component.only(everything, said)


def _around(component: Component, said: Sequence[Said], part: Component) -> Component:
    """The part with every identity that touches it, so that no claim stands for an identity left out."""
    if len(component.network.relations) <= SMALL:
        return component.only(range(len(component.identities)), said)
    inside = {component.number[quantity] for quantity in part.quantities}
    touching = {component.owner[number] for variable in inside for number in component.near[variable]}
    wider = touching | {component.place[id(identity)] for identity in part.identities}
    return component.only(wider, smallest(part))


def _needed_identities(component: Component) -> Component:
    """The same claims with no identity that the conflict can do without."""
    kept = list(range(len(component.identities)))
    for number in list(kept):
        fewer = [other for other in kept if other != number]
        part = component.only(fewer)
        if refuted(part, part.said):
            kept = fewer
    return component.only(kept)


def _told(part: Component, said: Sequence[Said], component: Component) -> Conflict:
    inside = {each.claim.id for each in part.said}
    touched = {part.quantities[each.variable] for each in part.said}
    echoes = tuple(
        each.claim
        for each in said
        if each.claim.id not in inside
        and component.quantities[each.variable] in touched
        and any(_agree(each, other, component, part) for other in part.said)
    )
    return Conflict(
        tuple(each.claim for each in part.said),
        echoes,
        tuple(part.identities),
        {each.claim.id: part.quantities[each.variable] for each in part.said},
        {each.claim.id: required(part, each) for each in part.said},
    )


def _agree(one: Said, other: Said, first: Component, second: Component) -> bool:
    same = first.quantities[one.variable] == second.quantities[other.variable]
    return same and not empty(meet(one.span, other.span))


def required(component: Component, said: Said) -> Span:
    """What a claim would have to be, given the other claims of a conflict."""
    others = [each for each in component.said if each.claim.id != said.claim.id]
    found = run(component, others)
    if found.broken is not None:
        return Fraction(1), Fraction(0)
    span = exact(found.spans[said.variable])
    if not _measured(component, others, said.variable):
        return None, None
    return _shaved(component, others, said, span)


def _measured(component: Component, others: Sequence[Said], variable: int) -> bool:
    """Whether an amount is measured in its own unit, not by a yardstick."""
    stated = {each.variable for each in others}
    return all(not stated.isdisjoint(group) for group in component.sizes if variable in group)


def _shaved(component: Component, others: Sequence[Said], said: Said, span: Span) -> Span:
    low, high = span
    if low is None or high is None or low >= high:
        return span

    def dead(piece: Span) -> bool:
        return run(component, [*others, said._replace(span=piece)]).broken is not None

    step = (high - low) / 2
    for _ in range(_SLICES):
        if high - low > step and dead((low, low + step)):
            low += step
        if high - low > step and dead((high - step, high)):
            high -= step
        step /= 2
    return low, high
