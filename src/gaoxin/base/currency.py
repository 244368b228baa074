"""Units of money: 元 to 亿元 and the same of other currencies, and how they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.width import narrow

_MULTIPLES: Mapping[str, int] = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000}
_MULTIPLES = {**_MULTIPLES, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "CNY": ("元", "人民币", "元人民币", "圆", "块"),
    "USD": ("美元", "美金"),
    "EUR": ("欧元",),
    "HKD": ("港元", "港币"),
    "JPY": ("日元",),
    "GBP": ("英镑",),
}
SIGNS: Mapping[str, str] = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "￥": "CNY", "¥": "CNY",
    "us$": "USD", "usd": "USD", "$": "USD", "eur": "EUR", "€": "EUR",
    "hk$": "HKD", "hkd": "HKD", "jpy": "JPY", "gbp": "GBP", "£": "GBP", "￡": "GBP",
}  # fmt: skip
"""What may stand before an amount, in lower case, and the currency it names."""


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit such as 万元: its currency (ISO 4217) and how many of the currency it is."""

    currency: str
    factor: int
    name: str

    @property
    def fen(self) -> Decimal:
        """Hundredths of the currency in one unit."""
        return Decimal(self.factor * 100)


def _units() -> dict[str, MoneyUnit]:
    found = {}
    for currency, names in _NAMES.items():
        for name in names:
            for multiple, factor in _MULTIPLES.items():
                found[multiple + name] = MoneyUnit(currency, factor, multiple + names[0])
    for multiple, factor in _MULTIPLES.items():
        if factor >= 10_000:
            found[multiple] = MoneyUnit("CNY", factor, multiple + "元")
    english = {"yuan": 1, "10kyuan": 10_000, "millionyuan": 10**6, "100millionyuan": 10**8}
    for word, factor in english.items():
        found[word] = MoneyUnit("CNY", factor, word)
    for code in _NAMES:
        found[code.lower()] = MoneyUnit(code, 1, code)
    found["rmb"] = MoneyUnit("CNY", 1, "元")
    return found


UNITS: Mapping[str, MoneyUnit] = _units()
YUAN = UNITS["元"]


def parse_unit(text: str) -> MoneyUnit | None:
    """The unit that `text` names (`万元`, `亿美元`, `人民币万元`), or None."""
    word = "".join(narrow(text).lower().split()).removesuffix("整")
    return UNITS.get(word) or UNITS.get(word.removeprefix("人民币"))
