"""List functions (clause 10.3.4.4); positions count from 1, or from the end where negative."""

from decimal import Decimal

from gaoxin.engines.rules.feel import possible
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.comparison import same
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import truncated
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import MAX_LENGTH, FunctionValue, Value


@builtin("list contains(list: list, element: Any)", opaque=True)
def list_contains(items: list[Value], element: Value) -> Value:
    """Whether an item equals the element."""
    if possible.inside(element) or possible.inside(items):
        return possible.any_of([_equals(item, element) for item in items])
    return any(same(item, element) for item in items)


def _equals(left: Value, right: Value) -> Value:
    waiting = possible.inside(left) + possible.inside(right)
    if not waiting:
        return same(left, right)
    if left in waiting or right in waiting:
        return possible.compare("=", left, right)
    return possible.merge(waiting)


@builtin("sublist(list: list, start position: number, length?: number)", opaque=True)
def sublist(items: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value]:
    """The items from a position on."""
    begin = _place(items, start)
    if length is None:
        return items[begin:]
    end = begin + truncated(length)
    if truncated(length) < 1 or end > len(items):
        raise Failure(f"there are no {length} items from there")
    return items[begin:end]


@builtin("append(list: list, ...items: Any)", opaque=True)
def append(items: list[Value], *more: Value) -> list[Value]:
    """The list with more items at its end."""
    return _bounded([*items, *more])


@builtin("concatenate(...list: list)", opaque=True)
@builtin("concatenate(...list: Any)")
def concatenate(*lists: Value) -> list[Value]:
    """The items of all lists in one."""
    return _bounded([item for each in lists for item in _as_list(each)])


def _as_list(value: Value) -> list[Value]:
    if value is None:
        raise Failure("null stands where a list is expected")
    return value if isinstance(value, list) else [value]


@builtin("insert before(list: list, position: number, newItem: Any)", opaque=True)
def insert_before(items: list[Value], position: Decimal, new: Value) -> list[Value]:
    """The list with one more item before a position."""
    place = _place(items, position)
    return [*items[:place], new, *items[place:]]


@builtin("remove(list: list, position: number)", opaque=True)
def remove(items: list[Value], position: Decimal) -> list[Value]:
    """The list without the item at a position."""
    place = _place(items, position)
    return items[:place] + items[place + 1 :]


@builtin("list replace(list: list, position: number, newItem: Any)", opaque=True)
def list_replace(items: list[Value], position: Decimal, new: Value) -> list[Value]:
    """The list with another item at a position."""
    place = _place(items, position)
    return [*items[:place], new, *items[place + 1 :]]


@builtin("list replace(list: list, match: function, newItem: Any)", scope=True)
def list_replace_matching(scope: Scope, items: list[Value], match: FunctionValue, new: Value) -> list[Value]:
    """The list with another item wherever the function says true."""
    return [new if _holds(match, [item, new], scope) else item for item in items]


def _holds(function: FunctionValue, args: list[Value], scope: Scope) -> bool:
    answer = function.invoke(args, None, scope)
    if not isinstance(answer, bool):
        raise Failure("the function does not answer with a boolean")
    return answer


@builtin("reverse(list: list)", opaque=True)
def reverse(items: list[Value]) -> list[Value]:
    """The items from last to first."""
    return items[::-1]


@builtin("index of(list: list, match: Any)")
def index_of(items: list[Value], match: Value) -> list[Decimal]:
    """The positions of the items that equal the match."""
    return [Decimal(place) for place, item in enumerate(items, 1) if same(item, match)]


@builtin("union(...list: list)")
@builtin("union(...list: Any)")
def union(*lists: Value) -> list[Value]:
    """The items of all lists, each once."""
    return distinct_values(concatenate(*lists))


@builtin("distinct values(list: list)")
def distinct_values(items: list[Value]) -> list[Value]:
    """Each item once, in the order of first appearance."""
    seen: set[Value] = set()
    found: list[Value] = []
    for item in items:
        if isinstance(item, str | Decimal) and not isinstance(item, bool):
            if item not in seen:
                seen.add(item)
                found.append(item)
        elif not any(same(item, other) for other in found):
            found.append(item)
    return found


@builtin("flatten(list: list)", opaque=True)
def flatten(items: list[Value]) -> list[Value]:
    """The items of all nested lists in one."""
    found: list[Value] = []
    pending = [iter(items)]
    while pending:
        for item in pending[-1]:
            if isinstance(item, list):
                pending.append(iter(item))
                break
            found.append(item)
        else:
            pending.pop()
        _bounded(found)
    return found


def _place(items: list[Value], position: Decimal) -> int:
    place = truncated(position)
    if place == 0 or abs(place) > len(items):
        raise Failure(f"there is no position {place} among {len(items)}")
    return place - 1 if place > 0 else len(items) + place


def _bounded(items: list[Value]) -> list[Value]:
    if len(items) > MAX_LENGTH:
        raise Failure("the list grows too long")
    return items
