"""A trace as lines: source text, value, and for tables the rules that matched and the columns that failed."""

from collections.abc import Iterator

from gaoxin.engines.rules.dmn.nodes import Table, Typed
from gaoxin.engines.rules.dmn.shown import readable
from gaoxin.engines.rules.dmn.watch import Looked, Watched, WatchedTable
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.scope import Trace
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.tree import transform

SHOWN = 20
"""So many failing rules of a table are told one by one; the rest are counted."""
WIDTH = 400


def lines(trace: Trace) -> Iterator[str]:
    """One line for each comparison, junction, membership, call, rule and decision, in order of evaluation."""
    for node, value in trace:
        if isinstance(node, Watched):
            yield f"decision {node.name} = {_short(readable(value))}"
        elif isinstance(node, WatchedTable):
            yield from _table(node.table, value)
        else:
            yield f"  {text_of(node)} = {_short(readable(value))}"


def text_of(node: ast.Node) -> str:
    """The source text of an expression within a model."""
    try:
        return _short(unparse(transform(node, _plain)))
    except (TypeError, RecursionError):
        return "…"


def _plain(node: ast.Node) -> ast.Node:
    if isinstance(node, Typed):
        return node.value
    return node if type(node).__module__ == ast.__name__ else ast.Name("…")


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else text[:WIDTH] + "…"


def _table(table: Table, looked: Looked) -> Iterator[str]:
    yield f"  table ({table.policy}, {len(table.rows)} rules) = {_short(readable(looked.result))}"
    for place, value in enumerate(looked.values):
        yield f"    column {place + 1} {table.inputs[place].title} = {_short(readable(value))}"
    for word, numbers in (("matches", looked.matched), ("is undecided", looked.waiting)):
        for number in numbers:
            yield f"    rule {number} {word}: {_cells(table, number)}"
    yield from _failed(table, looked)


def _cells(table: Table, number: int) -> str:
    row = table.rows[number - 1]
    tests = [
        f"{column.title}: {text_of(test)}"
        for column, test in zip(table.inputs, row.tests, strict=True)
        if test.tests
    ]
    return f"{', '.join(tests) or 'always'} → {', '.join(text_of(each) for each in row.outputs)}"


def _failed(table: Table, looked: Looked) -> Iterator[str]:
    for number, place in looked.failed[:SHOWN]:
        test = text_of(table.rows[number - 1].tests[place])
        yield f"    rule {number} fails at column {place + 1}: {_value(looked, place)} is not {test}"
    rest = looked.failed[SHOWN:]
    for place, column in enumerate(table.inputs):
        count = sum(each == place for _, each in rest)
        if count:
            yield f"    {count} more rules fail at column {place + 1} {column.title}"


def _value(looked: Looked, place: int) -> Value:
    return _short(readable(looked.values[place]))
