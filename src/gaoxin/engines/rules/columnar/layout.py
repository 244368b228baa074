"""Where in the bitmaps of a slice each rule finds its conditions and what they wait for."""

from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.engines.rules.columnar.bits import Bits, stack
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.grid import Grid, grid
from gaoxin.engines.rules.columnar.op import Ask, TruthOp
from gaoxin.engines.rules.columnar.program import Program
from gaoxin.engines.rules.columnar.waits import waits

Line = tuple[int, Ask]
"""A condition, by its place, and one thing it may wait for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of bitmaps, and for each rule the ids of its bits.

    `unmet` and `review` have a bit for each condition of a rule, `missing` for each fact, in order of their ids.
    """

    program: Program
    lines: tuple[Line, ...]
    unmet: Grid
    missing: Grid
    review: Grid
    facts: tuple[tuple[str, ...], ...]

    def waiting(self, chunk: Chunk) -> Bits:
        """uint8[lines + 1, bytes]: where each condition waits for each thing; the last line is nought."""
        roots = self.program.roots
        found = [waits(op, self.program.asks[op], chunk) for op in roots]
        nothing = chunk.nothing()
        return stack([*(found[place].get(ask, nothing) for place, ask in self.lines), nothing], chunk.size)


def layout(program: Program, rules: Iterable[tuple[TruthOp, ...]]) -> Layout:
    """The layout for rules given by the steps of their conditions."""
    place = {op: i for i, op in enumerate(program.roots)}
    lines = tuple(
        (i, ask) for op, i in place.items() for ask in sorted(program.asks[op], key=lambda a: a.name)
    )
    line = {key: i for i, key in enumerate(lines)}
    rules = list(rules)
    facts = tuple(_facts(program, rule) for rule in rules)
    unmet = [[(place[op], i) for i, op in enumerate(rule)] for rule in rules]
    missing = [
        [(line[place[op], ask], names.index(ask.name)) for op in rule for ask in _of(program, op, "missing")]
        for rule, names in zip(rules, facts, strict=True)
    ]
    review = [
        [(line[place[op], ask], i) for i, op in enumerate(rule) for ask in _of(program, op, "review")]
        for rule in rules
    ]
    return Layout(program, lines, grid(unmet), grid(missing), grid(review), facts)


def _of(program: Program, op: TruthOp, kind: str) -> list[Ask]:
    return [ask for ask in program.asks[op] if ask.kind == kind]


def _facts(program: Program, rule: tuple[TruthOp, ...]) -> tuple[str, ...]:
    return tuple(sorted({ask.name for op in rule for ask in _of(program, op, "missing")}))
