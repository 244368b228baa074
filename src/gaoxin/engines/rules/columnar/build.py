"""Small steps put together: constants, sums, extremes and choices in their simplest form."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from gaoxin.engines.rules.columnar.arithmetic import ChoiceSpan, Extreme, IfSpan, Product, Sum
from gaoxin.engines.rules.columnar.atoms import ConstantTruth
from gaoxin.engines.rules.columnar.choice import ChoiceOp, IfChoice, Same, TrueOrFalse, constant
from gaoxin.engines.rules.columnar.column import EPOCH
from gaoxin.engines.rules.columnar.op import Op, TruthOp, Unsupported, intern
from gaoxin.engines.rules.columnar.span import DateSpan, Fixed, SpanOp

MOST = 64
"""The scalar keeps sets of up to so many values."""


def same(value: object) -> Same:
    """A constant."""
    try:
        return intern(Same((constant(value),)))
    except TypeError:
        raise Unsupported("a constant that is no single value") from None


def decimals(value: Decimal) -> tuple[int, int]:
    """A number as an integer and its scale."""
    if not value.is_finite():
        raise Unsupported("a number that is not finite")
    shown = value.normalize()
    exponent = int(shown.as_tuple().exponent)
    scale = max(-exponent, 0)
    return int(shown.scaleb(scale)), scale


def fraction(value: object) -> Fraction:
    """A constant number or date as compared with stored integers."""
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    if type(value) is dt.date:
        return Fraction(value.toordinal() - EPOCH)
    raise Unsupported(f"a comparison with a {type(value).__name__}")


def as_truth(op: Op) -> TruthOp:
    """A truth, or the constants true and false as one."""
    if isinstance(op, TruthOp):
        return op
    if isinstance(op, Same) and isinstance(op.value, bool):
        return intern(ConstantTruth(op.value))
    raise Unsupported("a value where true or false is expected")


def as_choice(op: Op) -> Op:
    """A truth as a choice of true and false; other steps as they are."""
    return intern(TrueOrFalse((constant(True), constant(False)), op)) if isinstance(op, TruthOp) else op


def as_span(op: Op) -> SpanOp:
    """A number; constants and choices of numbers become one."""
    if isinstance(op, SpanOp) and not isinstance(op, DateSpan):
        return op
    if isinstance(op, ChoiceOp) and all(isinstance(value, Decimal) for _, value in op.constants):
        return _choice_span(op)
    raise Unsupported("a value where a number is expected")


def _choice_span(op: ChoiceOp) -> SpanOp:
    pairs = [decimals(value) for _, value in op.constants if isinstance(value, Decimal)]
    scale = max(digits for _, digits in pairs)
    values = tuple(value * 10 ** (scale - digits) for value, digits in pairs)
    return intern(Fixed(scale, values[0])) if isinstance(op, Same) else intern(ChoiceSpan(scale, op, values))


def total(terms: Sequence[tuple[SpanOp, int]], places: int = 0) -> SpanOp:
    """Σ factor · term · 10^-places, sums within sums taken apart."""
    flat = [found for op, factor in terms for found in _terms(op, factor, places)]
    scale = max(op.scale + power for op, _, power in flat)
    pairs = tuple((op, factor * 10 ** (scale - op.scale - power)) for op, factor, power in flat)
    if len(pairs) == 1 and pairs[0][1] == 1 and pairs[0][0].scale == scale:
        return pairs[0][0]
    return intern(Sum(scale, pairs))


def _terms(op: SpanOp, factor: int, power: int) -> list[tuple[SpanOp, int, int]]:
    """Each term with its coefficient as factor · 10^-power."""
    if isinstance(op, Sum):
        return [(term, part * factor, power + op.scale - term.scale) for term, part in op.terms]
    return [(op, factor, power)]


def at_scale(ops: Sequence[SpanOp]) -> list[SpanOp]:
    """The same numbers at their largest common scale."""
    scale = max(op.scale for op in ops)
    return [op if op.scale == scale else intern(Sum(scale, ((op, 10 ** (scale - op.scale)),))) for op in ops]


def times(left: SpanOp, right: SpanOp) -> SpanOp:
    """A product; a constant factor only scales."""
    if isinstance(left, Fixed):
        left, right = right, left
    if isinstance(right, Fixed):
        return total([(left, right.value)], right.scale)
    if not (left.closed and right.closed):
        raise Unsupported("a product with one end open")
    return intern(Product(left.scale + right.scale, left, right))


def extreme(kind: str, ops: Sequence[Op]) -> SpanOp:
    """min or max."""
    spans = at_scale([as_span(op) for op in ops])
    return spans[0] if len(spans) == 1 else intern(Extreme(spans[0].scale, kind, tuple(spans)))


def choose(test: TruthOp, yes: Op, no: Op) -> Op:
    """`if` over two choices or two numbers."""
    yes, no = as_choice(yes), as_choice(no)
    if isinstance(yes, ChoiceOp) and isinstance(no, ChoiceOp):
        constants = tuple(dict.fromkeys(yes.constants + no.constants))
        kinds = {kind for kind, _ in constants}
        if len(constants) > MOST or {"bool", "Decimal"} <= kinds:
            raise Unsupported("a choice of too many or of different things")
        return intern(IfChoice(constants, test, yes, no))
    first, second = at_scale([as_span(yes), as_span(no)])
    return intern(IfSpan(first.scale, test, first, second))
