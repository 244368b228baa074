"""Tests of one code whose answer is plain, so that the scalar need not be asked for every code."""

from collections.abc import Callable

from gaoxin.engines.rules.feel.ast import Call, Compare, In, Literal, Name, Node

Answer = Callable[[object], bool | None]
"""True or false for a code or a list of codes; None where the scalar must say."""


def plain(node: Node, fact: str) -> Answer | None:
    """The answer for `fact in (…)`, `fact = "…"` and `list contains(fact, "…")`."""
    match node:
        case In(Name(name), tests) if name == fact and all(_text(test) for test in tests):
            return _among(frozenset(test.value for test in tests if isinstance(test, Literal)))
        case Compare("=", Name(name), Literal(str(wanted))) if name == fact:
            return _among(frozenset({wanted}))
        case Call(Name("list contains"), (Name(name), Literal(str(wanted))), ()) if name == fact:
            return lambda item: wanted in item if isinstance(item, list) else None
    return None


def _text(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)


def _among(wanted: frozenset[object]) -> Answer:
    return lambda item: item in wanted if isinstance(item, str) else None
