"""Functions defined in FEEL, and what it means to call them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.interpreter.run import run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import Type, fit
from gaoxin.engines.rules.feel.values import Value


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function definition with the scope it was made in."""

    signature: tuple[tuple[str, Type | None], ...]
    body: ast.Node
    scope: Scope

    @property
    def parameters(self) -> Sequence[str]:
        """The names of the parameters."""
        return [name for name, _ in self.signature]

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: Scope) -> Value:
        """Fit the arguments to the parameters' types and run the body."""
        bound = bind(self.signature, args, named)
        scope.state.spend()
        return run(self.body, self.scope.child(bound))


def bind(
    signature: Sequence[tuple[str, Type | None]], args: list[Value], named: dict[str, Value] | None
) -> dict[str, Value]:
    """Arguments by parameter; Failure where they are too few, too many or of the wrong type."""
    names = [name for name, _ in signature]
    given = named if named is not None else dict(zip(names, args, strict=False))
    if len(given) != len(names) or given.keys() != set(names) or (named is None and len(args) != len(names)):
        raise Failure(f"expected the arguments ({', '.join(names)})")
    return {name: given[name] if wanted is None else fit(given[name], wanted) for name, wanted in signature}
