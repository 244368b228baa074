"""Relations over numbered variables, and the narrowing of what each variable can be."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gaoxin.engines.figures.reconcile.fixed import Fixed, empty, meet
from gaoxin.engines.figures.reconcile.relation import Relation

ROUNDS = 40
"""How often one relation is looked at again before it is left."""
WORTH = 16
"""A narrowing by less than one part in so many wakes no neighbour."""


@dataclass(frozen=True, slots=True)
class Network:
    """`relations` bind the variables 0 … `size` - 1; `domains` is what each can be at all."""

    relations: Sequence[Relation[int]]
    domains: Sequence[Fixed]

    def neighbours(self) -> list[list[int]]:
        """The relations of each variable."""
        found: list[list[int]] = [[] for _ in self.domains]
        for number, relation in enumerate(self.relations):
            for variable in relation.variables:
                found[variable].append(number)
        return found


@dataclass(slots=True)
class Narrowing:
    """One run: spans shrink until nothing moves or one is empty."""

    network: Network
    spans: list[Fixed]
    near: Sequence[Sequence[int]]
    causes: list[set[int]] = field(default_factory=list)
    broken: int | None = None

    def run(self, start: Iterable[int] | None = None) -> bool:
        """Narrow; False where the relations cannot all hold."""
        relations = self.network.relations
        queue = deque(range(len(relations)) if start is None else start)
        waiting, looks = set(queue), [0] * len(relations)
        while queue:
            number = queue.popleft()
            waiting.discard(number)
            looks[number] += 1
            for variable, span in relations[number].implied(self.spans):
                moved = self._narrow(variable, span, number)
                if self.broken is not None:
                    return False
                for other in self.near[variable] if moved else ():
                    if other != number and other not in waiting and looks[other] < ROUNDS:
                        waiting.add(other)
                        queue.append(other)
        return True

    def _narrow(self, variable: int, span: Fixed, number: int) -> bool:
        old = self.spans[variable]
        new = meet(old, span)
        if new == old:
            return False
        self.spans[variable] = new
        if self.causes:
            self.causes[variable].add(number)
        if empty(new):
            self.broken = variable
        return _worth(old, new)


def _worth(old: Fixed, new: Fixed) -> bool:
    if (old[0] is None) != (new[0] is None) or (old[1] is None) != (new[1] is None):
        return True
    if old[0] is None or old[1] is None or new[0] is None or new[1] is None:
        return _moved(old[0], new[0]) or _moved(old[1], new[1])
    return (old[1] - old[0]) - (new[1] - new[0]) > (old[1] - old[0]) // WORTH


def _moved(old: int | None, new: int | None) -> bool:
    return old is not None and new is not None and abs(new - old) * WORTH > abs(old)
