"""Forms with words: if, for, some, every and function definitions (grammar rules 44–46 and 55)."""

from collections.abc import Callable

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.syntax import operators, types
from gaoxin.engines.rules.feel.syntax.cursor import Cursor


def _if(c: Cursor) -> ast.Node:
    """A chain of `else if` is read in a loop, so that long ones do not nest."""
    links: list[tuple[int, ast.Node, ast.Node]] = []
    while c.is_next("if"):
        start = c.next().start
        test = operators.expression(c)
        c.expect("then")
        links.append((start, test, operators.expression(c)))
        c.expect("else")
    node = operators.expression(c)
    for start, test, yes in reversed(links):
        node = ast.If(test, yes, node, span=c.span(start))
    return node


def _for(c: Cursor) -> ast.Node:
    start = c.next().start
    with c.binding(("partial",)):
        iterators = _iterators(c)
        c.expect("return")
        return ast.For(iterators, operators.expression(c), span=c.span(start))


def _quantified(c: Cursor) -> ast.Node:
    token = c.next()
    with c.binding():
        iterators = _iterators(c)
        c.expect("satisfies")
        test = operators.expression(c)
    return ast.Quantified(token.value, iterators, test, span=c.span(token.start))


def _iterators(c: Cursor) -> tuple[tuple[str, ast.Node], ...]:
    found = [_iterator(c)]
    while c.take(","):
        found.append(_iterator(c))
    return tuple(found)


def _iterator(c: Cursor) -> tuple[str, ast.Node]:
    name = c.free_name("", word="in")
    if name is None:
        raise c.unexpected("a name and the word in")
    c.expect("in")
    start = c.peek().start
    source = operators.expression(c)
    if c.take(".."):
        source = ast.Range(source, operators.expression(c), span=c.span(start))
    c.bind(name)
    return name, source


def _function(c: Cursor) -> ast.Node:
    start = c.next().start
    c.expect("(")
    parameters = _parameters(c)
    with c.binding(name for name, _ in parameters):
        external = c.take("external") is not None
        body = operators.expression(c)
    return ast.Function(parameters, body, external, span=c.span(start))


def _parameters(c: Cursor) -> tuple[tuple[str, ast.TypeName | None], ...]:
    found: list[tuple[str, ast.TypeName | None]] = []
    while not c.take(")"):
        if found:
            c.expect(",")
        name = c.free_name(",:)")
        if name is None:
            raise c.unexpected("a parameter name")
        found.append((name, types.type_name(c) if c.take(":") else None))
    return tuple(found)


FORMS: dict[str, Callable[[Cursor], ast.Node]] = {
    "if": _if,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "function": _function,
}
