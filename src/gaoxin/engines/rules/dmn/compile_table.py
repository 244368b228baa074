"""Decision tables as nodes: columns with their expressions, rows with their tests, and an index."""

from typing import Protocol

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.index import Index
from gaoxin.engines.rules.dmn.nodes import Broken, InputColumn, OutputColumn, Row, Table
from gaoxin.engines.rules.feel import FeelError, ast, parse_unary_tests
from gaoxin.engines.rules.feel.types import Type

_POLICIES = {
    "U": "UNIQUE", "A": "ANY", "P": "PRIORITY", "F": "FIRST", "R": "RULE ORDER", "O": "OUTPUT ORDER",
    "C": "COLLECT",
}  # fmt: skip
_KNOWN = frozenset(_POLICIES.values())
_AGGREGATIONS = {"": "COLLECT", "SUM": "SUM", "MIN": "MIN", "MAX": "MAX", "COUNT": "COUNT"}


class Texts(Protocol):
    """What a table needs of the compiler of its element."""

    members: frozenset[str]

    def text(self, text: str, names: frozenset[str], place: str = "") -> ast.Node:
        """The tree of FEEL text."""

    def broken(self, reason: str, place: str = "") -> Broken:
        """A node for what cannot be read."""

    def typed(self, node: ast.Node, ref: str) -> ast.Node:
        """The node fitted to a type."""

    def type(self, ref: str) -> Type | None:
        """The type of a reference."""


def compile_table(c: Texts, box: m.DecisionTable, names: frozenset[str]) -> ast.Node:
    """The node of a decision table."""
    policy = _POLICIES.get(box.hit_policy, box.hit_policy)
    if policy not in _KNOWN or box.aggregation not in _AGGREGATIONS:
        return c.broken(f"there is no hit policy {box.hit_policy} {box.aggregation}".strip())
    if policy == "COLLECT":
        policy = _AGGREGATIONS[box.aggregation]
    rows = _Cells(c, names).rows(box)
    inputs = tuple(_input(c, each, names) for each in box.inputs)
    outputs = tuple(_output(c, each, names) for each in box.outputs)
    return Table(inputs, outputs, rows, policy, Index([row.tests for row in rows]))


def _input(c: Texts, column: m.Input, names: frozenset[str]) -> InputColumn:
    expression = c.typed(c.text(column.text, names, f"input {column.text}"), column.type_ref)
    allowed = _tests(c, column.values, names, f"allowed values of {column.text}") if column.values else None
    return InputColumn(column.text, expression, allowed)


def _output(c: Texts, column: m.Output, names: frozenset[str]) -> OutputColumn:
    priorities = _tests(c, column.values, names, f"values of output {column.name}").tests
    default = c.text(column.default, names, f"default of {column.name}") if column.default else None
    return OutputColumn(column.name, c.type(column.type_ref), priorities, default)


def _tests(c: Texts, text: str, names: frozenset[str], place: str) -> ast.UnaryTests:
    try:
        return parse_unary_tests(text, names, members=c.members) if text.strip() else ast.UnaryTests(())
    except FeelError as error:
        return ast.UnaryTests((ast.Condition(c.broken(f"{text!r}: {error}", place)),))


class _Cells:
    """Reads cells, each text once."""

    def __init__(self, c: Texts, names: frozenset[str]) -> None:
        self.c = c
        self.names = names
        self.tests: dict[str, ast.UnaryTests] = {}
        self.outputs: dict[str, ast.Node] = {}

    def rows(self, box: m.DecisionTable) -> tuple[Row, ...]:
        """The rows of a table."""
        return tuple(self._row(number, rule) for number, rule in enumerate(box.rules, 1))

    def _row(self, number: int, rule: m.Rule) -> Row:
        tests = [self._test(text, f"rule {number}, column {n}") for n, text in enumerate(rule.inputs, 1)]
        outputs = [self._output(text, f"rule {number}, output {n}") for n, text in enumerate(rule.outputs, 1)]
        return Row(tuple(tests), tuple(outputs))

    def _test(self, text: str, place: str) -> ast.UnaryTests:
        if text not in self.tests:
            self.tests[text] = _tests(self.c, text, self.names, place)
        return self.tests[text]

    def _output(self, text: str, place: str) -> ast.Node:
        if text not in self.outputs:
            self.outputs[text] = self.c.text(text, self.names, place)
        return self.outputs[text]
