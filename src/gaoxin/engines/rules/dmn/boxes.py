"""Boxed expressions from XML (clauses 7.3, 8 and 10.2)."""

from collections.abc import Callable

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.xml import Element
from gaoxin.engines.rules.feel.characters import normal_name


def only_expression(element: Element | None) -> m.Expression | None:
    """The expression among an element's children; None where there is none."""
    if element is None:
        return None
    found = element.first(*_READERS)
    return None if found is None else _READERS[found.tag](found)


def expressions(element: Element) -> tuple[m.Expression | None, ...]:
    """All expressions among an element's children."""
    return tuple(_READERS[each.tag](each) for each in element.all(*_READERS))


def parameter(element: Element) -> m.Parameter:
    """A formal parameter."""
    return m.Parameter(normal_name(element.get("name")), type_ref(element))


def type_ref(element: Element) -> str:
    """The type reference in an attribute, or in a child as DMN 1.1 has it."""
    return normal_name(element.get("typeRef") or element.text_of("typeRef"))


def function(element: Element) -> m.FunctionBox:
    """A function definition or the logic of a business knowledge model."""
    return m.FunctionBox(
        tuple(parameter(each) for each in element.all("formalParameter")),
        only_expression(element),
        element.get("kind", "FEEL"),
        type_ref(element),
    )


def _literal(element: Element) -> m.Literal:
    return m.Literal(element.text_of("text"), type_ref(element))


def _context(element: Element) -> m.BoxedContext:
    return m.BoxedContext(tuple(_entry(each) for each in element.all("contextEntry")), type_ref(element))


def _entry(element: Element) -> m.Entry:
    variable = element.first("variable")
    name = normal_name(variable.get("name")) if variable else ""
    return m.Entry(name, only_expression(element), type_ref(variable) if variable else "")


def _list(element: Element) -> m.BoxedList:
    return m.BoxedList(expressions(element), type_ref(element))


def _relation(element: Element) -> m.Relation:
    columns = tuple(normal_name(each.get("name")) for each in element.all("column"))
    rows = tuple(expressions(each) for each in element.all("row"))
    if any(len(row) != len(columns) for row in rows):
        raise DmnError(f"each row needs {len(columns)} cells", where=f"line {element.line}, <relation>")
    return m.Relation(columns, rows, type_ref(element))


def _invocation(element: Element) -> m.Invocation:
    return m.Invocation(
        only_expression(element), tuple(_binding(each) for each in element.all("binding")), type_ref(element)
    )


def _binding(element: Element) -> tuple[str, m.Expression | None]:
    name = element.first("parameter")
    return normal_name(name.get("name")) if name else "", only_expression(element)


def _conditional(element: Element) -> m.Conditional:
    test, yes, no = (only_expression(element.first(tag)) for tag in ("if", "then", "else"))
    return m.Conditional(test, yes, no, type_ref(element))


def _filter(element: Element) -> m.FilterBox:
    source, match = (only_expression(element.first(tag)) for tag in ("in", "match"))
    return m.FilterBox(source, match, type_ref(element))


def _iteration(element: Element) -> m.Iteration:
    body = element.first("return", "satisfies")
    variable = normal_name(element.get("iteratorVariable"))
    source = only_expression(element.first("in"))
    return m.Iteration(element.tag, variable, source, only_expression(body), type_ref(element))


def _table(element: Element) -> m.DecisionTable:
    inputs = tuple(_input(each) for each in element.all("input"))
    outputs = tuple(_output(each) for each in element.all("output"))
    rules = tuple(_rule(each, len(inputs), len(outputs)) for each in element.all("rule"))
    policy = element.get("hitPolicy", "UNIQUE")
    return m.DecisionTable(inputs, outputs, rules, policy, element.get("aggregation"), type_ref(element))


def _input(element: Element) -> m.Input:
    inner = element.first("inputExpression")
    values = element.first("inputValues")
    return m.Input(
        inner.text_of("text") if inner else element.get("label"),
        type_ref(inner) if inner else "",
        values.text_of("text") if values else "",
    )


def _output(element: Element) -> m.Output:
    values, default = element.first("outputValues"), element.first("defaultOutputEntry")
    return m.Output(
        normal_name(element.get("name")),
        type_ref(element),
        values.text_of("text") if values else "",
        default.text_of("text") if default else "",
    )


def _rule(element: Element, inputs: int, outputs: int) -> m.Rule:
    found = m.Rule(
        tuple(each.text_of("text") for each in element.all("inputEntry")),
        tuple(each.text_of("text") for each in element.all("outputEntry")),
    )
    if len(found.inputs) != inputs or len(found.outputs) != outputs:
        raise DmnError(
            f"a rule needs {inputs} input and {outputs} output cells", where=f"line {element.line}, <rule>"
        )
    return found


_READERS: dict[str, Callable[[Element], m.Expression]] = {
    "literalExpression": _literal,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "functionDefinition": function,
    "invocation": _invocation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
    "decisionTable": _table,
}
