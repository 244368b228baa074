"""The function sort (clause 10.3.4.8)."""

from functools import cmp_to_key

from gaoxin.engines.rules.feel import comparison, possible
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import FunctionValue, Value
from gaoxin.engines.rules.unknown import Unknown


class _Waits(Exception):  # noqa: N818 - leaves the sort where an order is unknown
    def __init__(self, unknown: Unknown) -> None:
        self.unknown = unknown


@builtin("sort(list: list, precedes: function)", scope=True)
def sort(scope: Scope, items: list[Value], precedes: FunctionValue) -> Value:
    """The items in an order in which no later one precedes an earlier one; equal ones keep theirs."""

    def order(left: Value, right: Value) -> int:
        scope.state.spend()
        if _answer(precedes, left, right, scope):
            return -1
        return 1 if _answer(precedes, right, left, scope) else 0

    try:
        return sorted(items, key=cmp_to_key(order))
    except _Waits as waits:
        return waits.unknown


@builtin("sort(list: list)")
def sort_plain(items: list[Value]) -> list[Value]:
    """The items from least to greatest."""
    return sorted(items, key=cmp_to_key(_natural))


def _natural(left: Value, right: Value) -> int:
    return -1 if comparison.order("<", left, right) else int(comparison.order(">", left, right))


def _answer(function: FunctionValue, left: Value, right: Value, scope: Scope) -> bool:
    answer = function.invoke([left, right], None, scope)
    if isinstance(answer, Unknown):
        raise _Waits(possible.merge([answer]))
    if not isinstance(answer, bool):
        raise Failure("the function does not answer with a boolean")
    return answer
