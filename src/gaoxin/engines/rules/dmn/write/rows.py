"""If-chains as rows of a decision table: each path to an output is a rule, the first that matches holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.tree import walk

INPUT = ast.Name("?")
LEAST_ROWS, MOST_COLUMNS = 3, 6
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Atom:
    """What a row asks of one column: `test` is an expression over `?`."""

    column: ast.Node
    test: ast.Node


Row = tuple[tuple[Atom, ...], ast.Node]


def table_of(node: ast.Node, type_ref: str = "") -> m.DecisionTable | None:
    """The decision table that means the same as a chain of ifs; None where a table would not be easier to read."""
    rows = list(_rows(node))
    columns = list(dict.fromkeys(atom.column for atoms, _ in rows for atom in atoms))
    if len(rows) < LEAST_ROWS or not 0 < len(columns) <= min(MOST_COLUMNS, len(rows)):
        return None
    if any(isinstance(inner, ast.If) for _, leaf in rows for inner in walk(leaf)):
        return None
    rules = tuple(_rule(atoms, leaf, columns) for atoms, leaf in rows)
    inputs = tuple(m.Input(unparse(column)) for column in columns)
    return m.DecisionTable(inputs, (m.Output(type_ref=type_ref),), rules, "FIRST")


def _rule(atoms: tuple[Atom, ...], leaf: ast.Node, columns: list[ast.Node]) -> m.Rule:
    cells = (_cell([atom.test for atom in atoms if atom.column == column]) for column in columns)
    return m.Rule(tuple(cells), (unparse(leaf),))


def _rows(node: ast.Node) -> Iterator[Row]:
    """The paths through the chain; a path through `no` relies on the rows before it."""
    while isinstance(node, ast.If):
        atoms = tuple(_atoms(node.test))
        for inner, leaf in _rows(node.yes):
            yield (*atoms, *inner), leaf
        node = node.no
    yield (), node


def _atoms(test: ast.Node) -> Iterator[Atom]:
    parts = _guarded(test.parts) if isinstance(test, ast.And) else (test,)
    for part in parts:
        yield _atom(part)


def _guarded(parts: tuple[ast.Node, ...]) -> tuple[ast.Node, ...]:
    """`d > 0 and n / d >= x` asks one thing of the quotient, which is null where d is not above nought."""
    guards = {part.left: part for part in parts if isinstance(part, ast.Compare) and _is_guard(part)}
    kept: list[ast.Node] = []
    used: set[ast.Node] = set()
    for part in parts:
        if (
            isinstance(part, ast.Compare)
            and isinstance(part.left, ast.Arithmetic)
            and part.left.right in guards
        ):
            guard = guards[part.left.right]
            used.add(guard)
            part = ast.Compare(part.op, ast.If(guard, part.left, ast.Literal(None)), part.right)  # noqa: PLW2901
        kept.append(part)
    return tuple(part for part in kept if part not in used)


def _is_guard(part: ast.Compare) -> bool:
    return part.op == ">" and part.right == ast.Literal(Decimal(0))


def _atom(part: ast.Node) -> Atom:
    negated = isinstance(part, ast.Call) and part.function == ast.Name("not") and len(part.args) == 1
    inner = part.args[0] if isinstance(part, ast.Call) and negated else part
    if isinstance(inner, ast.Compare) and inner.op != "!=" and not negated:
        return Atom(inner.left, ast.Compare(inner.op, INPUT, inner.right))
    if isinstance(inner, ast.In):
        return Atom(inner.value, _not(ast.In(INPUT, inner.tests), negated))
    if isinstance(inner, ast.Call) and len(inner.args) == 2 and isinstance(inner.args[1], ast.ListOf):
        return Atom(inner.args[0], _not(ast.Call(inner.function, (INPUT, inner.args[1])), negated))
    return Atom(inner, ast.Compare("=", INPUT, ast.Literal(not negated)))


def _not(test: ast.Node, negated: bool) -> ast.Node:
    return ast.Call(ast.Name("not"), (test,)) if negated else test


def _cell(tests: list[ast.Node]) -> str:
    """The unary tests of a cell: a plain comparison or membership where it is one."""
    if not tests:
        return "-"
    if len(tests) > 1:
        return unparse(ast.UnaryTests((ast.Condition(ast.And(tuple(tests))),)))
    test = tests[0]
    if isinstance(test, ast.Compare):
        plain = test.right if test.op == "=" else ast.UnaryCompare(test.op, test.right)
        return unparse(ast.UnaryTests((plain,)))
    return unparse(ast.UnaryTests(test.tests if isinstance(test, ast.In) else (ast.Condition(test),)))
