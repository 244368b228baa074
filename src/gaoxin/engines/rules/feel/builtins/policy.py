"""Extensions for policies; they are known only where the scope is in policy mode.

`review("id")` waits for a person's finding. `within(code, scopes)` is membership by prefix for
GB/T 4754 codes in canonical form: C3912 is within C, C39 and C391.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gaoxin.engines.rules.feel import ast, possible
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.unknown import NONE, Unknown

NAMES = frozenset(("review", "within"))


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A function that also knows the call it stands in."""

    parameters: tuple[str, ...]
    answer: Callable[[ast.Call, list[Value]], Value]
    node: ast.Call

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: Scope) -> Value:  # noqa: ARG002
        """The answer for the arguments in the order of the parameters."""
        if named is not None:
            args = [named.get(name) for name in self.parameters]
        if len(args) != len(self.parameters):
            raise Failure(f"expected the arguments ({', '.join(self.parameters)})")
        return self.answer(self.node, args)


def _review(node: ast.Call, args: list[Value]) -> Value:  # noqa: ARG001
    if not isinstance(args[0], str):
        raise Failure("review takes the id of a finding")
    return Unknown(review=frozenset((args[0],)))


def _within(node: ast.Call, args: list[Value]) -> Value:
    code, scopes = args[0], args[1] if isinstance(args[1], list) else [args[1]]
    if waiting := possible.inside(scopes):
        return possible.merge([code, *waiting])
    if not all(isinstance(each, str) for each in scopes):
        raise Failure("within takes a code and a list of codes")
    if isinstance(code, Unknown):
        return _within_unknown(node, code, scopes)
    if not isinstance(code, str):
        raise Failure("within takes a code and a list of codes")
    return _membership(node, code, scopes)


def _membership(node: ast.Call, code: str, scopes: list[str]) -> Value:
    if any(code.startswith(each) for each in scopes):
        return True
    if any(each.startswith(code) for each in scopes):
        return Unknown(missing=_fact(node))
    return False


def _within_unknown(node: ast.Call, code: Unknown, scopes: list[str]) -> Value:
    found = possible.choices(code) or frozenset()
    answers = [_membership(node, each, scopes) for each in found if isinstance(each, str)]
    if answers and len(answers) == len(found) and all(answer is answers[0] for answer in answers):
        return answers[0]
    return possible.merge([code])


def _fact(node: ast.Call) -> frozenset[str]:
    first = node.args[0] if node.args else dict(node.named).get("code")
    return frozenset((first.id,)) if isinstance(first, ast.Name) else NONE


FORMS: dict[str, Callable[[ast.Call], Form]] = {
    "review": lambda node: Form(("id",), _review, node),
    "within": lambda node: Form(("code", "scopes"), _within, node),
}
