"""What the policies that a firm can get are worth together: kinds apart, conflicts taken into account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gaoxin.base.text import Text
from gaoxin.center.guide.conflicts import Conflict, Conflicts

Benefit = Literal["cash", "saving", "loan", "tax"]
BENEFITS: Mapping[Benefit, Text] = {
    "cash": Text("奖励和补助", "Awards and grants"),
    "saving": Text("券、减免和服务", "Coupons, reliefs and services"),
    "tax": Text("税收优惠", "Tax reliefs"),
    "loan": Text("融资支持", "Financing"),
}
KINDS: Mapping[str, Benefit] = {
    "service": "saving",
    "relief": "saving",
    "space": "saving",
    "loan": "loan",
    "tax": "tax",
}
SUMMED: frozenset[Benefit] = frozenset({"cash", "saving"})
"""What can be added up: a loan is no income, and tax reliefs are told on bases of their own."""


def benefit(kind: str, national: bool) -> Benefit:
    """What a policy of a kind brings; a national recognition pays nothing itself, its worth lies in tax."""
    return "tax" if national else KINDS.get(kind, "cash")


def summed(kind: str, national: bool) -> bool:
    """Whether what a policy of a kind brings is money that can be added up and set against a budget."""
    return benefit(kind, national) in SUMMED


@dataclass(frozen=True, slots=True)
class Item:
    """A policy that a firm can get; `amount` in yuan, None where it is not known or there is none."""

    policy: str
    benefit: Benefit
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Worth:
    """The sums by benefit in yuan, how many amounts they rest on and lack, and what may not be had together."""

    sums: Mapping[Benefit, Decimal]
    counted: int
    open: int
    conflicts: tuple[Conflict, ...]

    @property
    def total(self) -> Decimal:
        """Everything that can be added up."""
        return sum(self.sums.values(), Decimal(0))


def worth(items: Sequence[Item], conflicts: Conflicts) -> Worth:
    """Add up what can be added up; of policies that exclude one another the highest counts."""
    clashes = conflicts.among({i.policy: i.amount for i in items})
    out = {policy for clash in clashes for policy in clash.instead}
    summed = [i for i in items if i.benefit in SUMMED and i.policy not in out]
    paid = [(i.benefit, i.amount) for i in summed if i.amount is not None]
    sums: dict[Benefit, Decimal] = {}
    for kind, amount in paid:
        sums[kind] = sums.get(kind, Decimal(0)) + amount
    return Worth(sums, len(paid), len(summed) - len(paid), clashes)
