"""Operators: arithmetic, comparison, and, or, between, in."""

from collections.abc import Iterator
from decimal import DecimalException

from gaoxin.engines.rules.feel import arithmetic, ast, comparison, possible
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.interpreter.run import rule, run
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import RangeValue, Value, one
from gaoxin.engines.rules.unknown import Unknown


@rule(ast.Arithmetic)
def calculate(node: ast.Arithmetic, scope: Scope) -> Value:
    """+ - * / ** (clause 10.3.2.11); a long chain runs in a loop."""
    chain = [node]
    while (left := chain[-1].left).__class__ is ast.Arithmetic:
        chain.append(left)
    value = run(chain[-1].left, scope)
    for link in reversed(chain):
        value = _step(link, value, run(link.right, scope), scope)
    return value


def _step(node: ast.Arithmetic, left: Value, right: Value, scope: Scope) -> Value:
    if left.__class__ is Unknown or right.__class__ is Unknown:
        return possible.calculate(node.op, left, right)
    try:
        return arithmetic.calculate(node.op, left, right)
    except Failure as reason:
        return scope.fail(reason, node)
    except DecimalException as error:
        return scope.fail(f"{node.op} has no answer ({type(error).__name__})", node)


@rule(ast.Negate)
def negate(node: ast.Negate, scope: Scope) -> Value:
    """Unary minus."""
    value = run(node.operand, scope)
    if value.__class__ is Unknown:
        return possible.negate(value)
    try:
        return arithmetic.negate(value)
    except Failure as reason:
        return scope.fail(reason, node)


@rule(ast.Compare)
def compare(node: ast.Compare, scope: Scope) -> Value:
    """= != < <= > >= (clauses 10.3.2.13 and 10.3.2.14)."""
    return compared(node.op, run(node.left, scope), run(node.right, scope), scope, node)


def compared(op: str, left: Value, right: Value, scope: Scope, node: ast.Node) -> Value:
    """`left op right`, also where one side is unknown or the two do not compare.

    What has no answer is null; in policy mode it is false, so that a ratio over nought fails its test.
    """
    if left.__class__ is Unknown or right.__class__ is Unknown:
        return possible.compare(op, left, right)
    if scope.state.policy and (waiting := possible.inside(left) + possible.inside(right)):
        return possible.merge(waiting)
    try:
        found: Value = comparison.compare(op, left, right)
    except Failure as reason:
        scope.fail(reason, node)
        found = None
    return False if found is None and scope.state.policy else found


@rule(ast.And)
def conjunction(node: ast.And, scope: Scope) -> Value:
    """Three-valued `and` (table 49); while tracing, every part is looked at."""
    parts = _parts(node.parts, scope)
    return possible.all_of(parts if scope.state.trace is None else list(parts))


@rule(ast.Or)
def disjunction(node: ast.Or, scope: Scope) -> Value:
    """Three-valued `or` (table 49); while tracing, every part is looked at."""
    parts = _parts(node.parts, scope)
    return possible.any_of(parts if scope.state.trace is None else list(parts))


def _parts(nodes: tuple[ast.Node, ...], scope: Scope) -> Iterator[Value]:
    for node in nodes:
        value = run(node, scope)
        if value.__class__ is not bool and value.__class__ is not Unknown:
            scope.fail(f"{one(value)} stands where a boolean is expected", node)
        yield value


@rule(ast.Between)
def between(node: ast.Between, scope: Scope) -> Value:
    """`value between low and high`, ends included; the same as `>=` and `<=`."""
    value, low, high = run(node.value, scope), run(node.low, scope), run(node.high, scope)
    above = compared(">=", value, low, scope, node)
    below = compared("<=", value, high, scope, node)
    return possible.all_of((above, below))


@rule(ast.In)
def membership(node: ast.In, scope: Scope) -> Value:
    """`value in tests` (table 55)."""
    return satisfies(run(node.value, scope), node.tests, scope, node)


@rule(ast.UnaryTests)
def unary_tests(node: ast.UnaryTests, scope: Scope) -> Value:
    """A cell of a decision table for the value bound to `?`; `-` always holds."""
    if not node.tests:
        return True
    answer = satisfies(run(ast.Name("?"), scope), node.tests, scope, node)
    return not answer if node.negated and answer.__class__ is bool else answer


def satisfies(value: Value, tests: tuple[ast.Node, ...], scope: Scope, node: ast.Node) -> Value:
    """Whether a value passes one of the tests."""
    inner = scope.child({"?": value})
    answers = (_satisfies_one(value, test, inner) for test in tests)
    if value.__class__ is Unknown and (found := possible.choices(value)):
        return _each_choice(value, found, tests, scope, node)
    return possible.any_of(answers)


def _each_choice(
    value: Unknown, found: frozenset[Value], tests: tuple[ast.Node, ...], scope: Scope, node: ast.Node
) -> Value:
    answers = [satisfies(each, tests, scope, node) for each in found]
    if all(answer is answers[0] for answer in answers):
        return answers[0]
    return possible.merge([value, *answers])


def _satisfies_one(value: Value, test: ast.Node, scope: Scope) -> Value:
    if test.__class__ is ast.UnaryCompare:
        end = run(test.end, scope)
        return compared(test.op, value, end, scope, test)
    if test.__class__ is ast.Condition:
        return _condition(run(test.expression, scope))
    return matches(value, run(test, scope), scope, test)


def _condition(answer: Value) -> Value:
    return answer if answer.__class__ is bool or answer.__class__ is Unknown else False


def matches(value: Value, wanted: Value, scope: Scope, node: ast.Node) -> Value:
    """Whether a value equals, or lies in, what a test gives (clause 7.3.5)."""
    if wanted.__class__ is RangeValue:
        return possible.all_of([compared(op, value, end, scope, node) for op, end in comparison.ends(wanted)])
    if wanted.__class__ is list:
        return _in_list(value, wanted, scope)
    if wanted.__class__ is bool and value.__class__ is not bool and value.__class__ is not Unknown:
        return wanted
    return compared("=", value, wanted, scope, node)


def _in_list(value: Value, wanted: list[Value], scope: Scope) -> Value:
    """A value is in a list that has it, or a range around it, as an item; a list also in its equal."""
    if value.__class__ is list and comparison.same(value, wanted) and not possible.inside(value):
        return True
    return possible.any_of([_is_item(value, item, scope) for item in wanted])


def _is_item(value: Value, item: Value, scope: Scope) -> Value:
    """As `list contains`, where values of different types are simply not equal."""
    waiting = possible.inside(value) + possible.inside(item) if scope.state.policy else []
    if waiting and (value.__class__ is list or item.__class__ is list):
        return possible.merge(waiting)
    if item.__class__ is RangeValue:
        return _in_range(value, item)
    return possible.compare("=", value, item) if waiting else comparison.same(value, item)


def _in_range(value: Value, within: RangeValue) -> Value:
    answers: list[Value] = []
    for op, end in comparison.ends(within):
        if value.__class__ is Unknown or end.__class__ is Unknown:
            answers.append(possible.compare(op, value, end))
        else:
            answers.append(_holds(op, value, end))
    return possible.all_of(answers)


def _holds(op: str, value: Value, end: Value) -> bool:
    try:
        return comparison.compare(op, value, end)
    except Failure:
        return False
