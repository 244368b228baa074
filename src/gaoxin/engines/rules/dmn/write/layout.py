"""Where the shapes and edges of a diagram stand: no shape on another, no edge through a shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.layers import Edge, Layers, Slot, layers

SIZES = {m.InputData: (180, 60), m.Decision: (200, 80), m.Knowledge: (150, 60), m.Service: (200, 80)}
PASSAGE = (10, 0)
"""The size of an edge's place in a row."""
GAP, RISE, MARGIN = 30, 90, 40

Point: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A shape's place and size in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def top(self) -> Point:
        """The middle of the upper side, where edges leave."""
        return self.x + self.width // 2, self.y

    @property
    def bottom(self) -> int:
        """The height of the lower side, where edges arrive."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by node, and the waypoints of each edge from what is required to what requires it."""

    boxes: Mapping[str, Box]
    paths: Mapping[Edge, tuple[Point, ...]]


def layout(nodes: Sequence[m.Node]) -> Layout:
    """The places of all nodes and of the edges between them."""
    found = layers(required(nodes))
    places = _places(found, {node.id: SIZES[type(node)] for node in nodes})
    arrivals = _arrivals(found, places)
    paths = {edge: _path(route, places, arrivals[edge]) for edge, route in found.routes.items()}
    return Layout({slot: box for slot, box in places.items() if isinstance(slot, str)}, paths)


def required(nodes: Sequence[m.Node]) -> dict[str, list[str]]:
    """What each node requires, by id, within the model."""
    found: dict[str, list[str]] = {node.id: [] for node in nodes}
    for node in nodes:
        hrefs = node.requires if isinstance(node, m.Decision | m.Knowledge) else ()
        ids = dict.fromkeys(href.rpartition("#")[2] for href in hrefs)
        found[node.id] = [each for each in ids if each in found]
    return found


def _places(found: Layers, sizes: Mapping[str, tuple[int, int]]) -> dict[Slot, Box]:
    def size(slot: Slot) -> tuple[int, int]:
        return sizes[slot] if isinstance(slot, str) else PASSAGE

    widths = [sum(size(slot)[0] + GAP for slot in row) - GAP for row in found.rows]
    places: dict[Slot, Box] = {}
    y = MARGIN
    for row, width in zip(found.rows, widths, strict=True):
        x = MARGIN + (max(widths) - width) // 2
        height = max(size(slot)[1] for slot in row)
        for slot in row:
            wide, high = size(slot)
            places[slot] = Box(x, y, wide, high if isinstance(slot, str) else height)
            x += wide + GAP
        y += height + RISE
    return places


def _arrivals(found: Layers, places: Mapping[Slot, Box]) -> dict[Edge, Point]:
    """Edges arrive side by side along the lower side, in the order in which they come."""
    arriving: dict[str, list[Edge]] = {}
    for edge in found.routes:
        arriving.setdefault(edge[1], []).append(edge)
    points: dict[Edge, Point] = {}
    for node, edges in arriving.items():
        box = places[node]
        edges.sort(key=lambda edge: places[found.routes[edge][-2]].top)
        for number, edge in enumerate(edges, 1):
            points[edge] = box.x + box.width * number // (len(edges) + 1), box.bottom
    return points


def _path(route: Sequence[Slot], places: Mapping[Slot, Box], arrival: Point) -> tuple[Point, ...]:
    points = [places[route[0]].top]
    for slot in route[1:-1]:
        box = places[slot]
        points += [(box.top[0], box.bottom), box.top]
    return (*points, arrival)
