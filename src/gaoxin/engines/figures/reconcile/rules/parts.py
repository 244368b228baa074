"""Parts and wholes: nothing is more than what it is part of, and disjoint parts add up to no more."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile import names
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.index import Index, normal
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Sum, at_most

WITHIN = (
    ("工业增加值", "地区生产总值"),
    ("第一产业增加值", "地区生产总值"),
    ("第二产业增加值", "地区生产总值"),
    ("第三产业增加值", "地区生产总值"),
    ("规模以上工业增加值", "工业增加值"),
    ("税收收入", "一般公共预算收入"),
    ("出口总额", "进出口总额"),
    ("进口总额", "进出口总额"),
    ("工业投资", "固定资产投资"),
    ("民间投资", "固定资产投资"),
    ("房地产开发投资", "固定资产投资"),
)
"""Indicators of which the first is by definition part of the second."""
WHOLES = (
    ("进出口总额", ("出口总额", "进口总额")),
    ("地区生产总值", ("第一产业增加值", "第二产业增加值", "第三产业增加值")),
)
"""Indicators that are by definition the sum of others."""
APART = (
    ("规模以上工业", "限上商贸", "限额以上", "规模以上服务业", "资质内建筑业"),
    ("国家级", "省部级", "市级"),
    ("第一产业", "第二产业", "第三产业"),
    ("出口", "进口"),
    ("内资", "外资"),
)
"""Words of which no thing counted bears two."""
_ALL = "各类"
_PART = Text("部分 ≤ 全体", "part ≤ whole")
_SUM = Text("互不重叠的部分之和 ≤ 全体", "disjoint parts add up to no more than the whole")
_TOTAL = Text("各部分之和 = 全体", "the parts add up to the whole")
ONE = Fraction(1)


def within(index: Index) -> Iterator[Identity]:
    """Pairs that are part and whole by definition."""
    for less, more in WITHIN:
        for whole in index.of("amount"):
            part = whole._replace(indicator=less)
            if whole.indicator == more and part in index.said:
                yield Identity("part", _PART, (part, whole), (at_most(part, whole),))


def total(index: Index) -> Iterator[Identity]:
    """Wholes whose parts are all stated."""
    for more, parts in WHOLES:
        for whole in index.of("amount"):
            found = tuple(whole._replace(indicator=part) for part in parts)
            if whole.indicator == more and all(part in index.said for part in found):
                terms = ((whole, -ONE), *((part, ONE) for part in found))
                yield Identity("sum", _TOTAL, (*found, whole), (Sum(terms),))


def among(index: Index) -> Iterator[Identity]:
    """其中: each part against its whole, and those that cannot overlap together."""
    groups: defaultdict[Quantity, dict[Quantity, None]] = defaultdict(dict)
    for claim in index.claims:
        if pair := _pair(index, claim.id, claim.of):
            groups[pair[1]][pair[0]] = None
    for each in index.of("amount"):
        if each.indicator.startswith(_ALL):
            groups[each].update(dict.fromkeys(_kinds(index, each)))
    for whole, parts in groups.items():
        yield from (Identity("part", _PART, (part, whole), (at_most(part, whole),)) for part in parts)
        apart = [part for part in parts if _apart(part, list(parts))]
        if len(apart) > 1:
            terms = ((whole, ONE), *((part, -ONE) for part in apart))
            yield Identity("sum", _SUM, (*apart, whole), (Sum(terms, (Fraction(0), None)),))


def _pair(index: Index, id_: str, of: str) -> tuple[Quantity, Quantity] | None:
    part = index.quantity[id_]
    whole = names.whole(of, part.subject)
    if part.measure not in ("amount", "target") or whole is None:
        return None
    if names.is_plan(whole.indicator) or _change(part.indicator, whole.indicator):
        return None
    period = normal(whole.period) or part.period
    found = index.amount(whole.subject, whole.indicator, period)
    return (part, found) if found != part and found in index.said and _alike(index, part, found) else None


def _change(part: str, whole: str) -> bool:
    return names.is_rise(part) and not names.is_rise(whole)


def _alike(index: Index, one: Quantity, other: Quantity) -> bool:
    return index.said[one][0].unit == index.said[other][0].unit


def _kinds(index: Index, whole: Quantity) -> Iterator[Quantity]:
    head = whole.indicator.removeprefix(_ALL)
    for each in index.by_subject["amount", whole.subject]:
        same = each.period == whole.period and _alike(index, each, whole)
        if same and each != whole and each.indicator.endswith(head) and _family(each) is not None:
            yield each


def _apart(part: Quantity, parts: list[Quantity]) -> bool:
    family = _family(part)
    if family is not None:
        return sum(_family(other) == family for other in parts) == 1
    alone = part.subject.endswith("项目") and len({other.subject for other in parts}) == len(parts)
    return alone and len({other.indicator for other in parts}) == 1


def _family(part: Quantity) -> tuple[int, int] | None:
    for number, words in enumerate(APART):
        for place, word in enumerate(words):
            if word in part.indicator:
                return number, place
    return None
