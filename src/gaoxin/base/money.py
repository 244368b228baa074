"""Money as integer fen: read from what people write, shown as they say it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from gaoxin.base.currency import SIGNS, YUAN, MoneyUnit, parse_unit
from gaoxin.base.number import INT64_MAX, INT64_MIN, NumberError, from_scaled, read_digits, to_scaled
from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Language, Text
from gaoxin.base.width import narrow

_SIGN = re.compile("|".join(re.escape(narrow(sign)) for sign in sorted(SIGNS, key=len, reverse=True)))
_SIGNS = {narrow(sign): currency for sign, currency in SIGNS.items()}
_AMOUNT = re.compile(r"([+-]?\s*[\d.,]+|\([\s\d.,]+\))\s*(.*)", re.ASCII)
_VAGUE = re.compile("约|近|大概|左右|上下|余|多|几|数|超|不足|以上|以下|至|到|[~～±≈><≥≤]")

_WRITE = Text("请写金额，例如 1,940万元", "write an amount such as 1,940万元 or CNY 19,400,000")
_PRECISE = Text("请写确切的金额", "write the exact amount")


class MoneyError(Refused):
    """Text that is no exact amount of money, or an amount that does not fit."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in hundredths (`fen`) of a currency (ISO 4217); currencies never mix silently."""

    fen: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if not INT64_MIN <= self.fen <= INT64_MAX:
            raise MoneyError(Text("金额太大", "the amount is too large"), _WRITE)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.fen, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.fen < self._same(other)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            pair = f"{self.currency}、{other.currency}"
            raise MoneyError(
                Text(
                    f"币种不同（{pair}），不能合计或比较",
                    f"currencies differ ({self.currency}, {other.currency})",
                ),
                Text("请先按写明的汇率换算", "convert at a stated rate first"),
            )
        return other.fen

    @property
    def amount(self) -> Decimal:
        """The exact amount in the currency itself (元, not 分)."""
        return from_scaled(self.fen, 2)

    def in_(self, language: Language) -> str:
        """For people, never rounded: `1,940万元`, `1.2亿元`; `CNY 19,400,000` in English."""
        if language == "en":
            return f"{self.currency} {_grouped(self.amount)}"
        return _chinese(self)


def parse_money(text: str, unit: MoneyUnit = YUAN) -> Money:
    """Read an amount; `unit` applies where the text names none; parts of a fen round half to even.

    Raises MoneyError for approximate words, ranges, contradicting currencies and anything unreadable.
    """
    plain = narrow(text).lower()
    if _VAGUE.search(plain):
        reason = Text(f"「{shown(text)}」不是确切的金额", f"“{shown(text)}” is not an exact amount")
        raise MoneyError(reason, _PRECISE)
    currency, rest = _leading_currency(plain)
    value, word = _split(text, rest)
    found = _unit_of(text, word, unit if currency in (None, unit.currency) else None, currency)
    try:
        return Money(to_scaled(value * found.factor, 2), found.currency)
    except NumberError as error:
        raise MoneyError(error.problem.text, error.problem.advice) from None


def _leading_currency(plain: str) -> tuple[str | None, str]:
    """The currency named before the amount (`-￥5` and `￥-5` alike), and the text without it."""
    sign = plain[:1] if plain[:1] in "+-" else ""
    if not (match := _SIGN.match(plain[len(sign) :].lstrip())):
        return None, plain
    rest = plain[len(sign) :].lstrip()[match.end() :].lstrip(" :")
    return _SIGNS[match[0]], sign + rest


def _split(text: str, plain: str) -> tuple[Decimal, str]:
    match = _AMOUNT.fullmatch(plain)
    value = read_digits(re.sub(r"\s", "", match[1])) if match else None
    if match is None or value is None:
        raise _unreadable(text)
    return value, match[2]


def _unit_of(text: str, word: str, default: MoneyUnit | None, currency: str | None) -> MoneyUnit:
    """The unit that the text names after the number, else `default`, agreeing with a leading currency."""
    if not word:
        return default or MoneyUnit(currency or "CNY", 1, "")
    found = parse_unit(word)
    if found is None:
        raise _unreadable(text)
    if currency and parse_unit(word + "元") and not word.endswith(("元", "圆", "块")):
        return MoneyUnit(currency, found.factor, word)
    if currency and found.currency != currency:
        reason = Text(f"「{shown(text)}」写了两种币种", f"“{shown(text)}” names two currencies")
        raise MoneyError(reason, _WRITE)
    return found


def _unreadable(text: str) -> MoneyError:
    return MoneyError(
        Text(f"「{shown(text)}」不是金额", f"“{shown(text)}” is not an amount of money"), _WRITE
    )


def _grouped(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}"


def _chinese(money: Money) -> str:
    """The largest of 亿, 万 and 1 that shows the amount exactly with at most two decimals."""
    name = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑"}[
        money.currency
    ]
    for word, power in (("亿", 10), ("万", 6)):
        if abs(money.fen) >= 10**power and money.fen % 10 ** (power - 2) == 0:
            value = Decimal(money.fen).scaleb(-power)
            digits = f"{value:,.2f}".rstrip("0").rstrip(".")
            return f"{digits}{word}{name}"
    return _grouped(money.amount) + name
