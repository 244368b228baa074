"""How the nodes that decision models add are evaluated."""

from gaoxin.engines.rules.dmn.nodes import BoxedFunction, Broken, Let, Typed
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.external import external
from gaoxin.engines.rules.feel.interpreter.functions import Closure
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import fit
from gaoxin.engines.rules.feel.values import Value


@rule(Typed)
def typed(node: Typed, scope: Scope) -> Value:
    """The value as its declared type (clause 10.3.2.9.4)."""
    try:
        return fit(run(node.value, scope), node.type)
    except Failure as reason:
        return scope.fail(reason, node)


@rule(Broken)
def broken(node: Broken, scope: Scope) -> Value:
    """Null, and why the text could not be read."""
    return scope.fail(node.reason, node)


@rule(Let)
def let(node: Let, scope: Scope) -> Value:
    """The result of a boxed context (clause 10.2.1.4)."""
    found: dict[str, Value] = {}
    inner = scope.child(found)
    for name, value in node.entries:
        found[name] = run(value, inner)
    return run(node.result, inner)


@rule(BoxedFunction)
def function(node: BoxedFunction, scope: Scope) -> Value:
    """A function over the scope it is defined in, or an external one of the closed list."""
    if node.kind == "Java":
        return _external(node, scope)
    if node.kind != "FEEL":
        return scope.fail(f"functions of the kind {node.kind} are not supported", node)
    return Closure(node.signature, node.body, scope)


def _external(node: BoxedFunction, scope: Scope) -> Value:
    try:
        return external([name for name, _ in node.signature], run(node.body, scope))
    except Failure as reason:
        return scope.fail(reason, node)
