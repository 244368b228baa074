"""Boolean functions (clauses 10.3.4.2 and 10.3.4.4): not, all, any, is."""

from gaoxin.engines.rules.feel import possible
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.values import Value, kind, one
from gaoxin.engines.rules.unknown import Unknown


@builtin("not(negand: boolean)")
def not_(negand: bool) -> bool:
    """True for false and false for true."""
    return not negand


@builtin("all(list: list)", opaque=True)
def all_(items: list[Value]) -> Value:
    """Three-valued and over a list; true where it is empty."""
    return possible.all_of(_booleans(items))


@builtin("all(...items: Any)", opaque=True)
def all_items(*items: Value) -> Value:
    """Three-valued and over the arguments."""
    return all_(list(items)) if len(items) > 1 else _alone(items)


@builtin("any(list: list)", opaque=True)
def any_(items: list[Value]) -> Value:
    """Three-valued or over a list; false where it is empty."""
    return possible.any_of(_booleans(items))


@builtin("any(...items: Any)", opaque=True)
def any_items(*items: Value) -> Value:
    """Three-valued or over the arguments."""
    return any_(list(items)) if len(items) > 1 else _alone(items)


def _alone(items: tuple[Value, ...]) -> Value:
    if items[0].__class__ not in (bool, Unknown):
        raise Failure(f"{one(items[0])} stands where a list of booleans is expected")
    return items[0]


def _booleans(items: list[Value]) -> list[Value]:
    for item in items:
        if item is not None and item.__class__ not in (bool, Unknown):
            raise Failure(f"{one(item)} stands where a boolean is expected")
    return items


@builtin("is(value1?: Any, value2?: Any)")
def is_(left: Value = None, right: Value = None) -> bool:
    """Whether two values are the same in kind, value and zone."""
    return kind(left) == kind(right) and bool(left == right)
