"""Comparisons between steps of any type."""

from collections.abc import Callable
from decimal import Decimal

from gaoxin.engines.rules.columnar import build
from gaoxin.engines.rules.columnar.atoms import FLIPPED, FactCompare
from gaoxin.engines.rules.columnar.choice import ChoiceOf, ChoiceOp, ChoiceTest, Same
from gaoxin.engines.rules.columnar.compare import RatioCompare, SpanCompare
from gaoxin.engines.rules.columnar.logic import Inverse
from gaoxin.engines.rules.columnar.op import Op, TruthOp, Unsupported, intern
from gaoxin.engines.rules.columnar.ratio import Guarded, GuardedTruth, Ratio
from gaoxin.engines.rules.columnar.span import DateSpan, FactSpan, SpanOp
from gaoxin.engines.rules.feel import Scope, ast, evaluate

EQUAL = ("=", "!=")


def compare(op: str, left: Op, right: Op) -> TruthOp:
    """`left op right`; Unsupported where the scalar must do it."""
    if isinstance(left, Same):
        left, right, op = right, left, FLIPPED[op]
    if isinstance(right, Same):
        return _with_constant(op, left, right)
    if isinstance(right, ChoiceOp):
        tests = tuple(compare(op, left, build.same(value)) for _, value in right.constants)
        return intern(ChoiceOf(left, right, tests))
    if isinstance(left, ChoiceOp):
        return compare(FLIPPED[op], right, left)
    return _difference(op, left, right)


def _with_constant(op: str, left: Op, right: Same) -> TruthOp:
    match left:
        case TruthOp() if op in EQUAL and isinstance(right.value, bool):
            return left if (op == "=") == right.value else intern(Inverse(left))
        case ChoiceOp():
            return answered(left, lambda each: ast.Compare(op, ast.Literal(each), ast.Literal(right.value)))
        case Guarded() if op not in EQUAL:
            return intern(GuardedTruth(left, _with_constant(op, left.measure, right)))
        case Ratio():
            return _ratio(op, left, right)
        case SpanOp():
            return _number(op, left, right)
    raise Unsupported(f"{type(left).__name__} against a constant")


def _number(op: str, left: SpanOp, right: Same) -> TruthOp:
    if isinstance(left, DateSpan) == isinstance(right.value, Decimal):
        raise Unsupported("a date against a number")
    bound = build.fraction(right.value)
    if isinstance(left, FactSpan):
        return intern(FactCompare(left.fact, left.judged, op, bound))
    _settled(op, left)
    return intern(SpanCompare(left, op, bound))


def _ratio(op: str, left: Ratio, right: Same) -> TruthOp:
    if not isinstance(right.value, Decimal):
        raise Unsupported("a ratio against what is not a number")
    _settled(op, left.num, left.den)
    bound = (build.fraction(right.value) - left.shift) / left.factor
    return intern(RatioCompare(left.num, left.den, op, bound))


def _difference(op: str, left: Op, right: Op) -> TruthOp:
    """Two numbers or two dates, as their difference against nought."""
    if isinstance(left, DateSpan) and isinstance(right, DateSpan):
        first: SpanOp = left
        second: SpanOp = right
    else:
        first, second = build.as_span(left), build.as_span(right)
    _settled(op, first, second)
    return intern(SpanCompare(build.total([(first, 1), (second, -1)]), op, build.fraction(Decimal(0))))


def _settled(op: str, *spans: SpanOp) -> None:
    if op in EQUAL and not all(span.settled for span in spans):
        raise Unsupported("equality of a number that may be one of several")


def answered(choice: ChoiceOp, question: Callable[[object], ast.Node]) -> TruthOp:
    """What the scalar says of each constant of a choice."""
    scope = Scope({}, mode="policy")
    found = (evaluate(question(value), scope) for _, value in choice.constants)
    answers = tuple(answer if isinstance(answer, bool) else None for answer in found)
    return intern(ChoiceTest(choice, answers))
