"""Interval arithmetic in whole multiples of 2⁻⁶⁴, rounded outward: fast, and no number is ever lost.

A result may be wider than the truth by less than any printed digit, so what is found empty is empty.
"""

from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from gaoxin.engines.figures.reconcile.span import Span

SHIFT = 64
UNIT = 1 << SHIFT
End: TypeAlias = int | None
Fixed: TypeAlias = tuple[End, End]

ANY: Fixed = (None, None)


@lru_cache(maxsize=1 << 14)
def fixed(span: Span) -> Fixed:
    """The span in whole multiples, not narrower."""
    low, high = span
    return (
        None if low is None else (low.numerator << SHIFT) // low.denominator,
        None if high is None else -((-high.numerator << SHIFT) // high.denominator),
    )


def exact(span: Fixed) -> Span:
    """The span as fractions."""
    low, high = span
    return None if low is None else Fraction(low, UNIT), None if high is None else Fraction(high, UNIT)


def meet(one: Fixed, other: Fixed) -> Fixed:
    """What both allow; may be empty."""
    low, high = one
    if low is None or (other[0] is not None and other[0] > low):
        low = other[0]
    if high is None or (other[1] is not None and other[1] < high):
        high = other[1]
    return low, high


def empty(span: Fixed) -> bool:
    """Whether no number is left."""
    return span[0] is not None and span[1] is not None and span[0] > span[1]


def scaled(span: Fixed, factor: Fraction) -> Fixed:
    """Every number times a factor that is not zero."""
    low, high = span
    by, parts = factor.numerator, factor.denominator
    if by < 0:
        low, high, by = (None if high is None else -high), (None if low is None else -low), -by
    if by == parts:
        return low, high
    return None if low is None else low * by // parts, None if high is None else -(-high * by // parts)


def times(one: Fixed, other: Fixed) -> Fixed:
    """All products."""
    a, b = one
    c, d = other
    if a is not None and c is not None and a >= 0 and c >= 0:
        return a * c >> SHIFT, _top(b, d)
    if a is not None and b is not None and c is not None and d is not None:
        products = (a * c, a * d, b * c, b * d)
        return min(products) >> SHIFT, -(-max(products) >> SHIFT)
    signs = [_sign(x, left) * _sign(y, low) for x, left in ((a, True), (b, False)) for y, low in ((c, True), (d, False))
             if x is None or y is None]  # fmt: skip
    whole = [x * y for x in one for y in other if x is not None and y is not None]
    low_end = None if -1 in signs else min(whole + [0 for s in signs if s == 0], default=None)
    high_end = None if 1 in signs else max(whole + [0 for s in signs if s == 0], default=None)
    return (
        None if low_end is None else low_end >> SHIFT,
        None if high_end is None else -(-high_end >> SHIFT),
    )


def over(one: Fixed, other: Fixed) -> Fixed:
    """All numbers that, times one of `other`, give one of `one`."""
    low, high = other
    if low is not None and low > 0:
        return _divided(one, low, high)
    if high is not None and high < 0:
        return scaled(_divided(one, -high, None if low is None else -low), Fraction(-1))
    if holds_zero(one) or (low != 0 and high != 0) or low == high:
        return ANY
    if low == 0:
        return _divided(one, None, high)
    return scaled(_divided(one, None, None if low is None else -low), Fraction(-1))


def holds_zero(span: Fixed) -> bool:
    """Whether zero is among the numbers."""
    return (span[0] is None or span[0] <= 0) and (span[1] is None or span[1] >= 0)


def _divided(one: Fixed, least: End, most: End) -> Fixed:
    """Over a positive interval; `least` None is as near to zero as one likes, `most` None has no end."""
    low, high = one
    return _below(low, least, most), None if (end := _below(_minus(high), least, most)) is None else -end


def _below(low: End, least: End, most: End) -> End:
    """A lower bound of the quotients of numbers from `low` up."""
    by = most if low is not None and low >= 0 else least
    if low is None or (by is None and low < 0):
        return None
    return 0 if by is None or low == 0 else (low << SHIFT) // by


def _minus(end: End) -> End:
    return None if end is None else -end


def _sign(end: End, low: bool) -> int:
    if end is None:
        return -1 if low else 1
    return (end > 0) - (end < 0)


def _top(one: End, other: End) -> End:
    if one == 0 or other == 0:
        return 0
    return None if one is None or other is None else -(-one * other >> SHIFT)
