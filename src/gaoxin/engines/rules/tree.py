"""Walking and rewriting the tree of FEEL."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from gaoxin.engines.rules.feel.ast import Name, Node

_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(node: Node) -> tuple[str, ...]:
    """The names of a node's parts; looked up once a class."""
    kind = node.__class__
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(f.name for f in fields(node) if f.name != "span")
    return _FIELDS[kind]


def children(node: Node) -> Iterator[Node]:
    """The direct parts of a node, in order."""
    for name in _fields(node):
        yield from _nodes(getattr(node, name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def names(node: Node) -> frozenset[str]:
    """Every name the expression mentions."""
    return frozenset(n.id for n in walk(node) if isinstance(n, Name))


def transform(node: Node, change: Callable[[Node], Node]) -> Node:
    """Rebuild the tree from the leaves up, replacing each node by `change(node)`."""
    parts: dict[str, Any] = {name: _rebuilt(getattr(node, name), change) for name in _fields(node)}
    return change(replace(node, **parts))


def _rebuilt(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return transform(value, change)
    if isinstance(value, tuple):
        return tuple(_rebuilt(item, change) for item in value)
    return value


def rename(node: Node, names: Mapping[str, str]) -> Node:
    """The same expression with some names replaced."""
    return transform(node, lambda n: Name(names[n.id]) if isinstance(n, Name) and n.id in names else n)
