"""The same figure said again, figures that only look alike, and steps that narrow."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.identity import Identity, Remark
from gaoxin.engines.figures.reconcile.index import Index
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Sum, at_most

_SAME = Text("同一数据，前后一致", "the same figure said again")
_UNDATED = Text("未写时期，可能不是同一时期的数", "no period is stated, so it may not be the same figure")
_STEPS = (("摸排",), ("筛选",), ("梳理", "具备", "符合"), ("申报",), ("入库", "认定", "通过"))
_NEAR = 200
ONE = Fraction(1)


def repeat(index: Index) -> Iterator[Identity]:
    """Claims of one quantity."""
    for quantity, claims in index.said.items():
        if len(claims) > 1:
            yield Identity("repeat", _SAME, (quantity,))
    undated: defaultdict[Quantity, list[Quantity]] = defaultdict(list)
    for quantity in index.said:
        if quantity.period.startswith("unstated"):
            undated[quantity._replace(period="")].append(quantity)
    for group in undated.values():
        for one, other in pairwise(group):
            same = Sum(((one, ONE), (other, -ONE)))
            yield Identity("repeat", _SAME, (one, other), (same,), firm=False, note=_UNDATED)


def narrowing(index: Index) -> Iterator[Identity]:
    """筛选出30多家 … 具备条件的15家 … 入库7家: each step keeps no more than the one before."""
    formula = Text("逐步筛选，后一步不多于前一步", "each step keeps no more than the one before")
    note = Text("像是逐步筛选，文中没有写明", "it reads like a selection in steps; the text does not say so")
    found = [c for c in index.claims if c.kind == "count" and c.start >= 0 and _step(c) is not None]
    for one, other in pairwise(sorted(found, key=lambda c: (c.file, c.subject, c.start))):
        if _follows(one, other):
            pair = index.quantity[one.id], index.quantity[other.id]
            less = at_most(pair[1], pair[0])
            yield Identity("steps", formula, pair, (less,), firm=False, note=note)


def alike(index: Index) -> Iterator[Remark]:
    """Equal digits of one subject that are not one figure: not to be merged."""
    formula = Text("数字相同，不是同一数据", "equal digits, different figures")
    groups: defaultdict[tuple[str, Fraction], dict[Quantity, Claim]] = defaultdict(dict)
    for claim in index.claims:
        if claim.value > 10 or claim.value.denominator > 1:
            quantity = index.quantity[claim.id]
            groups[quantity.subject, claim.value].setdefault(quantity, claim)
    for claims in groups.values():
        if len(claims) > 1:
            yield Remark("alike", formula, tuple(claim.id for claim in claims.values()), holds=True)


def ranges(index: Index) -> Iterator[Remark]:
    """从50万元至100万元: the lower end comes first; ranks from one to four are no range of a figure."""
    formula = Text("范围从小到大", "a range runs from low to high")
    for claim in index.claims:
        if claim.value_max is not None and claim.kind != "rank":
            yield Remark("range", formula, (claim.id,), holds=claim.value <= claim.value_max)


def _step(claim: Claim) -> int | None:
    found = [n for n, words in enumerate(_STEPS) if any(word in claim.indicator for word in words)]
    return found[0] if found else None


def _follows(one: Claim, other: Claim) -> bool:
    here = (one.file, one.subject, one.unit) == (other.file, other.subject, other.unit)
    first, second = _step(one), _step(other)
    return (
        here and other.start - one.end < _NEAR and first is not None and second is not None and first < second
    )
