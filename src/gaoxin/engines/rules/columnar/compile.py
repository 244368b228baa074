"""From the tree of FEEL to steps over columns. What has no step of its own goes to the scalar, as a table."""

from collections.abc import Callable
from typing import Any

from gaoxin.base.vocabulary import SCALES
from gaoxin.engines.rules.columnar import build, relate
from gaoxin.engines.rules.columnar.atoms import BooleanFact, TextFact, Waiting
from gaoxin.engines.rules.columnar.choice import ChoiceOp, Same
from gaoxin.engines.rules.columnar.column import family
from gaoxin.engines.rules.columnar.logic import Every, IfTruth, Inverse, Some
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import Op, TruthOp, Unsupported, intern
from gaoxin.engines.rules.columnar.ratio import Guarded, Ratio, quotient, shifted
from gaoxin.engines.rules.columnar.span import DateSpan, FactSpan, SpanOp
from gaoxin.engines.rules.columnar.table import Table
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.rule import AS_OF
from gaoxin.engines.rules.unknown import Unknown

FLAT = 2
"""An `and` within an `and` is flattened by the parser; two parts are the fewest."""


def truth(node: ast.Node, names: Names) -> TruthOp:
    """The step that decides a boolean expression; a table where it has no other form."""
    try:
        return build.as_truth(value(node, names))
    except Unsupported as reason:
        return _table(node, names, str(reason))


def _table(node: ast.Node, names: Names, reason: str) -> TruthOp:
    facts = names.facts(node)
    one_code = len(facts) == 1 and family(names.vocabulary[facts[0]].type) == "coded"
    return intern(Table(names.meaning(node), facts, names.asks(node), "" if one_code else reason))


def value(node: ast.Node, names: Names) -> Op:
    """The step for an expression of any type; Unsupported where it has none."""
    make = _MAKERS.get(type(node))
    if make is None:
        return _folded(node, names)
    return make(node, names)


def _folded(node: ast.Node, names: Names) -> Op:
    """An expression over constants and the day of the match alone."""
    if names.facts(node):
        raise Unsupported(f"{type(node).__name__} has no columnar form")
    found = names.meaning(node).of({})
    if not isinstance(found, Unknown):
        return build.same(found)
    if found.possible is not None:
        raise Unsupported("an unknown constant")
    return intern(Waiting(names.asks(node)))


def _literal(node: ast.Literal, names: Names) -> Op:  # noqa: ARG001
    return build.same(node.value)


def _name(node: ast.Name, names: Names) -> Op:
    if node.id == AS_OF:
        return build.same(names.as_of)
    home = names.home(node.id)
    return _fact(node.id, names) if home is None else _defined(node.id, home)


def _fact(name: str, names: Names) -> Op:
    if name not in names.vocabulary:
        raise Unsupported(f"no fact is named {name}")
    fact = names.vocabulary[name]
    match family(fact.type):
        case "boolean":
            return intern(BooleanFact(name, fact.judged))
        case "number":
            return intern(FactSpan(SCALES[fact.type], name, fact.judged))
        case "date":
            return intern(DateSpan(0, name, fact.judged))
    return intern(TextFact(name, fact.judged))


def _defined(name: str, home: Names) -> Op:
    found = home.compiled.get(name)
    if found is None:
        try:
            found = value(home.own[name], home)
        except Unsupported as reason:
            found = reason
        home.compiled[name] = found
    if isinstance(found, Unsupported):
        raise Unsupported(str(found))
    return found


def _and(node: ast.And, names: Names) -> Op:
    return intern(Every(tuple(truth(part, names) for part in node.parts)))


def _or(node: ast.Or, names: Names) -> Op:
    return intern(Some(tuple(truth(part, names) for part in node.parts)))


