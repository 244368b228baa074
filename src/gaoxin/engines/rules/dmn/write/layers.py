"""Layers of a diagram: what requires stands above what it requires, and long edges have a place in each row between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

WIDEST = 12
"""A layer of more shapes than this becomes several rows."""
SWEEPS = 8

Edge: TypeAlias = tuple[str, str]
"""The ids of what is required and of what requires it."""

Slot: TypeAlias = str | tuple[str, str, int]
"""A shape, or the place of an edge in a row."""

Rows: TypeAlias = list[list[Slot]]


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows from the top down, and the slots of each edge from its lower to its upper end."""

    rows: Rows
    routes: Mapping[Edge, tuple[Slot, ...]]


def layers(below: Mapping[str, Sequence[str]]) -> Layers:
    """Rows for the nodes that are keys; the values are what they require."""
    rows: Rows = [list(row) for layer in _by_level(below) for row in _split(layer)]
    place = {node: number for number, row in enumerate(rows) for node in row if isinstance(node, str)}
    routes: dict[Edge, tuple[Slot, ...]] = {}
    for upper, lowers in below.items():
        for lower in lowers:
            between = range(place[lower] - 1, place[upper], -1)
            routes[lower, upper] = (lower, *((lower, upper, row) for row in between), upper)
            for row in between:
                rows[row].append((lower, upper, row))
    _order(rows, routes)
    return Layers(rows, routes)


def _by_level(below: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Nodes by their longest way to the top; circles are cut."""
    above: dict[str, list[str]] = {node: [] for node in below}
    for upper, lowers in below.items():
        for lower in lowers:
            above[lower].append(upper)
    levels: dict[str, int] = {}

    def level(node: str, path: frozenset[str]) -> int:
        if node not in levels:
            over = [level(each, path | {node}) for each in above[node] if each not in path | {node}]
            levels[node] = 1 + max(over) if over else 0
        return levels[node]

    for node in below:
        level(node, frozenset())
    depth = max(levels.values(), default=-1) + 1
    return [[node for node in below if levels[node] == number] for number in range(depth)]


def _split(layer: list[str]) -> list[list[str]]:
    count = -(-len(layer) // WIDEST)
    return [layer[start::count] for start in range(count)]


def _order(rows: Rows, routes: Mapping[Edge, tuple[Slot, ...]]) -> None:
    """Sort each row by the mean place of the neighbours above, then of those below, and again."""
    over: dict[Slot, list[Slot]] = {}
    under: dict[Slot, list[Slot]] = {}
    for route in routes.values():
        for low, high in pairwise(route):
            over.setdefault(low, []).append(high)
            under.setdefault(high, []).append(low)
    for sweep in range(SWEEPS):
        beside, order = (over, rows) if sweep % 2 == 0 else (under, rows[::-1])
        places = _places(rows)
        for row in order:
            means = {slot: _mean(slot, beside, places) for slot in row}
            row.sort(key=lambda slot, means=means: means[slot])  # type: ignore[misc]
            places |= _places([row])


def _places(rows: Rows) -> dict[Slot, float]:
    return {slot: (place + 0.5) / len(row) for row in rows for place, slot in enumerate(row)}


def _mean(slot: Slot, beside: Mapping[Slot, list[Slot]], places: Mapping[Slot, float]) -> float:
    found = [places[each] for each in beside.get(slot, ())]
    return sum(found) / len(found) if found else places[slot]
