"""Units of figures: 元 to 万亿元, 人 and 万人, %, 百分点; conversion is exact."""

from dataclasses import dataclass
from fractions import Fraction

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text

_MULTIPLES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7,
    "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
_WHOLE = ("百分点",)
_MEASURED = ("元", "%", "倍", "年", "月", "季度", "个月", "天", "日", "百分点", "吨", "亩", "平方米", "公里")
_MONEY = ("元", "美元", "欧元", "港元", "日元", "英镑")


class UnitError(Refused):
    """Two units that do not convert into one another."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` of the `base` unit: 亿元 is 10^8 元."""

    base: str
    factor: int
    name: str

    @property
    def counted(self) -> bool:
        """Whether whole things are counted one by one, so that a printed number carries no rounding."""
        return self.factor == 1 and self.base not in _MEASURED and self.base not in _MONEY

    @property
    def magnitude(self) -> bool:
        """Whether the name alone speaks of an order of size: 千亿级."""
        return self.factor >= 10**9


def parse_unit(name: str) -> Unit:
    """Any unit; an unknown word is its own base."""
    if name not in _WHOLE:
        for multiple, factor in _MULTIPLES.items():
            if name.startswith(multiple) and name != multiple:
                return Unit(name.removeprefix(multiple), factor, name)
    return Unit(name, 1, name)


def convert(value: Fraction, unit: str, target: str) -> Fraction:
    """`value` of `unit` in `target`, exactly. Raises UnitError."""
    one, other = parse_unit(unit), parse_unit(target)
    if one.base != other.base:
        reason = Text(
            f"「{shown(unit)}」不能换算成「{shown(target)}」",
            f"{shown(unit)} does not convert to {shown(target)}",
        )
        raise UnitError(reason, Text("请核对两个数的单位", "check the units of both figures"))
    return value * one.factor / other.factor
