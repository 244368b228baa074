"""Firm identities and claims cut into components that share no variable."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple

from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.fixed import Fixed, fixed, meet
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.network import Network
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Product, Relation, Sum, V
from gaoxin.engines.figures.reconcile.span import ZERO, Span


class Said(NamedTuple):
    """A claim over a numbered variable."""

    claim: Claim
    variable: int
    span: Span


@dataclass(frozen=True)
class Component:
    """`owner` gives the place in `identities` of each relation of the network."""

    quantities: Sequence[Quantity]
    network: Network
    said: Sequence[Said]
    identities: Sequence[Identity]
    owner: Sequence[int]

    @cached_property
    def near(self) -> Sequence[Sequence[int]]:
        """The relations of each variable."""
        return self.network.neighbours()

    @cached_property
    def number(self) -> Mapping[Quantity, int]:
        """The variable of each quantity."""
        return {quantity: number for number, quantity in enumerate(self.quantities)}

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Where each identity stands, by `id`."""
        return {id(identity): number for number, identity in enumerate(self.identities)}

    @cached_property
    def sizes(self) -> Sequence[Sequence[int]]:
        """Groups of amounts that may all be multiplied by one number without breaking a relation."""
        groups = _Groups(range(len(self.quantities)))
        fixed: set[int] = set()
        for relation in self.network.relations:
            sizes = [v for v in relation.variables if self.quantities[v].is_size]
            groups.join(sizes)
            if not _homogeneous(relation, self.quantities):
                fixed.update(sizes)
        found = groups.all(v for v, q in enumerate(self.quantities) if q.is_size)
        return [group for group in found if not fixed.intersection(group)]

    def only(self, identities: Iterable[int], said: Iterable[Said] | None = None) -> "Component":
        """The part with some of the identities and claims."""
        kept = [self.identities[number] for number in sorted(set(identities))]
        claims = self.said if said is None else said
        return build(kept, [(self.quantities[s.variable], s.claim) for s in claims])


def build(identities: Sequence[Identity], said: Iterable[tuple[Quantity, Claim]]) -> Component:
    """One component of all that is given."""
    stated = list(said)
    every: dict[Quantity, int] = {}
    domains: list[Fixed] = []

    def place(quantity: Quantity) -> None:
        if quantity not in every:
            every[quantity] = len(domains)
            domains.append(fixed(quantity.domain))

    relations: list[Relation[int]] = []
    owner: list[int] = []
    for quantity, _ in stated:
        place(quantity)
    for number, identity in enumerate(identities):
        for quantity in _bound(identity):
            place(quantity)
        for quantity, span in identity.bounds:
            domains[every[quantity]] = meet(domains[every[quantity]], fixed(span))
        relations += (relation.over(every) for relation in identity.relations)
        owner += [number] * len(identity.relations)
    claims = [Said(claim, every[quantity], claim.span) for quantity, claim in stated]
    return Component(list(every), Network(relations, domains), claims, identities, owner)


def components(identities: Sequence[Identity], said: Mapping[Quantity, list[Claim]]) -> Iterator[Component]:
    """The components in which a claim stands, each with its firm identities."""
    firm = [identity for identity in identities if identity.firm]
    groups = _Groups([*said, *(q for identity in firm for q in _bound(identity))])
    for identity in firm:
        groups.join(list(_bound(identity)))
    by_root: defaultdict[Quantity, list[Identity]] = defaultdict(list)
    for identity in firm:
        by_root[groups.root(identity.quantities[0])].append(identity)
    stated: defaultdict[Quantity, list[tuple[Quantity, Claim]]] = defaultdict(list)
    for quantity, claims in said.items():
        stated[groups.root(quantity)] += [(quantity, claim) for claim in claims]
    for root, found in by_root.items():
        if root in stated:
            yield build(found, stated[root])


def _bound(identity: Identity) -> Iterator[Quantity]:
    yield from identity.quantities
    for relation in identity.relations:
        yield from relation.variables
    for quantity, _ in identity.bounds:
        yield quantity


def _homogeneous(relation: Relation[int], quantities: Sequence[Quantity]) -> bool:
    sizes = [quantities[variable].is_size for variable in relation.variables]
    if isinstance(relation, Product):
        return sizes[0] == sizes[1] + sizes[2]
    assert isinstance(relation, Sum)
    level = all(end is None or end == ZERO for end in relation.total)
    return not any(sizes) or (all(sizes) and level)


class _Groups(Generic[V]):
    """Sets that are joined and never parted."""

    def __init__(self, members: Iterable[V]) -> None:
        self._above = {member: member for member in members}

    def root(self, member: V) -> V:
        """The one that stands for a whole set."""
        while (above := self._above[member]) != member:
            self._above[member] = self._above[above]
            member = above
        return member

    def join(self, members: Sequence[V]) -> None:
        """Make one set of all."""
        for member in members[1:]:
            self._above[self.root(member)] = self.root(members[0])

    def all(self, members: Iterable[V]) -> list[list[V]]:
        """The sets of some members."""
        found: defaultdict[V, list[V]] = defaultdict(list)
        for member in members:
            found[self.root(member)].append(member)
        return list(found.values())
