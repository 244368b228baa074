"""Numeric functions (clause 10.3.4.5)."""

import decimal
from decimal import Decimal

from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import PRECISE, truncated
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths

MIN_SCALE, MAX_SCALE = -6111, 6176


def rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """The number with so many places after the point; Failure for a scale out of range."""
    places = truncated(scale)
    if not MIN_SCALE <= places <= MAX_SCALE:
        raise Failure(f"the scale {scale} is out of range")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    wide = decimal.Context(prec=7000, Emin=-9000, Emax=9000)
    return PRECISE.plus(number.quantize(Decimal((0, (1,), -places)), rounding=rounding, context=wide))


@builtin("decimal(n: number, scale: number)")
def decimal_(number: Decimal, scale: Decimal) -> Decimal:
    """Rounded half to even."""
    return rounded(number, scale, decimal.ROUND_HALF_EVEN)


@builtin("floor(n: number, scale?: number)")
def floor(number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Rounded toward minus infinity."""
    return rounded(number, scale or Decimal(0), decimal.ROUND_FLOOR)


@builtin("ceiling(n: number, scale?: number)")
def ceiling(number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Rounded toward plus infinity."""
    return rounded(number, scale or Decimal(0), decimal.ROUND_CEILING)


@builtin("round up(n: number, scale: number)")
def round_up(number: Decimal, scale: Decimal) -> Decimal:
    """Rounded away from zero."""
    return rounded(number, scale, decimal.ROUND_UP)


@builtin("round down(n: number, scale: number)")
def round_down(number: Decimal, scale: Decimal) -> Decimal:
    """Rounded toward zero."""
    return rounded(number, scale, decimal.ROUND_DOWN)


@builtin("round half up(n: number, scale: number)")
def round_half_up(number: Decimal, scale: Decimal) -> Decimal:
    """Rounded to the nearest, halves away from zero."""
    return rounded(number, scale, decimal.ROUND_HALF_UP)


@builtin("round half down(n: number, scale: number)")
def round_half_down(number: Decimal, scale: Decimal) -> Decimal:
    """Rounded to the nearest, halves toward zero."""
    return rounded(number, scale, decimal.ROUND_HALF_DOWN)


@builtin("abs(n: number)")
def abs_(number: Decimal) -> Decimal:
    """Without its sign."""
    return PRECISE.abs(number)


@builtin("abs(n: years and months duration)")
def abs_months(duration: YearsMonths) -> YearsMonths:
    """Without its sign."""
    return YearsMonths(abs(duration.months))


@builtin("abs(n: days and time duration)")
def abs_days(duration: DaysTime) -> DaysTime:
    """Without its sign."""
    return DaysTime(abs(duration.nanos))


@builtin("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The rest of the division that rounds down; it has the sign of the divisor."""
    if not divisor:
        raise Failure("modulo by zero")
    rest = PRECISE.remainder(dividend, divisor)
    return PRECISE.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt(number: number)")
def sqrt(number: Decimal) -> Decimal:
    """The square root."""
    return PRECISE.sqrt(number)


@builtin("log(number: number)")
def log(number: Decimal) -> Decimal:
    """The natural logarithm of a positive number."""
    if number <= 0:
        raise Failure("log takes a positive number")
    return PRECISE.ln(number)


@builtin("exp(number: number)")
def exp(number: Decimal) -> Decimal:
    """Euler's number to this power."""
    return PRECISE.exp(number)


@builtin("odd(number: number)")
def odd(number: Decimal) -> bool:
    """Whether a whole number is odd."""
    return abs(PRECISE.remainder(number, Decimal(2))) == 1


@builtin("even(number: number)")
def even(number: Decimal) -> bool:
    """Whether a whole number is even."""
    return PRECISE.remainder(number, Decimal(2)) == 0
