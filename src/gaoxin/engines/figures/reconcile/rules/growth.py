"""Growth: level = base · (1 + rate), except where the rate is at constant prices or on comparable scope."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile import names
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.index import Index, normal, period_of
from gaoxin.engines.figures.reconcile.names import Whole
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Product, Relation, Sum, at_most, difference
from gaoxin.engines.figures.reconcile.span import ANY
from gaoxin.engines.figures.when import of_period

_REAL = ("生产总值", "增加值")
_COMPARABLE = ("固定资产投资", "社会消费品零售", "规模以上", "限额以上")
_FORMULA = Text("本期 = 上年同期 ×（1 + 同比）", "level = base × (1 + growth)")
_CONSTANT = Text(
    "增速按可比价，不能用现价总量重算",
    "growth is at constant prices and is not recomputed from nominal levels",
)
_SCOPE = Text(
    "增速按可比口径，基数可能已调整", "growth is on comparable scope, the base may have been revised"
)
HUNDREDTH = Fraction(1, 100)


def growth(index: Index, sizes: Iterable[Quantity]) -> Iterator[Identity]:
    """For every amount that has a rate, or a base, on record or in another identity."""
    known = set(sizes)
    rates = set(index.of("growth"))
    for now in sorted(known):
        base, rate = before(now), now.aside("growth")
        if base is not None and (base in known or rate in rates or rate in known):
            yield _identity(now, base, rate)
    for rate in sorted(rates | {each for each in known if each.measure == "growth"}):
        now = index.amount(rate.subject, rate.indicator, rate.period)
        base = before(now)
        if base is not None and base in known and now not in known:
            yield _identity(now, base, rate)


def before(now: Quantity) -> Quantity | None:
    """The same months of the year before; nothing for moments and spans."""
    period = period_of(now.period)
    if now.measure not in ("amount", "target") or period is None:
        return None
    return now._replace(measure="amount", period=of_period(period.previous_year).text)


def published(indicator: str) -> Text | None:
    """Why growth of an indicator is kept as published, where it is."""
    if any(word in indicator for word in _REAL):
        return _CONSTANT
    return _SCOPE if any(word in indicator for word in _COMPARABLE) else None


def _identity(now: Quantity, base: Quantity, rate: Quantity) -> Identity:
    if note := published(now.indicator):
        return Identity("growth", _FORMULA, (now, base, rate), firm=False, note=note)
    factor = rate.aside("factor")
    plus = Sum(((factor, Fraction(1)), (rate, -HUNDREDTH)), (Fraction(1), Fraction(1)))
    return Identity("growth", _FORMULA, (now, base, rate), (Product(now, base, factor), plus))


def multiple(index: Index) -> Iterator[Identity]:
    """是…的N倍: of growth rates, or of amounts."""
    for ratio in index.of("ratio"):
        whole = names.whole(ratio.of, ratio.subject)
        if whole is None:
            continue
        yield from _of_rates(ratio, whole) if names.grown(whole.indicator) else _of_sizes(index, ratio, whole)


def _of_rates(ratio: Quantity, whole: Whole) -> Iterator[Identity]:
    own = Quantity("growth", ratio.subject, names.grown(ratio.indicator) or ratio.indicator, ratio.period)
    name = names.grown(whole.indicator) or whole.indicator
    other = Quantity("growth", whole.subject, name, whole.period or ratio.period)
    formula = Text("倍数 = 增速 ÷ 对方增速", "multiple = rate ÷ the other rate")
    yield Identity("multiple", formula, (own, other, ratio), (Product(own, other, ratio),))


def _of_sizes(index: Index, ratio: Quantity, whole: Whole) -> Iterator[Identity]:
    own = index.amount(ratio.subject, ratio.indicator, ratio.period)
    other = index.of_year(whole.subject, whole.indicator, normal(whole.period) or ratio.period)
    if own == other:
        return
    formula = Text("倍数 = 数值 ÷ 基数", "multiple = amount ÷ base")
    yield Identity("multiple", formula, (own, other, ratio), (Product(own, other, ratio),))


def pull(index: Index) -> Iterator[Identity]:
    """拉动百分点: the part's rise over the whole's base."""
    for points in index.of("pull"):
        whole = names.whole(points.of, points.subject)
        if whole is None:
            continue
        now = index.amount(points.subject, points.indicator, points.period)
        total = _total(now, whole)
        base, all_base = before(now), before(total)
        if base is None or all_base is None:
            continue
        formula = Text("拉动 =（本期 − 上年同期）÷ 全体上年同期", "pull = (level − base) ÷ base of the whole")
        if note := published(now.indicator):
            yield Identity("pull", formula, (now, points), firm=False, note=note)
            continue
        rise = now.aside("rise")
        inside = ((now, total), (base, all_base)) if now.domain != ANY else ()
        relations: list[Relation[Quantity]] = [at_most(part, all_) for part, all_ in inside]
        relations += [difference(rise, now, base), Product(rise, points, all_base, HUNDREDTH)]
        yield Identity("pull", formula, (now, base, all_base, points, total), tuple(relations))


def contribution(index: Index) -> Iterator[Identity]:
    """贡献率: the part's rise over the whole's rise."""
    for rate in index.of("contribution"):
        whole = names.whole(rate.of, rate.subject)
        indicator = rate.indicator.removesuffix("贡献率").removesuffix("增长")
        if whole is None or published(indicator):
            continue
        now = index.amount(rate.subject, indicator, rate.period)
        total = _total(now, whole)
        base, all_base = before(now), before(total)
        if base is None or all_base is None:
            continue
        rise, all_rise = now.aside("rise"), total.aside("rise")
        formula = Text("贡献率 = 增量 ÷ 全体增量", "contribution = rise ÷ rise of the whole")
        relations = (
            difference(rise, now, base),
            difference(all_rise, total, all_base),
            Product(rise, rate, all_rise, HUNDREDTH),
        )
        yield Identity("contribution", formula, (now, base, total, all_base, rate), relations)


def _total(now: Quantity, whole: Whole) -> Quantity:
    indicator = names.grown(whole.indicator) or whole.indicator
    return now._replace(measure="amount", subject=whole.subject, indicator=indicator)
