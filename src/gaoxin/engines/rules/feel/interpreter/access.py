"""Names, paths, filters and `instance of`."""

from decimal import Decimal

from gaoxin.engines.rules.feel import ast, possible
from gaoxin.engines.rules.feel.builtins.registry import BUILTINS
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.properties import NO_PROPERTY, property_of
from gaoxin.engines.rules.feel.scope import MISSING, Scope
from gaoxin.engines.rules.feel.types import resolve, unrestricted
from gaoxin.engines.rules.feel.values import Value, one
from gaoxin.engines.rules.unknown import Unknown


@rule(ast.Name)
def name(node: ast.Name, scope: Scope) -> Value:
    """The value in scope, else the built-in function; an unbound fact of a policy is unknown."""
    found = scope.find(node.id)
    if found is not MISSING:
        return found
    if node.id in BUILTINS:
        return BUILTINS[node.id]
    scope.fail(f"nothing is named {node.id!r}", node)
    return Unknown(missing=frozenset((node.id,))) if scope.state.policy else None


@rule(ast.Path)
def path(node: ast.Path, scope: Scope) -> Value:
    """An entry of a context, a property of a value, or of each item of a list (clause 10.3.2.5)."""
    base = run(node.base, scope)
    if base.__class__ is Unknown:
        return possible.merge([base])
    try:
        return _entry(base, node.name)
    except Failure as reason:
        return scope.fail(reason, node)


def _entry(base: Value, key: str) -> Value:
    if isinstance(base, list):
        return [_entry_of_item(item, key) for item in base]
    found = base.get(key, NO_PROPERTY) if isinstance(base, dict) else property_of(base, key)
    if found is NO_PROPERTY:
        raise Failure(f"{one(base)} has no {key!r}")
    return found


def _entry_of_item(item: Value, key: str) -> Value:
    if item.__class__ is Unknown:
        return possible.merge([item])
    try:
        return _entry(item, key)
    except Failure:
        return None


@rule(ast.Filter)
def filter_of(node: ast.Filter, scope: Scope) -> Value:
    """The item at an index, or the items for which the test is true (clause 10.3.2.5)."""
    base = run(node.base, scope)
    if base.__class__ is Unknown:
        return possible.merge([base])
    items = base if isinstance(base, list) else [] if base is None else [base]
    index = _index(node.test, scope)
    if index is not None:
        return _at(items, index, node, scope)
    try:
        return _chosen(items, node.test, scope)
    except Failure as reason:
        return scope.fail(reason, node)


def _index(test: ast.Node, scope: Scope) -> Value:
    """The index where the test is a number whatever the item; None where it is a condition."""
    if isinstance(test, ast.Literal):
        return test.value if isinstance(test.value, Decimal) else None
    if isinstance(test, ast.Compare | ast.And | ast.Or | ast.In | ast.Between | ast.Quantified):
        return None
    state, marks = scope.state, len(scope.problems)
    saved, state.trace = state.trace, None
    try:
        value = run(test, scope.child({"item": None}))
    finally:
        state.trace = saved
    if isinstance(value, Decimal):
        return value
    del scope.problems[marks:]
    return None


def _at(items: list[Value], index: Decimal, node: ast.Node, scope: Scope) -> Value:
    """The item at an index, its fraction cut off as in the list functions."""
    place = int(index) if abs(index) <= len(items) else 0
    if place == 0:
        return scope.fail(f"there is no item {index} among {len(items)}", node)
    return items[place - 1 if place > 0 else place]


def _chosen(items: list[Value], test: ast.Node, scope: Scope) -> Value:
    chosen: list[Value] = []
    waiting: list[Value] = []
    for item in items:
        scope.state.spend()
        answer = run(test, _inside(item, scope))
        if answer is True:
            chosen.append(item)
        elif answer.__class__ is Unknown:
            waiting.append(answer)
        elif answer is not None and answer is not False:
            raise Failure(f"a filter needs a boolean, not {one(answer)}")
    return possible.merge(waiting) if waiting else chosen


def _inside(item: Value, scope: Scope) -> Scope:
    inner = scope.child({"item": item})
    return inner.child(item) if isinstance(item, dict) else inner


@rule(ast.InstanceOf)
def instance_of(node: ast.InstanceOf, scope: Scope) -> Value:
    """Whether a value is of a type; null is of none but Null (clause 10.3.2.9)."""
    value = run(node.value, scope)
    if value.__class__ is Unknown:
        return possible.merge([value])
    try:
        wanted = unrestricted(resolve(node.type, scope.types))
    except Failure as reason:
        return scope.fail(reason, node)
    return wanted.name == "Null" if value is None else wanted.holds(value)
