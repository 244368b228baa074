"""Expressions as FEEL text: the inverse of the parser, with no more brackets than reading needs.

Two shapes that no text has are written as what they mean: a negated number literal is the negative
literal, and a junction at the head of the same junction is one junction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.literal_text import key, literal
from gaoxin.engines.rules.feel.parse import parse
from gaoxin.engines.rules.feel.syntax.precedence import AND, COMPARE, LEVELS, OR, POWER, SUM
from gaoxin.engines.rules.feel.type_text import type_text

UNARY, INSTANCE, POSTFIX, PRIMARY = range(POWER + 1, POWER + 5)
FORM = 0
"""The level of forms whose last part takes all that follows: if, for, some, every, function."""


def unparse(node: ast.Node, names: Iterable[str] = ()) -> str:
    """The text of an expression or a cell; TypeError for nodes that FEEL has no text for.

    With `names` (those in scope), text that would run together with a longer name is bracketed.
    """
    plain = _Writer().text(node)
    known = frozenset(names)
    if not known or isinstance(node, ast.UnaryTests | ast.Condition | ast.UnaryCompare):
        return plain
    return plain if _reads_back(plain, node, known) else _Writer(guarded=True).text(node)


def _reads_back(text: str, node: ast.Node, names: frozenset[str]) -> bool:
    try:
        return parse(text, names) == node
    except FeelError:
        return False


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes; `guarded` puts every name in brackets."""

    guarded: bool = False

    def text(self, node: ast.Node) -> str:
        """The text of a node on its own."""
        write = _WRITERS.get(type(node))
        if write is None:
            raise TypeError(f"FEEL has no text for {type(node).__name__}")
        return write(self, node)

    def at(self, level: int, node: ast.Node) -> str:
        """The text of a node where only what binds as tightly as `level` needs no brackets."""
        text = self.text(node)
        bare = _level(node) >= level and not (level and _runs_on(node))
        return text if bare else f"({text})"

    def each(self, nodes: Iterable[ast.Node]) -> str:
        """Texts joined by commas."""
        return ", ".join(map(self.text, nodes))

    def test(self, node: ast.Node) -> str:
        """A unary test as it stands in a cell or after `in`."""
        if isinstance(node, ast.UnaryCompare):
            return f"{node.op} {self.at(SUM, node.end)}"
        return self.text(node.expression if isinstance(node, ast.Condition) else node)


def _level(node: ast.Node) -> int:
    if isinstance(node, ast.Arithmetic):
        return LEVELS[node.op]
    if isinstance(node, ast.Literal) and literal(node.value).startswith("-"):
        return UNARY
    return _KINDS.get(type(node), PRIMARY)


_KINDS: dict[type[ast.Node], int] = {
    **dict.fromkeys((ast.If, ast.For, ast.Quantified, ast.Function, ast.Condition, ast.UnaryTests), FORM),
    ast.Or: OR,
    ast.And: AND,
    **dict.fromkeys((ast.Compare, ast.Between, ast.In), COMPARE),
    ast.Negate: UNARY,
    ast.InstanceOf: INSTANCE,
    **dict.fromkeys((ast.Path, ast.Filter, ast.Call), POSTFIX),
}

_OPEN_TYPES = frozenset(("date", "days", "years", "list", "range", "context", "function"))


def _runs_on(node: ast.Node) -> bool:
    """Whether a type at the end could take in what follows, as `date` does in `date and time`."""
    if isinstance(node, ast.Negate):
        return _runs_on(node.operand)
    return isinstance(node, ast.InstanceOf) and _open(node.type)


def _open(type_: ast.TypeName) -> bool:
    if type_.result is not None:
        return _open(type_.result)
    return not type_.parameters and not type_.fields and type_.name.split(".")[-1] in _OPEN_TYPES


def _literal(w: _Writer, node: ast.Literal) -> str:  # noqa: ARG001
    return literal(node.value)


def _name(w: _Writer, node: ast.Name) -> str:
    return f"({node.id})" if w.guarded and node.id != "?" else node.id


def _path(w: _Writer, node: ast.Path) -> str:
    return f"{w.at(POSTFIX, node.base)}.{node.name}"


def _filter(w: _Writer, node: ast.Filter) -> str:
    return f"{w.at(POSTFIX, node.base)}[{w.text(node.test)}]"


def _call(w: _Writer, node: ast.Call) -> str:
    function = node.function.id if isinstance(node.function, ast.Name) else w.at(POSTFIX, node.function)
    named = [f"{name}: {w.text(value)}" for name, value in node.named]
    return f"{function}({', '.join([*map(w.text, node.args), *named])})"


