"""Calls of built-in, defined and bound functions, with positional or named arguments."""

from decimal import DecimalException

from gaoxin.engines.rules.feel import ast, possible
from gaoxin.engines.rules.feel.builtins.policy import FORMS
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import MISSING, Scope
from gaoxin.engines.rules.feel.values import Value, one
from gaoxin.engines.rules.unknown import Unknown


@rule(ast.Call)
def call(node: ast.Call, scope: Scope) -> Value:
    """Call what stands before the brackets; whatever does not fit gives null and a reason."""
    function = _function(node, scope)
    args = [run(arg, scope) for arg in node.args]
    named = {name: run(arg, scope) for name, arg in node.named} if node.named else None
    if function.__class__ is Unknown:
        return possible.merge([function, *args])
    try:
        if not hasattr(function, "invoke"):
            raise Failure(f"{one(function)} cannot be called")
        return function.invoke(args, named, scope)
    except Failure as reason:
        return scope.fail(reason, node)
    except DecimalException as error:
        return scope.fail(f"the call has no answer ({type(error).__name__})", node)


def _function(node: ast.Call, scope: Scope) -> Value:
    name = node.function
    if not (scope.state.policy and isinstance(name, ast.Name) and name.id in FORMS):
        return run(name, scope)
    return FORMS[name.id](node) if scope.find(name.id) is MISSING else run(name, scope)
