"""What a figure can be: both ends included, as exact fractions; None is open."""

from fractions import Fraction
from typing import TypeAlias

Bound: TypeAlias = Fraction | None
Span: TypeAlias = tuple[Bound, Bound]

ANY: Span = (None, None)
ZERO, ONE = Fraction(0), Fraction(1)


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
