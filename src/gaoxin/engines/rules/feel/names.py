"""Names known in scope, found in the text by longest match."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from gaoxin.engines.rules.feel.characters import fold, is_part, is_space, normal_name

Trie: TypeAlias = dict[str, Any]

_NAME = ""
"""The key under which a trie node holds the name that ends there."""


@lru_cache(maxsize=256)
def trie(names: frozenset[str]) -> Trie:
    """A trie of the folded names; built once for each set of names."""
    return build(names)


def build(names: Iterable[str]) -> Trie:
    """A trie over the folded spelling; the name itself is kept as written."""
    root: Trie = {}
    for name in names:
        extend(root, name)
    return root


def match(root: Trie, folded: str, start: int) -> tuple[str, int] | None:
    """The longest known name at `start` and where it ends; None where no name ends on a boundary."""
    node: Trie | None = root
    found = None
    at = start
    while node is not None:
        if _NAME in node and _boundary(folded, at):
            found = (node[_NAME], at)
        if at >= len(folded):
            break
        node, at = _step(node, folded, at)
    return found


def _step(node: Trie, folded: str, at: int) -> tuple[Trie | None, int]:
    char = folded[at]
    if not is_space(char):
        return node.get(char), at + 1
    while at < len(folded) and is_space(folded[at]):
        at += 1
    return node.get(" "), at


def _boundary(folded: str, at: int) -> bool:
    return at >= len(folded) or not (is_part(folded[at - 1]) and is_part(folded[at]))


def extend(root: Trie, name: str) -> None:
    """Add one name to a trie."""
    node = root
    for char in fold(normal_name(name)):
        node = node.setdefault(char, {})
    node[_NAME] = normal_name(name)
