"""Boxed expressions as XML (clauses 7.3, 8 and 10.2)."""

from collections.abc import Callable
from typing import Any

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.tags import Tag, given, tag


def expression(box: m.Expression | None, id_: str = "", title: str = "") -> Tag | None:
    """The element of an expression; None where there is none.

    `id_` makes the ids of a table's parts, and `title` is the label of its output.
    """
    if isinstance(box, m.DecisionTable):
        return _table(box, id_, title)
    return None if box is None else _WRITERS[type(box)](box)


def parameter(name: str, each: m.Parameter) -> Tag:
    """A formal parameter."""
    return tag(name, name=each.name, typeRef=each.type_ref)


def function(box: m.FunctionBox, name: str = "functionDefinition") -> Tag:
    """A function definition, or the logic of a business knowledge model."""
    parameters = (parameter("formalParameter", each) for each in box.parameters)
    kind = "" if box.kind == "FEEL" else box.kind
    return tag(name, *parameters, expression(box.body), kind=kind, typeRef=box.type_ref)


def _literal(box: m.Literal) -> Tag:
    return tag("literalExpression", tag("text", text=box.text), typeRef=box.type_ref)


def _context(box: m.BoxedContext) -> Tag:
    return tag("context", *map(_entry, box.entries), typeRef=box.type_ref)


def _entry(entry: m.Entry) -> Tag:
    variable = tag("variable", name=entry.name, typeRef=entry.type_ref) if entry.name else None
    return tag("contextEntry", variable, expression(entry.value))


def _list(box: m.BoxedList) -> Tag:
    return tag("list", *map(expression, box.items), typeRef=box.type_ref)


def _relation(box: m.Relation) -> Tag:
    columns = (tag("column", name=name) for name in box.columns)
    rows = (tag("row", *map(expression, row)) for row in box.rows)
    return tag("relation", *columns, *rows, typeRef=box.type_ref)


def _invocation(box: m.Invocation) -> Tag:
    bindings = (
        tag("binding", tag("parameter", name=name), expression(value)) for name, value in box.bindings
    )
    return tag("invocation", expression(box.function), *bindings, typeRef=box.type_ref)


def _conditional(box: m.Conditional) -> Tag:
    parts = (("if", box.test), ("then", box.yes), ("else", box.no))
    return tag("conditional", *(tag(name, expression(each)) for name, each in parts), typeRef=box.type_ref)


def _filter(box: m.FilterBox) -> Tag:
    source, match = tag("in", expression(box.source)), tag("match", expression(box.match))
    return tag("filter", source, match, typeRef=box.type_ref)


def _iteration(box: m.Iteration) -> Tag:
    body = tag("return" if box.kind == "for" else "satisfies", expression(box.body))
    source = tag("in", expression(box.source))
    return tag(box.kind, source, body, typeRef=box.type_ref, iteratorVariable=box.variable)


def _table(box: m.DecisionTable, id_: str, title: str) -> Tag:
    ids = _Ids(id_)
    return tag(
        "decisionTable",
        *(_input(each, ids) for each in box.inputs),
        *(_output(each, ids, title) for each in box.outputs),
        *(_rule(each, ids) for each in box.rules),
        id=ids.next("table"),
        hitPolicy=box.hit_policy,
        aggregation=box.aggregation,
        typeRef=box.type_ref,
    )


class _Ids:
    """Ids for the parts of a table, which drawing tools need; none without a prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.count = 0

    def next(self, kind: str) -> str:
        """The next id, or an empty one."""
        self.count += 1
        return f"{self.prefix}-{kind}-{self.count}" if self.prefix else ""


def _input(each: m.Input, ids: _Ids) -> Tag:
    inner = tag("inputExpression", tag("text", text=each.text), id=ids.next("x"), typeRef=each.type_ref)
    return tag("input", inner, given("inputValues", each.values), id=ids.next("in"), label=each.text)


def _output(each: m.Output, ids: _Ids, title: str) -> Tag:
    parts = (given("outputValues", each.values), given("defaultOutputEntry", each.default))
    named = {"name": each.name} if each.name else {"label": title}
    return tag("output", *parts, id=ids.next("out"), **named, typeRef=each.type_ref)


def _rule(each: m.Rule, ids: _Ids) -> Tag:
    cells = [("inputEntry", text) for text in each.inputs] + [("outputEntry", text) for text in each.outputs]
    return tag(
        "rule",
        *(tag(name, tag("text", text=text), id=ids.next("cell")) for name, text in cells),
        id=ids.next("rule"),
    )


_WRITERS: dict[type, Callable[[Any], Tag]] = {
    m.Literal: _literal,
    m.BoxedContext: _context,
    m.BoxedList: _list,
    m.Relation: _relation,
    m.FunctionBox: function,
    m.Invocation: _invocation,
    m.Conditional: _conditional,
    m.FilterBox: _filter,
    m.Iteration: _iteration,
}
