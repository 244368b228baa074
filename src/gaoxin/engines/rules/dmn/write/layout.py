"""Where the shapes of a diagram stand: inputs at the bottom, each decision above what it requires.

Within a layer, shapes stand in the order of the mean place of their neighbours, so that few edges cross.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaoxin.engines.rules.dmn import model as m

SIZES = {m.InputData: (180, 60), m.Decision: (200, 80), m.Knowledge: (150, 60), m.Service: (200, 80)}
GAP, RISE, MARGIN, WIDEST = 30, 110, 40, 16
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A shape's place and size in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def top(self) -> tuple[int, int]:
        """The middle of the upper side, where edges leave."""
        return self.x + self.width // 2, self.y

    @property
    def bottom(self) -> tuple[int, int]:
        """The middle of the lower side, where edges arrive."""
        return self.x + self.width // 2, self.y + self.height


def layout(nodes: Sequence[m.Node]) -> dict[str, Box]:
    """A box for each node, by id; nothing overlaps, and edges lead upwards."""
    below = required(nodes)
    rows = _rows(nodes, below)
    _order(rows, below)
    kinds = {node.id: type(node) for node in nodes}
    width = max((_width(row, kinds) for row in rows), default=0)
    boxes: dict[str, Box] = {}
    y = MARGIN
    for row in reversed(rows):
        x = MARGIN + (width - _width(row, kinds)) // 2
        for node in row:
            wide, high = SIZES[kinds[node]]
            boxes[node] = Box(x, y, wide, high)
            x += wide + GAP
        y += RISE + max(SIZES[kinds[node]][1] for node in row)
    return boxes


def required(nodes: Sequence[m.Node]) -> dict[str, list[str]]:
    """What each node requires, by id, within the model."""
    known = {node.id for node in nodes}
    found: dict[str, list[str]] = {}
    for node in nodes:
        hrefs = node.requires if isinstance(node, m.Decision | m.Knowledge) else ()
        ids = [href.rpartition("#")[2] for href in hrefs]
        found[node.id] = [each for each in ids if each in known]
    return found


def _rows(nodes: Sequence[m.Node], below: Mapping[str, list[str]]) -> list[list[str]]:
    """Ids by layer from the bottom up; a layer too wide to read becomes several rows."""
    layers: dict[int, list[str]] = {}
    depths = _depths(below)
    for node in nodes:
        layers.setdefault(depths[node.id], []).append(node.id)
    return [row for depth in sorted(layers) for row in _split(layers[depth])]


def _split(layer: list[str]) -> list[list[str]]:
    count = -(-len(layer) // WIDEST)
    return [layer[start::count] for start in range(count)]


def _depths(below: Mapping[str, list[str]]) -> dict[str, int]:
    """0 for what requires nothing; otherwise one more than the deepest required; circles are cut."""
    depths: dict[str, int] = {}

    def depth(node: str, path: frozenset[str]) -> int:
        if node not in depths:
            inner = [depth(each, path | {node}) for each in below[node] if each not in path | {node}]
            depths[node] = 1 + max(inner) if inner else 0
        return depths[node]

    for node in below:
        depth(node, frozenset())
    return depths


def _order(rows: list[list[str]], below: Mapping[str, list[str]]) -> None:
    above: dict[str, list[str]] = {}
    for node, others in below.items():
        for other in others:
            above.setdefault(other, []).append(node)
    for sweep in range(SWEEPS):
        places = {node: place / len(row) for row in rows for place, node in enumerate(row)}
        beside = above if sweep % 2 == 0 else below
        for row in reversed(rows) if sweep % 2 == 0 else rows:
            row.sort(key=lambda node, beside=beside, places=places: _mean(node, beside, places))  # type: ignore[misc]
            places |= {node: place / len(row) for place, node in enumerate(row)}


def _mean(node: str, beside: Mapping[str, list[str]], places: Mapping[str, float]) -> float:
    found = [places[each] for each in beside.get(node, ())]
    return sum(found) / len(found) if found else places[node]


def _width(row: Sequence[str], kinds: Mapping[str, type]) -> int:
    return sum(SIZES[kinds[node]][0] + GAP for node in row) - GAP
