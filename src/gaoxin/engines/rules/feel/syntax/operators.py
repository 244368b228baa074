"""Operators by precedence (grammar rules 2 and 4): or, and, comparison, + -, * /, **, minus, instance of."""

from decimal import Decimal

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.syntax import postfix, tests, types
from gaoxin.engines.rules.feel.syntax.cursor import Cursor
from gaoxin.engines.rules.feel.syntax.precedence import COMPARE, LEVELS, OR, SUM


def expression(c: Cursor, floor: int = OR) -> ast.Node:
    """An expression whose operators bind at least as tightly as `floor`; all are left associative."""
    with c.deeper():
        return _climb(c, floor)


def _climb(c: Cursor, floor: int) -> ast.Node:
    start = c.peek().start
    left = _operand(c)
    while True:
        token = c.peek()
        level = LEVELS.get(token.value, 0) if token.kind in ("op", "key") else 0
        if level < floor or not level:
            return left
        c.next()
        left = _join(c, token.value, level, left, start)


def _join(c: Cursor, op: str, level: int, left: ast.Node, start: int) -> ast.Node:
    if op == "between":
        return _between(c, left, start)
    if op == "in":
        found = tests.after_in(c)
        return ast.In(left, found, span=c.span(start))
    right = _climb(c, level + 1)
    span = c.span(start)
    if op == "and":
        return ast.And(_flat(ast.And, left, right), span=span)
    if op == "or":
        return ast.Or(_flat(ast.Or, left, right), span=span)
    if level == COMPARE:
        return ast.Compare(op, left, right, span=span)
    return ast.Arithmetic(op, left, right, span=span)


def _flat(kind: type[ast.And] | type[ast.Or], left: ast.Node, right: ast.Node) -> tuple[ast.Node, ...]:
    return (*left.parts, right) if isinstance(left, kind) else (left, right)


def _between(c: Cursor, value: ast.Node, start: int) -> ast.Node:
    low = _climb(c, SUM)
    c.expect("and")
    high = _climb(c, SUM)
    return ast.Between(value, low, high, span=c.span(start))


def _operand(c: Cursor) -> ast.Node:
    if not c.is_next("-"):
        return _instance(c)
    start = c.next().start
    with c.deeper():
        return _negate(_operand(c), c.span(start))


def _negate(operand: ast.Node, span: ast.Span) -> ast.Node:
    if isinstance(operand, ast.Literal) and isinstance(operand.value, Decimal):
        return ast.Literal(operand.value.copy_negate(), span=span)
    return ast.Negate(operand, span=span)


def _instance(c: Cursor) -> ast.Node:
    start = c.peek().start
    value = postfix.postfix(c)
    while c.take("instance"):
        types.expect_of(c)
        value = ast.InstanceOf(value, types.type_name(c), span=c.span(start))
    return value
