"""Unary tests (grammar rules 7–18): the cells of a decision table, and what stands after `in`."""

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.syntax import operators
from gaoxin.engines.rules.feel.syntax.cursor import Cursor
from gaoxin.engines.rules.feel.syntax.precedence import COMPARISONS, OR, SUM

_CONTINUES = (".", "[", "(", "+", "-", "*", "/", "**", "..", "instance")


def unary_tests(c: Cursor) -> ast.UnaryTests:
    """A whole cell: `-`, tests joined by commas, or `not(` tests `)`."""
    start = c.peek().start
    if c.take("-"):
        if c.peek().kind == "end":
            return ast.UnaryTests((), span=c.span(start))
        c.jump(start)
    negated = _negated(c, start)
    return negated or ast.UnaryTests(_tests(c), span=c.span(start))


def _negated(c: Cursor, start: int) -> ast.UnaryTests | None:
    if c.peek().value == "not" and c.peek().kind == "name":
        c.next()
        if c.take("("):
            tests = _tests(c)
            if c.take(")") and c.peek().kind == "end":
                return ast.UnaryTests(tests, negated=True, span=c.span(start))
    c.jump(start)
    return None


def after_in(c: Cursor) -> tuple[ast.Node, ...]:
    """The tests after `in`: one test, or several in brackets."""
    start = c.peek().start
    if c.take("("):
        tests = _tests(c)
        if c.take(")") and not c.is_next(*_CONTINUES):
            return tests
        c.jump(start)
    return (_test(c, SUM),)


def _tests(c: Cursor) -> tuple[ast.Node, ...]:
    found = [_test(c)]
    while c.take(","):
        found.append(_test(c))
    return tuple(found)


def _test(c: Cursor, floor: int = OR) -> ast.Node:
    start = c.peek().start
    op = c.take(*COMPARISONS)
    if op:
        return ast.UnaryCompare(op.value, operators.expression(c, SUM), span=c.span(start))
    asked, c.asked = c.asked, False
    node = operators.expression(c, floor)
    if c.asked:
        node = ast.Condition(node, span=c.span(start))
    c.asked = asked
    return node
