"""What follows a value: paths, filters and calls (grammar rules 38–42 and 51)."""

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.syntax import operators, primary
from gaoxin.engines.rules.feel.syntax.cursor import Cursor


def postfix(c: Cursor) -> ast.Node:
    """A primary followed by any number of `.name`, `[test]` and `(arguments)`."""
    start = c.peek().start
    node = primary.primary(c)
    while True:
        if c.take("."):
            node = ast.Path(node, c.member().value, span=c.span(start))
        elif c.is_next("("):
            node = _call(c, node, start)
        elif c.is_next("["):
            found = _filter(c, node, start)
            if found is None:
                return node
            node = found
        else:
            return node


def _filter(c: Cursor, base: ast.Node, start: int) -> ast.Node | None:
    """A filter; None where the bracket closes an open range such as [1..5[."""
    opening = c.next()
    try:
        with c.filtering(), c.inside():
            test = operators.expression(c)
            c.expect("]")
    except FeelError:
        if not c.endpoint:
            raise
        c.jump(opening.start)
        return None
    return ast.Filter(base, test, span=c.span(start))


def _call(c: Cursor, function: ast.Node, start: int) -> ast.Node:
    c.expect("(")
    if c.take(")"):
        return ast.Call(function, span=c.span(start))
    first = _argument_name(c)
    if first is None:
        args = [operators.expression(c)]
        while c.take(","):
            args.append(operators.expression(c))
        c.expect(")")
        return ast.Call(function, tuple(args), span=c.span(start))
    return _named_call(c, function, first, start)


def _named_call(c: Cursor, function: ast.Node, first: str, start: int) -> ast.Node:
    named = [(first, _argument(c))]
    while c.take(","):
        name = _argument_name(c)
        if name is None:
            raise c.unexpected("a parameter name, as for the arguments before")
        named.append((name, _argument(c)))
    c.expect(")")
    return ast.Call(function, (), tuple(named), span=c.span(start))


def _argument_name(c: Cursor) -> str | None:
    return c.free_name(":")


def _argument(c: Cursor) -> ast.Node:
    c.expect(":")
    return operators.expression(c)
