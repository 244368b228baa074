"""Dispatch by node class, tracing, and the entry to an evaluation."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.scope import Scope, Trace
from gaoxin.engines.rules.feel.values import Value

N = TypeVar("N", bound=ast.Node)
Rule: TypeAlias = Callable[[N, Scope], Value]

RULES: dict[type[ast.Node], Callable[..., Value]] = {}
_TRACED = frozenset((ast.Compare, ast.And, ast.Or, ast.In, ast.Between, ast.Call))


def rule(kind: type[N]) -> Callable[[Rule[N]], Rule[N]]:
    """Declare how nodes of one kind are evaluated."""

    def register(function: Rule[N]) -> Rule[N]:
        RULES[kind] = function
        return function

    return register


def run(node: ast.Node, scope: Scope) -> Value:
    """The value of a node in a scope."""
    value = RULES[node.__class__](node, scope)
    trace = scope.state.trace
    if trace is not None and node.__class__ in _TRACED:
        trace.append((node, value))
    return value


def evaluate(node: ast.Node, scope: Scope, trace: Trace | None = None) -> Value:
    """The value of a tree; `trace` receives each comparison, junction, membership and call with its value.

    Raises FeelError only where a bound on depth or steps is broken; all else is null and a problem.
    """
    saved, scope.state.trace = scope.state.trace, trace if trace is not None else scope.state.trace
    try:
        return run(node, scope)
    except RecursionError:
        raise FeelError("this evaluation goes too deep", node.span[0], "less nesting or recursion") from None
    finally:
        scope.state.trace = saved
