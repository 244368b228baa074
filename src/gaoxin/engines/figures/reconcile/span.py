"""Exact arithmetic on intervals; None is open. Every result holds all that the operands allow."""

from fractions import Fraction
from typing import TypeAlias

Bound: TypeAlias = Fraction | None
Span: TypeAlias = tuple[Bound, Bound]

ANY: Span = (None, None)
ZERO, ONE = Fraction(0), Fraction(1)
_BITS = 160
_KEPT = 96


def meet(one: Span, other: Span) -> Span:
    """What both allow; may be empty."""
    low, high = one
    if low is None or (other[0] is not None and other[0] > low):
        low = other[0]
    if high is None or (other[1] is not None and other[1] < high):
        high = other[1]
    return low, high


def empty(span: Span) -> bool:
    """Whether no number is left."""
    return span[0] is not None and span[1] is not None and span[0] > span[1]


def holds_zero(span: Span) -> bool:
    """Whether zero is among the numbers."""
    return (span[0] is None or span[0] <= 0) and (span[1] is None or span[1] >= 0)


def scaled(span: Span, factor: Fraction) -> Span:
    """Every number times a factor that is not zero."""
    low = None if span[0] is None else span[0] * factor
    high = None if span[1] is None else span[1] * factor
    return (low, high) if factor > 0 else (high, low)


def times(one: Span, other: Span) -> Span:
    """All products."""
    if one[0] is not None and other[0] is not None and one[0] >= 0 and other[0] >= 0:
        return one[0] * other[0], _product(one[1], other[1])
    ends = [_signed(a, b) for a in _ends(one) for b in _ends(other)]
    low, high = min(ends, key=_order), max(ends, key=_order)
    return (None if low[0] else low[1]), (None if high[0] else high[1])


def over(one: Span, other: Span) -> Span:
    """All numbers that, times one of `other`, give one of `one`."""
    low, high = other
    if low == 0 == high or (holds_zero(other) and (holds_zero(one) or (low != 0 and high != 0))):
        return ANY
    top = None if not low else 1 / low
    bottom = None if not high else 1 / high
    if low is None:
        top = ZERO
    if high is None:
        bottom = ZERO
    return times(one, (bottom, top))


def outward(span: Span) -> Span:
    """The same or slightly wider, with numbers of bounded length."""
    low, high = span
    if low is not None and low.denominator.bit_length() > _BITS:
        low = _coarse(low, up=False)
    if high is not None and high.denominator.bit_length() > _BITS:
        high = _coarse(high, up=True)
    return low, high


def _coarse(number: Fraction, *, up: bool) -> Fraction:
    size = number.numerator.bit_length() - number.denominator.bit_length()
    shift = max(_KEPT - size, 0)
    whole = (number.numerator << shift) // number.denominator
    return Fraction(whole + 1 if up else whole, 1 << shift)


_End: TypeAlias = tuple[int, Fraction]
"""(sign of infinity or 0, the number)."""


def _ends(span: Span) -> tuple[_End, _End]:
    low: _End = (-1, ZERO) if span[0] is None else (0, span[0])
    high: _End = (1, ZERO) if span[1] is None else (0, span[1])
    return low, high


def _order(end: _End) -> tuple[int, Fraction]:
    return end


def _signed(one: _End, other: _End) -> _End:
    if not one[0] and not other[0]:
        return 0, one[1] * other[1]
    sign = _sign(one) * _sign(other)
    return (sign, ZERO)


def _sign(end: _End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def _product(one: Bound, other: Bound) -> Bound:
    if one == 0 or other == 0:
        return ZERO
    return None if one is None or other is None else one * other
