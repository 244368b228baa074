"""Forms that build and bind: literals, lists, contexts, ranges, if, for, some, every, functions."""

from collections.abc import Iterator, Mapping

from gaoxin.engines.rules.feel import ast, comparison, possible
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.external import external
from gaoxin.engines.rules.feel.interpreter.functions import Closure
from gaoxin.engines.rules.feel.interpreter.iteration import items
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import resolve
from gaoxin.engines.rules.feel.values import RangeValue, Value, one
from gaoxin.engines.rules.unknown import Unknown


@rule(ast.Literal)
def literal(node: ast.Literal, scope: Scope) -> Value:  # noqa: ARG001
    """The value itself."""
    return node.value


@rule(ast.ListOf)
def list_of(node: ast.ListOf, scope: Scope) -> Value:
    """A list of its items' values."""
    return [run(item, scope) for item in node.items]


@rule(ast.Context)
def context(node: ast.Context, scope: Scope) -> Value:
    """A context whose later entries see the earlier ones; null where a key comes twice."""
    found: dict[str, Value] = {}
    inner = scope.child(found)
    for key, value in node.entries:
        if key in found:
            return scope.fail(f"the key {key!r} comes twice", node)
        found[key] = run(value, inner)
    return found


@rule(ast.Range)
def range_of(node: ast.Range, scope: Scope) -> Value:
    """A range value; it waits where an end is unknown."""
    return RangeValue(run(node.low, scope), run(node.high, scope), node.low_included, node.high_included)


@rule(ast.UnaryCompare)
def unary_range(node: ast.UnaryCompare, scope: Scope) -> Value:
    """A range open to one side, such as (< 10)."""
    end = run(node.end, scope)
    low = end if node.op in (">", ">=", "=") else None
    high = end if node.op in ("<", "<=", "=", "!=") else None
    return RangeValue(low, high, node.op in (">=", "="), node.op in ("<=", "="), node.op)


@rule(ast.Condition)
def condition(node: ast.Condition, scope: Scope) -> Value:
    """The expression of a test that mentions `?`."""
    return run(node.expression, scope)


@rule(ast.If)
def choice(node: ast.If, scope: Scope) -> Value:
    """Only true takes the first branch; an unknown test gives what both branches agree on."""
    test = run(node.test, scope)
    if test.__class__ is Unknown:
        return _undecided(test, run(node.yes, scope), run(node.no, scope))
    if test.__class__ is not bool and test is not None:
        return scope.fail(f"the test of if is {one(test)}", node)
    return run(node.yes if test is True else node.no, scope)


def _undecided(test: Unknown, yes: Value, no: Value) -> Value:
    waiting = [*possible.inside(yes), *possible.inside(no)]
    if not waiting and yes == no and comparison.same(yes, no):
        return yes
    if yes.__class__ is bool and no.__class__ is bool:
        return possible.merge([test, *waiting])
    return possible.merge([test, *waiting], possible.union(yes, no))


@rule(ast.For)
def loop(node: ast.For, scope: Scope) -> Value:
    """The body's values for each combination of the iterators; `partial` is what there is so far."""
    partial: list[Value] = []
    try:
        for inner in _combinations(node.iterators, scope.child(_SoFar(partial, scope))):
            partial.append(run(node.body, inner))
    except Failure as reason:
        return scope.fail(reason, node)
    except _Waits as waits:
        return waits.unknown
    return partial


class _SoFar(Mapping[str, Value]):
    """Binds `partial` to a copy of the results so far, made when it is asked for."""

    def __init__(self, results: list[Value], scope: Scope) -> None:
        self.results = results
        self.scope = scope

    def __getitem__(self, name: str) -> Value:
        self.scope.state.spend(len(self.results) // 64)
        return list(self.results)

    def __contains__(self, name: object) -> bool:
        return name == "partial"

    def __iter__(self) -> Iterator[str]:
        return iter(("partial",))

    def __len__(self) -> int:
        return 1


@rule(ast.Quantified)
def quantified(node: ast.Quantified, scope: Scope) -> Value:
    """`some` is or over all combinations, `every` is and (table 48)."""
    join = possible.any_of if node.kind == "some" else possible.all_of
    try:
        return join(_answers(node, scope))
    except Failure as reason:
        return scope.fail(reason, node)
    except _Waits as waits:
        return waits.unknown


def _answers(node: ast.Quantified, scope: Scope) -> Iterator[Value]:
    for inner in _combinations(node.iterators, scope):
        answer = run(node.test, inner)
        if answer is None:
            scope.fail(f"{node.kind} meets null where a boolean is expected", node.test)
        if answer is not None and answer.__class__ is not bool and answer.__class__ is not Unknown:
            raise Failure(f"{node.kind} needs a boolean, not {one(answer)}")
        yield answer


class _Waits(Exception):  # noqa: N818 - leaves a loop over what is unknown
    def __init__(self, unknown: Unknown) -> None:
        self.unknown = unknown


def _combinations(iterators: tuple[tuple[str, ast.Node], ...], scope: Scope) -> Iterator[Scope]:
    """The scopes of all combinations, the last iterator running fastest."""
    (name, source), rest = iterators[0], iterators[1:]
    value = run(source, scope)
    if waiting := _waiting(value):
        raise _Waits(possible.merge(waiting))
    for item in items(value, source):
        scope.state.spend()
        inner = scope.child({name: item})
        if rest:
            yield from _combinations(rest, inner)
        else:
            yield inner


def _waiting(value: Value) -> list[Unknown]:
    ends = [value.low, value.high] if value.__class__ is RangeValue else [value]
    return [each for each in ends if each.__class__ is Unknown]


@rule(ast.Function)
def function(node: ast.Function, scope: Scope) -> Value:
    """A function value over the scope it stands in, or an external one of the closed list."""
    try:
        if node.external:
            return external([name for name, _ in node.parameters], run(node.body, scope))
        types = [None if each is None else resolve(each, scope.types) for _, each in node.parameters]
    except Failure as reason:
        return scope.fail(reason, node)
    names = [name for name, _ in node.parameters]
    return Closure(tuple(zip(names, types, strict=True)), node.body, scope)
