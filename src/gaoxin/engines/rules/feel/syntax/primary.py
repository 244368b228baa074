"""What an expression begins with: literals, names, lists, contexts, ranges and forms in brackets."""

from difflib import get_close_matches

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.numbers import read_number
from gaoxin.engines.rules.feel.syntax import control, operators
from gaoxin.engines.rules.feel.syntax.cursor import SYMBOLS, Cursor
from gaoxin.engines.rules.feel.syntax.lexer import Token
from gaoxin.engines.rules.feel.syntax.precedence import COMPARISONS, SUM
from gaoxin.engines.rules.feel.temporal.read import read_literal

_CONSTANTS = {"true": True, "false": False, "null": None}
_KEY_SYMBOLS = SYMBOLS | frozenset("()%&#§、·")


def primary(c: Cursor) -> ast.Node:
    """A value that stands on its own."""
    token = c.peek()
    if token.kind in ("number", "string", "at"):
        return _literal(c, c.next())
    if token.kind in ("name", "word"):
        return _name(c, c.next())
    if token.kind == "key":
        return _keyword(c, token)
    form = {"(": _round, "[": _square, "]": _open_range, "{": _context, "?": _input}.get(token.value)
    if token.kind == "end" or form is None:
        raise c.unexpected("an expression")
    return form(c)


def _literal(c: Cursor, token: Token) -> ast.Node:
    if token.kind == "string":
        return ast.Literal(token.value, span=c.span(token.start))
    if token.kind == "at":
        return _at_literal(c, token)
    value = read_number(token.value)
    if c.folded.startswith("%", c.done):
        c.next()
        value = value.scaleb(-2)
    return ast.Literal(value, span=c.span(token.start))


def _at_literal(c: Cursor, token: Token) -> ast.Node:
    value = read_literal(token.value)
    if value is None:
        raise FeelError(f"{token.value!r} is no date, time or duration", token.start, "ISO 8601")
    return ast.Literal(value, span=c.span(token.start))


def _name(c: Cursor, token: Token) -> ast.Node:
    if token.kind == "word" and c.strict and not c.lenient:
        close = get_close_matches(token.value, c.known, n=3, cutoff=0.4)
        expected = "one of: " + ", ".join(close) if close else "a known name"
        raise FeelError(f"unknown name {token.value!r}", token.start, expected)
    return ast.Name(token.value, span=c.span(token.start))


def _keyword(c: Cursor, token: Token) -> ast.Node:
    if token.value in _CONSTANTS:
        c.next()
        return ast.Literal(_CONSTANTS[token.value], span=c.span(token.start))
    form = control.FORMS.get(token.value)
    if form is None:
        raise c.unexpected("an expression")
    return form(c)


def _input(c: Cursor) -> ast.Node:
    token = c.next()
    c.asked = True
    return ast.Name("?", span=c.span(token.start))


def _round(c: Cursor) -> ast.Node:
    start = c.next().start
    op = c.take(*COMPARISONS)
    if op:
        end = operators.expression(c, SUM)
        c.expect(")")
        return ast.UnaryCompare(op.value, end, span=c.span(start))
    with c.inside():
        inner = operators.expression(c)
    if c.is_next(".."):
        return _range_from(c, inner, False, start)
    c.expect(")")
    return inner


def _square(c: Cursor) -> ast.Node:
    start = c.next().start
    if c.take("]"):
        return ast.ListOf((), span=c.span(start))
    items = []
    with c.inside():
        items.append(operators.expression(c))
        if c.is_next(".."):
            return _range_from(c, items[0], True, start)
        while c.take(","):
            items.append(operators.expression(c))
    c.expect("]")
    return ast.ListOf(tuple(items), span=c.span(start))


def _open_range(c: Cursor) -> ast.Node:
    start = c.next().start
    return _range_from(c, operators.expression(c, SUM), False, start)


def _range_from(c: Cursor, low: ast.Node, included: bool, start: int) -> ast.Node:
    c.expect("..")
    with c.inside(endpoint=True):
        high = operators.expression(c, SUM)
    closing = c.expect("]", ")", "[")
    return ast.Range(low, high, included, closing.value == "]", span=c.span(start))


def _context(c: Cursor) -> ast.Node:
    start = c.next().start
    entries: list[tuple[str, ast.Node]] = []
    with c.binding():
        while not c.is_next("}"):
            if entries:
                c.expect(",")
            entries.append(_entry(c))
        c.expect("}")
    return ast.Context(tuple(entries), span=c.span(start))


def _entry(c: Cursor) -> tuple[str, ast.Node]:
    key = c.free_name(":", symbols=_KEY_SYMBOLS)
    if key is None:
        token = c.next()
        if token.kind != "string":
            c.jump(token.start)
            raise c.unexpected("a key")
        key = token.value
    c.expect(":")
    with c.inside():
        value = operators.expression(c)
    c.bind(key)
    return key, value
