"""Numerals: digits with separators, Chinese numerals, bare magnitudes such as 千亿; exact."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15})(?:\.\d{1,8})?"
CHINESE = r"[一二两三四五六七八九十百千万亿零〇]{1,12}"
MULTIPLE = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)"

_ONES = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
         "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and half of its last digit, both exact; `word`: an order of size in words alone."""

    value: Decimal
    half: Decimal
    word: bool = False


def multiple(text: str) -> int:
    """What 万, 亿, 万亿 … multiply by; 1 for nothing."""
    product = 1
    for char in text:
        product *= _SMALL.get(char) or _LARGE[char]
    return product


def digits(text: str, times: str = "") -> Numeral:
    """`1,234.5` with a multiple."""
    value = Decimal(text.replace(",", ""))
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    factor = multiple(times)
    return Numeral(value * factor, Decimal(factor) / 2 / 10**places)


def chinese(text: str) -> Numeral | None:
    """`二十五`, `三千二百万`, `千亿`; None for characters that make no number."""
    if any(one == other for one, other in pairwise(text)):
        return None
    if re.fullmatch(r"[十百千万亿]+", text) and text != "十":
        return _word(text)
    total = section = one = 0
    seen = False
    for char in text:
        if char in _ONES:
            if one and char not in "零〇":
                return None
            one, seen = _ONES[char], True
        elif char in _SMALL:
            section, one, seen = section + (one or (0 if seen and not one else 1)) * _SMALL[char], 0, True
        else:
            total, section, one = (total + section + one) * _LARGE[char], 0, 0
    value = total + section + one
    return Numeral(Decimal(value), _half(text)) if value else None


def _word(text: str) -> Numeral | None:
    large = [multiple(c) for c in text]
    if large != sorted(large) and not text.endswith(("万亿", "百万", "千万")):
        return None
    value = Decimal(multiple(text))
    return Numeral(value, value / 2, word=True)


def _half(text: str) -> Decimal:
    return Decimal(multiple(text[-1]) if text[-1] in "万亿" else 1) / 2
