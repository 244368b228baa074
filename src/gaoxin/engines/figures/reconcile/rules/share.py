"""Shares and rates of completion: part = whole · share."""

from collections.abc import Iterator
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile import names
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.index import Index, normal, when, year
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Product
from gaoxin.engines.figures.reconcile.rules import nearby
from gaoxin.engines.figures.reconcile.rules.growth import HUNDREDTH

_SHARE = Text("占比 = 部分 ÷ 全体", "share = part ÷ whole")
_RATE = Text("完成率 = 已完成 ÷ 应完成", "rate = done ÷ to be done")
_MOST = Fraction(100)


def share(index: Index) -> Iterator[Identity]:
    """占比, 开工率, 完成率 and the like."""
    for rate in index.of("share"):
        verb = names.action(rate.indicator)
        part = _done(index, rate, verb) if verb else _part(index, rate)
        whole = _whole(index, rate, verb)
        if verb and (part not in index.said or whole not in index.said):
            part, whole = nearby.pair(index, rate, verb) or (part, whole)
        if part is None or whole is None or part == whole:
            continue
        relations = (Product(part, rate, whole, HUNDREDTH),)
        yield Identity("completion" if verb else "share", _RATE if verb else _SHARE,
                       (part, whole, rate), relations)  # fmt: skip


def limit(index: Index) -> Iterator[Identity]:
    """A share of something is no more than all of it; a plan can be passed."""
    formula = Text("0 ≤ 占比 ≤ 100%", "0 ≤ share ≤ 100%")
    for rate in index.of("share"):
        claim = index.said[rate][0]
        if claim.kind == "share" and not names.is_plan(claim.of):
            yield Identity("limit", formula, (rate,), bounds=((rate, (Fraction(0), _MOST)),))


def _part(index: Index, rate: Quantity) -> Quantity | None:
    return index.amount(rate.subject, names.part(rate.indicator), rate.period)


def _whole(index: Index, rate: Quantity, verb: str) -> Quantity | None:
    whole = names.whole(rate.of, rate.subject)
    if whole is None:
        return _planned(index, rate, verb) if verb else None
    period = normal(whole.period) or rate.period
    if not verb:
        return index.amount(whole.subject, whole.indicator, period)
    found = index.of_year(whole.subject, whole.indicator, period)
    return found if found in index.said else _planned(index, rate, verb) or found


def _done(index: Index, rate: Quantity, verb: str) -> Quantity | None:
    """The figure of what is done: named after the rate, of the same subject and moment."""
    gist = names.gist(rate.indicator, verb)
    found = [
        each
        for each in index.by_subject.get(("amount", rate.subject), ())
        if (verb in each.indicator or verb == "完成")
        and not names.is_plan(each.indicator)
        and names.gist(each.indicator, verb) in (gist, "目项" if verb == "开工" and not gist else gist)
        and _same_moment(each.period, rate.period)
    ]
    unnamed = Quantity("amount", rate.subject, f"{rate.indicator} 已完成", rate.period)
    return found[0] if len(found) == 1 else unnamed


def _planned(index: Index, rate: Quantity, verb: str) -> Quantity | None:
    gist = names.gist(rate.indicator, verb)
    found = [
        each
        for measure in ("amount", "target")
        for each in index.by_subject.get((measure, rate.subject), ())
        if verb not in each.indicator
        and names.gist(each.indicator) == gist
        and year(each.period) == year(rate.period) is not None
        and not (names.is_rise(each.indicator) and not names.is_plan(each.indicator))
    ]
    return found[0] if gist and len(found) == 1 else None


def _same_moment(one: str, other: str) -> bool:
    first, second = when(one), when(other)
    if first is None or second is None:
        return one == other
    return first.last == second.last
