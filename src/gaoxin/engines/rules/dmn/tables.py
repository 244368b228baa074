"""Evaluating decision tables: matching rules, then the hit policy (clause 8.2.11)."""

from collections.abc import Callable, Sequence

from gaoxin.engines.rules.dmn.nodes import InputColumn, Row, Table
from gaoxin.engines.rules.feel import possible
from gaoxin.engines.rules.feel.builtins.aggregates import count, max_, min_, sum_
from gaoxin.engines.rules.feel.comparison import same
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import fit
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.unknown import Possible, Unknown

_SINGLE = frozenset(("UNIQUE", "ANY", "PRIORITY", "FIRST"))


@rule(Table)
def decide(table: Table, scope: Scope) -> Value:
    """The output of a table in a scope."""
    try:
        values = [_input(column, scope) for column in table.inputs]
        certain, waiting = _matching(table, values, scope)
        if waiting:
            return _undecided(table, certain, waiting, scope)
        return _answer(table, certain, scope)
    except Failure as reason:
        return scope.fail(reason, table)


def _input(column: InputColumn, scope: Scope) -> Value:
    value = run(column.expression, scope)
    if column.allowed is not None and value is not None:
        allowed = run(column.allowed, scope.child({"?": value}))
        if allowed.__class__ is not Unknown and allowed is not True:
            raise Failure(f"column {column.title}: the value is not among those allowed")
    return value


def _matching(
    table: Table, values: Sequence[Value], scope: Scope
) -> tuple[list[int], list[tuple[int, Unknown]]]:
    """The rules that match, and those that wait for something unknown."""
    certain: list[int] = []
    waiting: list[tuple[int, Unknown]] = []
    inner = [scope.child({"?": value}) for value in values]
    for number in table.index.candidates(values):
        answer = _matches(table, number, inner)
        if answer is True:
            certain.append(number)
            if table.policy == "FIRST":
                break
        elif answer.__class__ is Unknown:
            waiting.append((number, answer))
    return certain, waiting


def _matches(table: Table, number: int, scopes: list[Scope]) -> Value:
    waiting: list[Value] = []
    for place, test in enumerate(table.rows[number].tests):
        if not test.tests:
            continue
        answer = _told(scopes[place], test, f"rule {number + 1}, column {table.inputs[place].title}")
        if answer.__class__ is Unknown:
            waiting.append(answer)
        elif answer is not True:
            return False
    return possible.merge(waiting) if waiting else True


def _told(scope: Scope, node: Value, place: str) -> Value:
    """The value of a cell; its problems say where it stands."""
    marks = len(scope.problems)
    value = run(node, scope)
    if len(scope.problems) > marks:
        scope.problems[marks:] = [each.within(place) for each in scope.problems[marks:]]
    return value


def _output(table: Table, number: int, scope: Scope) -> Value:
    row: Row = table.rows[number]
    cells = [
        _typed(table, place, _told(scope, cell, f"rule {number + 1}, output {place + 1}"))
        for place, cell in enumerate(row.outputs)
    ]
    return _shaped(table, cells)


def _typed(table: Table, place: int, value: Value) -> Value:
    wanted = table.outputs[place].type
    return value if wanted is None else fit(value, wanted)


def _shaped(table: Table, cells: list[Value]) -> Value:
    if len(cells) == 1:
        return cells[0]
    return {column.name: cell for column, cell in zip(table.outputs, cells, strict=True)}


def _answer(table: Table, matched: list[int], scope: Scope) -> Value:
    if not matched:
        return _default(table, scope)
    outputs = [_output(table, number, scope) for number in matched]
    return _POLICIES[table.policy](table, matched, outputs)


def _default(table: Table, scope: Scope) -> Value:
    if any(column.default is not None for column in table.outputs):
        cells = [None if each.default is None else run(each.default, scope) for each in table.outputs]
        return _shaped(table, cells)
    if table.policy in _SINGLE:
        scope.fail("no rule matches and there is no default", table)
        return None
    return count([]) if table.policy == "COUNT" else _empty(table)


def _empty(table: Table) -> Value:
    return None if table.policy in ("SUM", "MIN", "MAX") else []


def _unique(table: Table, matched: list[int], outputs: list[Value]) -> Value:  # noqa: ARG001
    if len(outputs) > 1:
        raise Failure(f"the rules {_numbers(matched)} match where only one may")
    return outputs[0]


def _any(table: Table, matched: list[int], outputs: list[Value]) -> Value:  # noqa: ARG001
    if not all(same(outputs[0], each) for each in outputs[1:]):
        raise Failure(f"the rules {_numbers(matched)} match with different outputs")
    return outputs[0]


def _numbers(matched: list[int]) -> str:
    return ", ".join(str(number + 1) for number in matched)


def _first(table: Table, matched: list[int], outputs: list[Value]) -> Value:  # noqa: ARG001
    return outputs[0]


def _priority(table: Table, matched: list[int], outputs: list[Value]) -> Value:
    return _by_priority(table, matched, outputs)[0]


def _by_priority(table: Table, matched: list[int], outputs: list[Value]) -> list[Value]:  # noqa: ARG001
    return sorted(outputs, key=lambda output: [_rank(table, place, output) for place in _places(table)])


def _places(table: Table) -> range:
    return range(len(table.outputs))


def _rank(table: Table, place: int, output: Value) -> int:
    column = table.outputs[place]
    value = output if len(table.outputs) == 1 else output[column.name]
    ranks = (number for number, each in enumerate(column.priorities) if same(run(each, _NOWHERE), value))
    return next(ranks, len(column.priorities))


_NOWHERE = Scope({})


def _in_order(table: Table, matched: list[int], outputs: list[Value]) -> Value:  # noqa: ARG001
    return outputs


def _aggregated(function: Callable[[list[Value]], Value]) -> Callable[[Table, list[int], list[Value]], Value]:
    def aggregate(table: Table, matched: list[int], outputs: list[Value]) -> Value:  # noqa: ARG001
        if len(table.outputs) == 1:
            return function(outputs)
        return {each.name: function([output[each.name] for output in outputs]) for each in table.outputs}

    return aggregate


_POLICIES: dict[str, Callable[[Table, list[int], list[Value]], Value]] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "PRIORITY": _priority,
    "FIRST": _first,
    "RULE ORDER": _in_order,
    "OUTPUT ORDER": _by_priority,
    "COLLECT": _in_order,
    "SUM": _aggregated(sum_),
    "MIN": _aggregated(min_),
    "MAX": _aggregated(max_),
    "COUNT": _aggregated(count),
}


def _undecided(table: Table, certain: list[int], waiting: list[tuple[int, Unknown]], scope: Scope) -> Value:
    """What the table can still give: for a single hit, the outputs of the rules that may match."""
    unknowns = [each for _, each in waiting]
    if table.policy not in _SINGLE:
        return possible.merge(unknowns)
    if table.policy == "FIRST" and certain:
        waiting = [each for each in waiting if each[0] < certain[0]]
    outcomes = [_output(table, number, scope) for number, _ in waiting]
    outcomes.append(_answer(table, certain, scope))
    if all(same(outcomes[0], each) for each in outcomes[1:]) and not possible.inside(outcomes[0]):
        return outcomes[0]
    merged = possible.merge([*unknowns, *(found for each in outcomes for found in possible.inside(each))])
    return Unknown(merged.missing, merged.review, _union(outcomes))


def _union(outcomes: list[Value]) -> Possible:
    joined: Value = outcomes[0]
    for each in outcomes[1:]:
        joined = Unknown(possible=possible.union(joined, each))
    return joined.possible if isinstance(joined, Unknown) else None
