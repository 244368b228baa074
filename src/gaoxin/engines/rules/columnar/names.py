"""Names: facts, the day of the match, and the defined values of a rule, which are compiled where they are used."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.columnar.atoms import ask
from gaoxin.engines.rules.columnar.op import Ask, Op, Unsupported
from gaoxin.engines.rules.columnar.table import Meaning
from gaoxin.engines.rules.feel.ast import Call, Literal, Name, Node
from gaoxin.engines.rules.rule import AS_OF
from gaoxin.engines.rules.tree import walk


@dataclass(slots=True)
class Names:
    """The names in reach of an expression; those of a rule stand before the shared ones."""

    vocabulary: Vocabulary
    as_of: dt.date
    own: Mapping[str, Node]
    shared: "Names | None" = None
    compiled: dict[str, Op | Unsupported] = field(default_factory=dict)

    def home(self, name: str) -> "Names | None":
        """Where a defined value belongs; None for facts."""
        if name in self.own:
            return self
        return self.shared.home(name) if self.shared else None

    def reach(self, node: Node) -> Iterator[Node]:
        """The nodes of an expression and of all that it names."""
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            for each in walk(waiting.pop()):
                yield each
                if isinstance(each, Name) and each.id not in seen:
                    seen.add(each.id)
                    if home := self.home(each.id):
                        waiting.append(home.own[each.id])

    def facts(self, node: Node) -> tuple[str, ...]:
        """The facts an expression reads, also through defined values; sorted."""
        found = {n.id for n in self.reach(node) if isinstance(n, Name)}
        return tuple(sorted(name for name in found if self.home(name) is None and name in self.vocabulary))

    def asks(self, node: Node) -> frozenset[Ask]:
        """All that an expression may wait for."""
        found = {ask(fact, self.vocabulary[fact].judged) for fact in self.facts(node)}
        for each in self.reach(node):
            if isinstance(each, Call) and isinstance(each.function, Name):
                found |= _asked_by_call(each.function.id, each)
        return frozenset(found)

    def meaning(self, node: Node) -> Meaning:
        """The expression with the defined values and the day it depends on."""
        nodes = list(self.reach(node))
        used = {n.id: home for n in nodes if isinstance(n, Name) and (home := self.home(n.id))}
        names = tuple((name, home.own[name]) for name, home in sorted(used.items()))
        types = tuple(type(n.value).__name__ for n in nodes if isinstance(n, Literal))
        dated = any(isinstance(n, Name) and n.id == AS_OF for n in nodes)
        return Meaning(node, types, names, self.as_of if dated else dt.date.min, self.vocabulary)


def _asked_by_call(function: str, call: Call) -> set[Ask]:
    first = call.args[0] if call.args else None
    if function == "review" and isinstance(first, Literal):
        return {Ask("review", str(first.value))}
    return {Ask("missing", first.id)} if function == "within" and isinstance(first, Name) else set()
