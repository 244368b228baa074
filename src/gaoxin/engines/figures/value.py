"""A figure as printed: exact digits, unit, precision, and the interval it leaves open."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from gaoxin.base.number import NumberError, parse_number
from gaoxin.base.result import shown
from gaoxin.base.text import Text
from gaoxin.engines.figures.unit import convert, parse_unit

Qualifier: TypeAlias = Literal["exact", "over", "nearly", "about", "at_least", "up_to"]

RANGE = "–"
NEARLY = Fraction(9, 10)
"""近: from nine tenths up to the number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends included; None is open. In the base unit."""

    low: Fraction | None
    high: Fraction | None

    def __contains__(self, value: Fraction) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Value:
    """A printed number `low` (to `high`, of a range) of `unit`; digits are kept: 10.50 is not 10.5."""

    low: Decimal
    high: Decimal
    unit: str
    qualifier: Qualifier = "exact"

    @property
    def half(self) -> Fraction:
        """Half of the last printed digit in the base unit; 0 for things counted one by one."""
        unit = parse_unit(self.unit)
        if unit.counted and _places(self.low) == 0:
            return Fraction(0)
        return Fraction(unit.factor, 2 * 10 ** _places(self.low))

    @property
    def interval(self) -> Interval:
        """What the printed figure allows, in the base unit."""
        low, high = self.bounds
        if self.low != self.high:
            return Interval(low, high)
        if self.qualifier in ("over", "at_least"):
            return Interval(low, None)
        if self.qualifier == "up_to":
            return Interval(None, high)
        if self.qualifier == "nearly":
            return Interval(low * NEARLY, high)
        if self.qualifier == "about" and parse_unit(self.unit).magnitude:
            return Interval(low - self.half, high * 10)
        return Interval(low - self.half, high + self.half)

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The printed number, or the ends of the range, in the base unit."""
        base = parse_unit(self.unit).base
        return convert(Fraction(self.low), self.unit, base), convert(Fraction(self.high), self.unit, base)


def parse_value(text: str, unit: str, qualifier: Qualifier = "exact") -> Value:
    """Read `147.2` or the range `3–5`. Raises NumberError."""
    first, dash, last = text.partition(RANGE)
    low = parse_number(first)
    high = parse_number(last) if dash else low
    if high < low:
        reason = Text(f"范围「{shown(text)}」颠倒", f"the range “{shown(text)}” runs backwards")
        raise NumberError(reason, Text("请先写较小的数", "write the smaller number first"))
    return Value(low, high, unit, qualifier)


def round_half_up(value: Fraction, digits: int) -> Decimal:
    """`value` with `digits` decimals, halves away from zero, as bulletins round."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
