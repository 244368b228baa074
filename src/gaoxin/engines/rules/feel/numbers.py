"""Numbers of FEEL: decimal128, 34 digits, half to even (clause 10.3.2.3.1). Never float."""

from decimal import (
    ROUND_HALF_EVEN,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from gaoxin.engines.rules.feel.errors import Failure

PRECISE = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
"""Division by zero, invalid operations and overflow raise; callers turn them into null with a reason."""

PRECISE.traps[Clamped] = False

MAX_DIGITS = 40
"""Counts, positions and durations have at most so many digits."""


def read_number(text: str) -> Decimal:
    """The number a literal means, rounded to 34 digits; raises decimal.Overflow beyond decimal128."""
    return PRECISE.create_decimal(text)


def write_number(value: Decimal) -> str:
    """Plain notation without an exponent and without needless zeros."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_int(value: Decimal) -> int | None:
    """The integer a number is equal to; None where it has a fraction or more than 40 digits."""
    whole = value.adjusted() < MAX_DIGITS and value == value.to_integral_value()
    return int(value) if whole else None


def truncated(value: Decimal) -> int:
    """The number without its fraction; Failure where it has more than 40 digits."""
    if value.adjusted() >= MAX_DIGITS:
        raise Failure("the number is out of range")
    return int(value)
