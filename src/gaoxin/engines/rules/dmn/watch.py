"""Watching an evaluation: what each decision gave, and in each table which rules matched and why not the others."""

from dataclasses import dataclass

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.evaluate import Model
from gaoxin.engines.rules.dmn.nodes import Table
from gaoxin.engines.rules.dmn.unit import Unit
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.tree import transform
from gaoxin.engines.rules.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Watched(ast.Node):
    """The logic of a decision or knowledge model, whose value is to be told."""

    name: str
    logic: ast.Node


@dataclass(frozen=True, slots=True)
class WatchedTable(ast.Node):
    """A decision table whose rules are to be told."""

    table: Table


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at a table: the values of its columns, the rules by number from 1, and the result.

    `failed` holds a rule with the place of the column that refused it; `waiting` the undecided rules.
    """

    values: tuple[Value, ...]
    matched: tuple[int, ...]
    waiting: tuple[int, ...]
    failed: tuple[tuple[int, int], ...]
    result: Value


class WatchingUnit(Unit):
    """A file whose decisions and tables tell what they gave."""

    def tree(self, node: m.Decision | m.Knowledge) -> ast.Node:
        """The compiled logic with its tables watched."""
        logic = transform(super().tree(node), _watching)
        return Watched(node.name, logic) if isinstance(node, m.Decision) else logic


def _watching(node: ast.Node) -> ast.Node:
    return WatchedTable(node) if isinstance(node, Table) else node


def watching(model: Model) -> Model:
    """The same model, whose evaluations tell more to a trace."""
    units: dict[str, Unit] = {}
    for namespace, unit in model.units.items():
        units[namespace] = WatchingUnit(unit.definitions, units)
    return Model(units[model.main.namespace], units)


@rule(Watched)
def watched(node: Watched, scope: Scope) -> Value:
    """The value of the logic, told."""
    value = run(node.logic, scope)
    if scope.state.trace is not None:
        scope.state.trace.append((node, value))
    return value


@rule(WatchedTable)
def watched_table(node: WatchedTable, scope: Scope) -> Value:
    """The value of the table; every rule is looked at once more for the trace."""
    trace = scope.state.trace
    if trace is None:
        return run(node.table, scope)
    told, problems = len(trace), len(scope.problems)
    found = _look(node.table, scope)
    del trace[told:], scope.problems[problems:]
    value = run(node.table, scope)
    trace.append((node, Looked(*found, value)))
    return value


def _look(
    table: Table, scope: Scope
) -> tuple[tuple[Value, ...], tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
    values = tuple(run(column.expression, scope) for column in table.inputs)
    scopes = [scope.child({"?": value}) for value in values]
    matched: list[int] = []
    waiting: list[int] = []
    failed: list[tuple[int, int]] = []
    for number, row in enumerate(table.rows, 1):
        refused, open_ = _tested(row.tests, scopes)
        if refused is not None:
            failed.append((number, refused))
        else:
            (waiting if open_ else matched).append(number)
    return values, tuple(matched), tuple(waiting), tuple(failed)


def _tested(tests: tuple[ast.UnaryTests, ...], scopes: list[Scope]) -> tuple[int | None, bool]:
    """The place of the first cell that fails, and whether a cell is undecided."""
    open_ = False
    for place, test in enumerate(tests):
        answer = run(test, scopes[place]) if test.tests else True
        if isinstance(answer, Unknown):
            open_ = True
        elif answer is not True:
            return place, open_
    return None, open_
