"""Quantities as officers write them: 5000万元, 5%, 1年, 300人, 60."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf
from unicodedata import normalize

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.feel.ast import Call, Literal, Name, Node
from gaoxin.engines.rules.guided.context import Authoring

Dimension = OneOf["money", "ratio", "count", "age", "quotient", "other"]

MONEY = {
    "元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
AGES = {"年": "Y", "个月": "M", "月": "M", "天": "D", "日": "D"}
_SHAPE = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s]*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A literal node and what it measures; `unit` is kept for counts."""

    node: Node
    dimension: Dimension
    unit: str = ""


def quantity(written: object, place: Authoring) -> Quantity:
    """Read a quantity; raises AuthoringError."""
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise place.fault(f"“{written}”不是数量", f"{written!r} is not a quantity")
    shape = _SHAPE.fullmatch(normalize("NFKC", str(written)).strip())
    if shape is None:
        raise place.fault(
            f"读不懂数量“{written}”，例：5000万元、5%、1年、300人",
            f"cannot read {written!r}; write 5000万元, 5%, 1年 or 300人",
        )
    return _typed(shape[1].replace(",", ""), shape[2])


def _typed(digits: str, unit: str) -> Quantity:
    value = Decimal(digits)
    if unit in MONEY:
        return Quantity(Literal(value * MONEY[unit]), "money")
    if unit == "%":
        return Quantity(Literal(value / 100), "ratio")
    if unit in AGES:
        return Quantity(duration(int(value), AGES[unit]), "age")
    return Quantity(Literal(value), "count", unit)


def yuan(written: object) -> Decimal:
    """The yuan of an amount that lint has already accepted; raises AuthoringError for anything else."""
    place = Authoring(Vocabulary(), str)
    node = quantity(written, place).node
    if not isinstance(node, Literal) or not isinstance(node.value, Decimal):
        raise place.fault(f"“{written}”不是金额", f"{written!r} is not an amount")
    return node.value


def duration(count: int, letter: str) -> Node:
    """`duration("P1Y")` and its like."""
    return Call(Name("duration"), (Literal(f"P{count}{letter}"),))
