"""Which identities the claims put to the test, and which only say what a missing figure would be."""

from collections.abc import Sequence

from gaoxin.engines.figures.reconcile.component import Component
from gaoxin.engines.figures.reconcile.relation import Relation, Sum


def tested(component: Component) -> set[int]:
    """The identities, by place, whose figures are all known without them, or through which that is so."""
    said: dict[int, int] = {}
    for each in component.said:
        said[each.variable] = said.get(each.variable, 0) + 1
    walk = _Walk(component, set(said))
    walk.run()
    for group in component.sizes:
        if walk.known.isdisjoint(group):
            walk.know(max(group, key=lambda v: len(component.near[v])))
            walk.run()
    found = {component.owner[number] for number in walk.closed}
    for number, identity in enumerate(component.identities):
        bounded = [component.number[q] for q, _ in identity.bounds]
        repeated = identity.rule == "repeat" and said.get(component.number[identity.quantities[0]], 0) > 1
        if repeated or (bounded and walk.known.issuperset(bounded)):
            found.add(number)
    return found


class _Walk:
    def __init__(self, component: Component, known: set[int]) -> None:
        self.relations: Sequence[Relation[int]] = component.network.relations
        self.near = component.near
        self.said, self.known = known, set(known)
        self.missing = [len(set(r.variables) - known) for r in self.relations]
        self.source: dict[int, int] = {}
        self.closed: set[int] = set()
        self.used: set[int] = set()
        self.queue = [number for number, left in enumerate(self.missing) if left <= 1]

    def run(self) -> None:
        """Follow every relation with one figure missing; a relation with none missing closes."""
        while self.queue:
            number = self.queue.pop()
            if number in self.used:
                continue
            missing = [v for v in self.relations[number].variables if v not in self.known]
            if not missing:
                if _determines(self.relations[number]) or self.said.issuperset(
                    self.relations[number].variables
                ):
                    self._close(number)
            elif len(missing) == 1 and _determines(self.relations[number]):
                self.used.add(number)
                self.source[missing[0]] = number
                self.know(missing[0])

    def know(self, variable: int) -> None:
        """A figure is known from now on."""
        self.known.add(variable)
        for number in self.near[variable]:
            self.missing[number] -= 1
            if self.missing[number] <= 1:
                self.queue.append(number)

    def _close(self, number: int) -> None:
        waiting = [number]
        while waiting:
            at = waiting.pop()
            self.used.add(at)
            if at not in self.closed:
                self.closed.add(at)
                waiting += [self.source[v] for v in self.relations[at].variables if v in self.source]


def _determines(relation: Relation[int]) -> bool:
    return not isinstance(relation, Sum) or None not in relation.total
