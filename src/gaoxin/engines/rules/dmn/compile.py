"""Boxed expressions as trees of FEEL, so that one interpreter runs them all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.nodes import BoxedFunction, Broken, Let, Typed
from gaoxin.engines.rules.dmn.types import Types
from gaoxin.engines.rules.feel import FeelError, ast, parse
from gaoxin.engines.rules.feel.types import Type

NULL = ast.Literal(None)


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of one element; what cannot be read is noted and becomes null."""

    types: Types
    members: frozenset[str]
    where: str
    faults: list[str] = field(default_factory=list)

    def compile(self, box: m.Expression | None, names: frozenset[str]) -> ast.Node:
        """The tree of an expression with these names in scope."""
        if box is None:
            return NULL
        return self.typed(_COMPILERS[type(box)](self, box, names), box.type_ref)

    def text(self, text: str, names: frozenset[str], place: str = "") -> ast.Node:
        """The tree of FEEL text; empty text is null."""
        try:
            return parse(text, names, members=self.members) if text.strip() else NULL
        except FeelError as error:
            return self.broken(f"{text!r}: {error}", place)

    def broken(self, reason: str, place: str = "") -> Broken:
        """A node for what cannot be read."""
        reason = f"{place}: {reason}" if place else reason
        self.faults.append(f"{self.where}: {reason}")
        return Broken(reason)

    def typed(self, node: ast.Node, ref: str) -> ast.Node:
        """The node fitted to the type that a reference means, where it means one."""
        try:
            wanted = self.types.optional(ref)
        except DmnError as error:
            return self.broken(error.message)
        return node if wanted is None else Typed(node, wanted)

    def type(self, ref: str) -> Type | None:
        """The type a reference means; None where it means none."""
        try:
            return self.types.optional(ref)
        except DmnError as error:
            self.faults.append(f"{self.where}: {error.message}")
            return None


def _literal(c: Compiler, box: m.Literal, names: frozenset[str]) -> ast.Node:
    return c.text(box.text, names)


def _context(c: Compiler, box: m.BoxedContext, names: frozenset[str]) -> ast.Node:
    entries: list[tuple[str, ast.Node]] = []
    for entry in box.entries:
        node = c.typed(c.compile(entry.value, names), entry.type_ref)
        if not entry.name:
            return Let(tuple(entries), node)
        entries.append((entry.name, node))
        names |= {entry.name}
    return ast.Context(tuple(entries))


def _list(c: Compiler, box: m.BoxedList, names: frozenset[str]) -> ast.Node:
    return ast.ListOf(tuple(c.compile(each, names) for each in box.items))


def _relation(c: Compiler, box: m.Relation, names: frozenset[str]) -> ast.Node:
    return ast.ListOf(tuple(_row(c, box.columns, row, names) for row in box.rows))


def _row(
    c: Compiler, columns: tuple[str, ...], row: tuple[m.Expression | None, ...], names: frozenset[str]
) -> ast.Node:
    cells = (c.compile(each, names) for each in row)
    return ast.Context(tuple(zip(columns, cells, strict=True)))


def _function(c: Compiler, box: m.FunctionBox, names: frozenset[str]) -> ast.Node:
    return compile_function(c, box, names)


def compile_function(
    c: Compiler, box: m.FunctionBox, names: frozenset[str], result: Type | None = None
) -> ast.Node:
    """A function definition; `result` is the type its body must have besides its own."""
    signature = tuple((each.name, c.type(each.type_ref)) for each in box.parameters)
    body: ast.Node = NULL
    if box.kind in ("FEEL", "Java"):
        body = c.compile(box.body, names | {name for name, _ in signature})
    return BoxedFunction(signature, body if result is None else Typed(body, result), box.kind)


def _invocation(c: Compiler, box: m.Invocation, names: frozenset[str]) -> ast.Node:
    named = tuple((name, c.compile(value, names)) for name, value in box.bindings)
    return ast.Call(c.compile(box.function, names), (), named)


def _conditional(c: Compiler, box: m.Conditional, names: frozenset[str]) -> ast.Node:
    return ast.If(c.compile(box.test, names), c.compile(box.yes, names), c.compile(box.no, names))


def _filter(c: Compiler, box: m.FilterBox, names: frozenset[str]) -> ast.Node:
    match = c.compile(box.match, names | c.members | {"item"})
    return ast.Filter(c.compile(box.source, names), match)


def _iteration(c: Compiler, box: m.Iteration, names: frozenset[str]) -> ast.Node:
    iterators = ((box.variable, c.compile(box.source, names)),)
    body = c.compile(box.body, names | {box.variable, "partial"})
    if box.kind == "for":
        return ast.For(iterators, body)
    return ast.Quantified(box.kind, iterators, body)


def _table(c: Compiler, box: m.DecisionTable, names: frozenset[str]) -> ast.Node:
    from gaoxin.engines.rules.dmn.compile_table import compile_table  # noqa: PLC0415 - they call each other

    return compile_table(c, box, names)


_COMPILERS: dict[type, Callable[..., ast.Node]] = {
    m.Literal: _literal,
    m.BoxedContext: _context,
    m.BoxedList: _list,
    m.Relation: _relation,
    m.FunctionBox: _function,
    m.Invocation: _invocation,
    m.Conditional: _conditional,
    m.FilterBox: _filter,
    m.Iteration: _iteration,
    m.DecisionTable: _table,
}
