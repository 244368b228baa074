"""Plain numbers and percents as people write them, exactly, and as scaled int64."""

import re
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.width import narrow

INT64_MAX = 2**63 - 1
INT64_MIN = -(2**63)

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
PLAIN = re.compile(rf"([+-]?)\s*({_DIGITS})", re.ASCII)
_ACCOUNTING = re.compile(rf"\(\s*({_DIGITS})\s*\)", re.ASCII)
_MAX_LENGTH = 60

_WRITE_PLAIN = Text("请写阿拉伯数字，例如 1,940 或 12.5", "write plain digits such as 1,940 or 12.5")
_WRITE_PERCENT = Text("请写成百分数，例如 14%", "write a percent such as 14%")


class NumberError(Refused):
    """Text that is no number, or a number that does not fit."""


def parse_number(text: str) -> Decimal:
    """Read a plain number exactly; full-width digits, thousands separators and `(1,234)` are understood.

    Raises NumberError for anything else, also for percents, scientific notation and Chinese numerals.
    """
    value = read_digits(narrow(text)[: _MAX_LENGTH + 1])
    if value is None:
        raise NumberError(
            Text(f"「{shown(text)}」不是数字", f"“{shown(text)}” is not a number"), _advice(text)
        )
    return value


def read_digits(text: str) -> Decimal | None:
    """The exact value of half-width `text`, or None where it is no plain number."""
    if len(text) > _MAX_LENGTH:
        return None
    if match := PLAIN.fullmatch(text):
        sign, digits = match.groups()
    elif match := _ACCOUNTING.fullmatch(text):
        sign, digits = "-", match[1]
    else:
        return None
    return Decimal(sign + digits.replace(",", ""))


def parse_percent(text: str) -> Decimal:
    """Read `14%` as the fraction 0.14; the sign is required. Raises NumberError."""
    plain = narrow(text)
    value = read_digits(plain[:-1].rstrip()) if plain.endswith("%") else None
    if value is None:
        reason = Text(f"「{shown(text)}」不是百分数", f"“{shown(text)}” is not a percent")
        raise NumberError(reason, _WRITE_PERCENT)
    return value.scaleb(-2)


def to_scaled(value: Decimal, places: int) -> int:
    """`value` times 10^places as int64, rounded half to even. Raises NumberError on overflow."""
    if not value.is_finite() or value.adjusted() + places > 19:
        raise _overflow(value)
    with localcontext() as context:
        context.prec = 120
        scaled = int(value.scaleb(places).to_integral_value(ROUND_HALF_EVEN))
    if not INT64_MIN <= scaled <= INT64_MAX:
        raise _overflow(value)
    return scaled


def from_scaled(value: int, places: int) -> Decimal:
    """The exact number that a scaled int64 stands for."""
    return Decimal(value).scaleb(-places)


def clean_float(value: float) -> Decimal:
    """A spreadsheet float at its 15 significant digits: 0.1+0.2 gives 0.3. NumberError if not finite."""
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        raise NumberError(Text(f"「{value}」不是数字", f"“{value}” is not a number"), _WRITE_PLAIN)
    return number


def _overflow(value: Decimal) -> NumberError:
    return NumberError(
        Text(f"数字 {value:.6g} 太大", f"the number {value:.6g} is too large"),
        Text("请检查单位和位数", "check its unit and digits"),
    )


def _advice(text: str) -> Text:
    plain = narrow(text).lower()
    if "‰" in plain or "千分之" in plain:
        return Text("千分数请换算成百分数，例如 1.4%", "turn per mille into percent, for example 1.4%")
    if "%" in plain or "百分" in plain:
        return Text("这里要数字，不要百分数", "a plain number is wanted here, not a percent")
    if re.fullmatch(r"[+-]?[\d.]+e[+-]?\d+", plain):
        return Text(
            "科学计数法可能已丢失位数，请写出全部数字",
            "scientific notation may have lost digits: write all of them",
        )
    return _WRITE_PLAIN
