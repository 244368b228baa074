"""The logic of a decision as one FEEL expression, where FEEL can say it."""

from collections.abc import Callable, Collection, Mapping

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.nodes import BoxedFunction, Broken, Let, Table, Typed
from gaoxin.engines.rules.dmn.unit import Unit
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.tree import transform

RESULT = "结果"
_SINGLE = frozenset(("UNIQUE", "FIRST", "ANY"))
INPUT = ast.Name("?")


def feel_of(unit: Unit, node: m.Decision, kept: Collection[str] = ()) -> ast.Node:
    """The expression, with knowledge models but the `kept` written out.

    Raises DmnError for what FEEL has no expression for.
    """
    functions = {name: each for name, each in _functions(unit).items() if name not in kept}
    where = f"decision {node.name}"
    return transform(_plain(unit.tree(node), where), lambda each: _called(each, functions))


def _functions(unit: Unit) -> dict[str, ast.Function]:
    found: dict[str, ast.Function] = {}
    for node in unit.definitions.nodes:
        if isinstance(node, m.Knowledge):
            tree = _plain(unit.tree(node), f"knowledge model {node.name}")
            if isinstance(tree, ast.Function):
                found[node.name] = tree
    return found


def _plain(tree: ast.Node, where: str) -> ast.Node:
    def change(node: ast.Node) -> ast.Node:
        make = _MAKERS.get(type(node))
        return node if make is None else make(node, where)

    return transform(tree, change)


def _called(node: ast.Node, functions: Mapping[str, ast.Function]) -> ast.Node:
    """A call of a knowledge model as its body with the arguments in place."""
    if not isinstance(node, ast.Call) or not isinstance(node.function, ast.Name):
        return node
    function = functions.get(node.function.id)
    if function is None:
        return node
    names = [name for name, _ in function.parameters]
    given = dict(node.named) or dict(zip(names, node.args, strict=False))
    return _filled(function.body, {name: given.get(name, ast.Literal(None)) for name in names})


def _filled(body: ast.Node, given: Mapping[str, ast.Node]) -> ast.Node:
    return transform(body, lambda n: given.get(n.id, n) if isinstance(n, ast.Name) else n)


def _typed(node: Typed, where: str) -> ast.Node:  # noqa: ARG001
    return node.value


def _broken(node: Broken, where: str) -> ast.Node:
    raise DmnError(node.reason, where=where)


def _let(node: Let, where: str) -> ast.Node:  # noqa: ARG001
    return ast.Path(ast.Context((*node.entries, (RESULT, node.result))), RESULT)


def _function(node: BoxedFunction, where: str) -> ast.Node:
    if node.kind != "FEEL":
        raise DmnError(f"functions of the kind {node.kind} cannot be taken over", where=where)
    return ast.Function(tuple((name, None) for name, _ in node.signature), node.body)


def _table(node: Table, where: str) -> ast.Node:
    if len(node.outputs) != 1:
        raise DmnError("a table with several outputs cannot be taken over", where=where)
    rows = [(condition_of(node, number), row.outputs[0]) for number, row in enumerate(node.rows)]
    if node.policy in _SINGLE:
        return _chain(rows, node.outputs[0].default or ast.Literal(None))
    if node.policy == "SUM":
        return _sum(rows)
    raise DmnError(f"a table with the hit policy {node.policy} cannot be taken over", where=where)


def _chain(rows: list[tuple[ast.Node | None, ast.Node]], default: ast.Node) -> ast.Node:
    node = default
    for test, output in reversed(rows):
        node = output if test is None else ast.If(test, output, node)
    return node


def _sum(rows: list[tuple[ast.Node | None, ast.Node]]) -> ast.Node:
    nought = ast.number(0)
    parts = tuple(output if test is None else ast.If(test, output, nought) for test, output in rows)
    return ast.Call(ast.Name("sum"), (ast.ListOf(parts),))


def condition_of(table: Table, number: int) -> ast.Node | None:
    """What a rule asks; None where it asks nothing."""
    parts = cells_of(table, number)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else ast.And(tuple(parts))


def cells_of(table: Table, number: int) -> list[ast.Node]:
    """What each cell of a rule asks of its column."""
    cells = zip(table.inputs, table.rows[number].tests, strict=True)
    return [_asked(_bare(column.expression), cell) for column, cell in cells if cell.tests]


def _bare(node: ast.Node) -> ast.Node:
    return node.value if isinstance(node, Typed) else node


def _asked(column: ast.Node, cell: ast.UnaryTests) -> ast.Node:
    tests = cell.tests
    if len(tests) == 1 and isinstance(tests[0], ast.UnaryCompare):
        found: ast.Node = ast.Compare(tests[0].op, column, tests[0].end)
    elif len(tests) == 1 and isinstance(tests[0], ast.Condition):
        found = _filled(tests[0].expression, {"?": column})
    elif len(tests) == 1 and isinstance(tests[0], ast.Literal):
        found = ast.Compare("=", column, tests[0])
    else:
        found = ast.In(column, tests)
    return ast.Call(ast.Name("not"), (found,)) if cell.negated else found


_MAKERS: dict[type, Callable[..., ast.Node]] = {
    Typed: _typed,
    Broken: _broken,
    Let: _let,
    BoxedFunction: _function,
    Table: _table,
}
