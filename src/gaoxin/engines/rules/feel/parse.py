"""The entry to the parser: text and the names in scope to a tree."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import DecimalException
from functools import lru_cache
from typing import TypeVar

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel import names as known_names
from gaoxin.engines.rules.feel.builtins.policy import NAMES
from gaoxin.engines.rules.feel.builtins.registry import BUILTINS
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.syntax import operators, tests
from gaoxin.engines.rules.feel.syntax.cursor import Cursor

T = TypeVar("T", bound=ast.Node)

MAX_TEXT = 200_000
MAX_HEIGHT = 200


def parse(
    text: str, names: Iterable[str] = (), *, strict: bool = False, members: Iterable[str] = ()
) -> ast.Node:
    """An expression, with `names` in scope and `members` known after a dot.

    Raises FeelError with its place and what was expected; with `strict` also for an unknown name.
    Full-width punctuation and digits outside strings count as ASCII, and `5%` is 0.05.
    """
    return _parse(operators.expression, text, names, strict, members)


def parse_unary_tests(
    text: str, names: Iterable[str] = (), *, strict: bool = False, members: Iterable[str] = ()
) -> ast.UnaryTests:
    """The cell of a decision table; the value it tests is bound to `?` when evaluated."""
    return _parse(tests.unary_tests, text, names, strict, members)


def _parse(
    form: Callable[[Cursor], T], text: str, known: Iterable[str], strict: bool, members: Iterable[str]
) -> T:
    cursor = _cursor(text, frozenset(known), strict, frozenset(members))
    try:
        node = form(cursor)
        if cursor.peek().kind != "end":
            raise cursor.unexpected("an operator or the end")
    except RecursionError:
        raise FeelError("nested too deeply", cursor.done) from None
    except DecimalException:
        raise FeelError("this number is out of range", cursor.done, "a decimal of 34 digits") from None
    _bound_height(node)
    return node


def _cursor(text: str, known: frozenset[str], strict: bool, members: frozenset[str]) -> Cursor:
    if len(text) > MAX_TEXT:
        raise FeelError("the text is too long", MAX_TEXT, f"at most {MAX_TEXT} characters")
    suggestions = known | BUILTINS.keys()
    return Cursor(
        text, [known_names.trie(known), _builtin_names()], known_names.build(members), suggestions, strict
    )


@lru_cache(maxsize=1)
def _builtin_names() -> known_names.Trie:
    return known_names.build([*BUILTINS, *NAMES])


def _bound_height(root: ast.Node) -> None:
    """Refuse a tree so tall that walking it could overflow."""
    level, height = [root], 0
    while level:
        height += 1
        if height > MAX_HEIGHT:
            raise FeelError("nested too deeply", level[0].span[0], f"at most {MAX_HEIGHT} levels")
        level = [child for node in level for child in children(node)]


def children(node: ast.Node) -> list[ast.Node]:
    """The nodes directly below a node."""
    found: list[ast.Node] = []
    for each in fields(node):
        found.extend(_nodes(getattr(node, each.name)))
    return found


def _nodes(value: object) -> list[ast.Node]:
    if isinstance(value, ast.Node):
        return [value]
    if isinstance(value, tuple):
        return [node for item in value for node in _nodes(item)]
    return []