def _function(w: _Writer, node: ast.Function) -> str:
    typed = [name if each is None else f"{name}: {type_text(each)}" for name, each in node.parameters]
    external = "external " if node.external else ""
    return f"function({', '.join(typed)}) {external}{w.text(node.body)}"


def _if(w: _Writer, node: ast.If) -> str:
    return f"if {w.text(node.test)} then {w.text(node.yes)} else {w.text(node.no)}"


def _iterators(w: _Writer, iterators: tuple[tuple[str, ast.Node], ...]) -> str:
    return ", ".join(f"{name} in {_source(w, source)}" for name, source in iterators)


def _source(w: _Writer, source: ast.Node) -> str:
    if isinstance(source, ast.Range) and source.low_included and source.high_included:
        return f"{w.at(SUM, source.low)}..{w.at(SUM, source.high)}"
    return w.text(source)


def _for(w: _Writer, node: ast.For) -> str:
    return f"for {_iterators(w, node.iterators)} return {w.text(node.body)}"


def _quantified(w: _Writer, node: ast.Quantified) -> str:
    return f"{node.kind} {_iterators(w, node.iterators)} satisfies {w.text(node.test)}"


def _arithmetic(w: _Writer, node: ast.Arithmetic) -> str:
    level = LEVELS[node.op]
    return f"{w.at(level, node.left)} {node.op} {w.at(level + 1, node.right)}"


def _negate(w: _Writer, node: ast.Negate) -> str:
    return f"-{w.at(UNARY, node.operand)}"


def _compare(w: _Writer, node: ast.Compare) -> str:
    return f"{w.at(COMPARE, node.left)} {node.op} {w.at(SUM, node.right)}"


def _and(w: _Writer, node: ast.And) -> str:
    return " and ".join(w.at(AND if at == 0 else COMPARE, part) for at, part in enumerate(node.parts))


def _or(w: _Writer, node: ast.Or) -> str:
    return " or ".join(w.at(OR if at == 0 else AND, part) for at, part in enumerate(node.parts))


def _between(w: _Writer, node: ast.Between) -> str:
    return f"{w.at(COMPARE, node.value)} between {w.at(SUM, node.low)} and {w.at(SUM, node.high)}"


def _in(w: _Writer, node: ast.In) -> str:
    first = node.tests[0]
    alone = len(node.tests) == 1 and not isinstance(first, ast.UnaryCompare | ast.Condition)
    tests = w.at(SUM, first) if alone else f"({', '.join(map(w.test, node.tests))})"
    return f"{w.at(COMPARE, node.value)} in {tests}"


def _instance(w: _Writer, node: ast.InstanceOf) -> str:
    return f"{w.at(INSTANCE, node.value)} instance of {type_text(node.type)}"


def _unary_compare(w: _Writer, node: ast.UnaryCompare) -> str:
    return f"({w.test(node)})"


def _condition(w: _Writer, node: ast.Condition) -> str:
    return w.test(node)


def _unary_tests(w: _Writer, node: ast.UnaryTests) -> str:
    if not node.tests:
        return "-"
    tests = ", ".join(map(w.test, node.tests))
    if node.negated:
        return f"not({tests})"
    return f"({tests})" if len(node.tests) == 1 and tests.startswith("not(") else tests


def _range(w: _Writer, node: ast.Range) -> str:
    opening, closing = "[" if node.low_included else "(", "]" if node.high_included else ")"
    return f"{opening}{w.at(SUM, node.low)}..{w.at(SUM, node.high)}{closing}"


def _list(w: _Writer, node: ast.ListOf) -> str:
    return f"[{w.each(node.items)}]"


def _context(w: _Writer, node: ast.Context) -> str:
    return "{" + ", ".join(f"{key(name)}: {w.text(value)}" for name, value in node.entries) + "}"


_WRITERS: dict[type[ast.Node], Callable[[_Writer, Any], str]] = {
    ast.Literal: _literal,
    ast.Name: _name,
    ast.Path: _path,
    ast.Filter: _filter,
    ast.Call: _call,
    ast.Function: _function,
    ast.If: _if,
    ast.For: _for,
    ast.Quantified: _quantified,
    ast.Arithmetic: _arithmetic,
    ast.Negate: _negate,
    ast.Compare: _compare,
    ast.And: _and,
    ast.Or: _or,
    ast.Between: _between,
    ast.In: _in,
    ast.InstanceOf: _instance,
    ast.UnaryCompare: _unary_compare,
    ast.Condition: _condition,
    ast.UnaryTests: _unary_tests,
    ast.Range: _range,
    ast.ListOf: _list,
    ast.Context: _context,
}