def _if(node: ast.If, names: Names) -> Op:
    test = truth(node.test, names)
    yes, no = value(node.yes, names), value(node.no, names)
    if _boolean(yes) and _boolean(no):
        return intern(IfTruth(test, build.as_truth(yes), build.as_truth(no)))
    if isinstance(yes, SpanOp | Ratio) and isinstance(no, Same) and no.value is None:
        return intern(Guarded(test, yes))
    return build.choose(test, yes, no)


def _boolean(op: Op) -> bool:
    return isinstance(op, TruthOp) or (isinstance(op, Same) and isinstance(op.value, bool))


def _compare(node: ast.Compare, names: Names) -> Op:
    left, right = value(node.left, names), value(node.right, names)
    if isinstance(left, Same) and isinstance(right, Same):
        return _folded(node, names)
    return relate.compare(node.op, left, right)


def _between(node: ast.Between, names: Names) -> Op:
    inside = value(node.value, names)
    ends = (
        relate.compare(op, inside, value(end, names)) for op, end in ((">=", node.low), ("<=", node.high))
    )
    return intern(Every(tuple(ends)))


def _in(node: ast.In, names: Names) -> Op:
    inside = value(node.value, names)
    if isinstance(inside, Same):
        return _folded(node, names)
    if any(names.facts(test) for test in node.tests):
        raise Unsupported("membership in what is not constant")
    if isinstance(inside, ChoiceOp):
        return relate.answered(inside, lambda each: ast.In(ast.Literal(each), node.tests))
    if isinstance(inside, SpanOp) and inside.settled:
        return intern(Some(tuple(_passes(inside, test, names) for test in node.tests)))
    raise Unsupported("membership of a text or of an open number")


def _passes(inside: SpanOp, test: ast.Node, names: Names) -> TruthOp:
    if isinstance(test, ast.UnaryCompare):
        return relate.compare(test.op, inside, value(test.end, names))
    if isinstance(test, ast.Range):
        low, high = ">=" if test.low_included else ">", "<=" if test.high_included else "<"
        ends = ((low, test.low), (high, test.high))
        return intern(Every(tuple(relate.compare(op, inside, value(end, names)) for op, end in ends)))
    return relate.compare("=", inside, value(test, names))


def _arithmetic(node: ast.Arithmetic, names: Names) -> Op:
    left, right = value(node.left, names), value(node.right, names)
    if isinstance(left, Same) and isinstance(right, Same):
        return _folded(node, names)
    if isinstance(left, Ratio) and isinstance(right, Same):
        return shifted(left, node.op, right)
    match node.op:
        case "+":
            return build.total([(build.as_span(left), 1), (build.as_span(right), 1)])
        case "-":
            return build.total([(build.as_span(left), 1), (build.as_span(right), -1)])
        case "*":
            return build.times(build.as_span(left), build.as_span(right))
        case "/":
            return quotient(build.as_span(left), build.as_span(right))
    raise Unsupported(f"{node.op} has no columnar form")


def _negate(node: ast.Negate, names: Names) -> Op:
    inside = value(node.operand, names)
    return _folded(node, names) if isinstance(inside, Same) else build.total([(build.as_span(inside), -1)])


def _call(node: ast.Call, names: Names) -> Op:
    function = node.function.id if isinstance(node.function, ast.Name) else ""
    if function == "not" and len(node.args) == 1:
        return intern(Inverse(truth(node.args[0], names)))
    if function in ("min", "max") and node.args:
        args = node.args[0].items if isinstance(node.args[0], ast.ListOf) else node.args
        found = [value(arg, names) for arg in args]
        constant = all(isinstance(op, Same) for op in found)
        return _folded(node, names) if constant else build.extreme(function, found)
    return _folded(node, names)


_MAKERS: dict[type[ast.Node], Callable[[Any, Names], Op]] = {
    ast.Literal: _literal,
    ast.Name: _name,
    ast.And: _and,
    ast.Or: _or,
    ast.If: _if,
    ast.Compare: _compare,
    ast.Between: _between,
    ast.In: _in,
    ast.Arithmetic: _arithmetic,
    ast.Negate: _negate,
    ast.Call: _call,
}
