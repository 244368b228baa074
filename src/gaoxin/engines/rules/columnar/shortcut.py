"""Tests of one code whose answer is plain, so that the scalar need not be asked for every code."""

from collections.abc import Callable, Sequence

from gaoxin.engines.rules.feel.ast import Call, Compare, In, Literal, Name, Node

Answer = Callable[[Sequence[object]], list[bool]]
"""True or false for each text, or each list of texts."""


def plain(node: Node, fact: str) -> Answer | None:
    """The answer for `fact in (…)`, `fact = "…"` and `list contains(fact, "…")`; None for other tests."""
    match node:
        case In(Name(name), tests) if name == fact and all(_text(test) for test in tests):
            return _among(frozenset(test.value for test in tests if isinstance(test, Literal)))
        case Compare("=", Name(name), Literal(str(wanted))) if name == fact:
            return _among(frozenset({wanted}))
        case Call(Name("list contains"), (Name(name), Literal(str(wanted))), ()) if name == fact:
            return lambda items: [isinstance(item, list) and wanted in item for item in items]
    return None


def _text(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)


def _among(wanted: frozenset[object]) -> Answer:
    return lambda items: [item in wanted for item in items]
