"""Time: ahead of the calendar, months running, ranks, what grows through the year, years since founding."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile import names
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.index import Index, period_of, when
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Sum, at_most
from gaoxin.engines.figures.reconcile.span import Span

_AHEAD = ("赶超时间进度", "超时间进度", "快于时间进度", "超序时进度", "快于序时进度")
_SINCE = ("发展历程", "成长史", "发展年数", "成立年数", "建区年数")
_FLOWS = ("总额", "收入", "投资", "生产总值", "增加值", "产值", "零售额", "外资", "销售额")
_DOWN = ("下降", "负增长", "第一", "首位", "前列", "居")
ONE = Fraction(1)
_FIRST: Span = (ONE, ONE)


def ahead(index: Index) -> Iterator[Identity]:
    """超时间进度 = 完成率 − 时间进度."""
    formula = Text("超时间进度 = 完成率 − 时间进度", "ahead = completion − time progress")
    for points in index.of("ahead"):
        stem = points.indicator
        for word in _AHEAD:
            stem = stem.removesuffix(word)
        rates = [
            each
            for each in index.by_subject.get(("share", points.subject), ())
            if each.period == points.period and each.indicator.startswith(stem) and "率" in each.indicator
        ]
        clock = _clock(points.period)
        rate = (
            rates[0]
            if len(rates) == 1
            else points._replace(measure="share", indicator=f"{stem}完成率", of="")
        )
        if clock is not None:
            relation = Sum(((rate, ONE), (points, -ONE)), clock)
            yield Identity("ahead", formula, (rate, points), (relation,))


def _clock(period: str) -> Span | None:
    """Time progress in percent, by months and by days."""
    found = when(period)
    if found is None or found.last is None or found.kind == "span":
        return None
    end = found.last
    days = Fraction(
        (end - date(end.year, 1, 1)).days + 1, (date(end.year, 12, 31) - date(end.year, 1, 1)).days + 1
    )
    both = (days * 100, Fraction(end.month, 12) * 100)
    return min(both), max(both)


def running(index: Index) -> Iterator[Identity]:
    """Months of positive growth: the rate of a period inside them is not negative."""
    formula = Text("连续正增长期间，增速为正", "growth is positive within a run of positive months")
    for streak in index.of("streak"):
        claim = index.said[streak][0]
        after = "".join(index.texts.get(claim.file, "")[claim.end : claim.end + 14].split())
        if claim.unit not in ("个月", "月") or streak.of or any(word in after for word in _DOWN):
            continue
        end = when(streak.period)
        for rate in index.by_subject.get(("growth", streak.subject), ()):
            period = period_of(rate.period)
            same = rate.indicator == (names.grown(streak.indicator) or streak.indicator)
            if (
                same
                and period
                and end
                and period.end == end.last
                and (claim.span[0] or 0) > period.months - 1
            ):
                yield Identity("streak", formula, (streak, rate), bounds=((rate, (Fraction(0), None)),))


def first(index: Index) -> Iterator[Identity]:
    """First of a region by growth: no less than the region's own growth."""
    formula = Text("增速第一 ⇒ 不低于全体平均", "first by growth: no less than the average")
    for rank in index.of("rank"):
        indicator = rank.indicator.removesuffix("排名").removesuffix("名次").removesuffix("位次")
        if not names.grown(indicator) or any(claim.span != _FIRST for claim in index.said[rank]):
            continue
        for ratio in index.by_subject.get(("ratio", rank.subject), ()):
            whole = names.whole(ratio.of, "")
            same = (ratio.indicator, ratio.period) == (indicator, rank.period)
            if same and whole and whole.subject == names.name(rank.of):
                yield Identity("first", formula, (rank, ratio), bounds=((ratio, (ONE, None)),))


def cumulative(index: Index) -> Iterator[Identity]:
    """1–7月 is no less than 1–6月."""
    formula = Text("累计数不减少", "a cumulative amount does not fall")
    groups: defaultdict[tuple[str, str, int], list[tuple[int, Quantity]]] = defaultdict(list)
    for each in index.of("amount"):
        period = period_of(each.period)
        if period and period.first == 1 and each.indicator.endswith(_FLOWS):
            groups[each.subject, each.indicator, period.year].append((period.last, each))
    for months in groups.values():
        for (_, less), (_, more) in pairwise(sorted(months)):
            yield Identity("cumulative", formula, (less, more), (at_most(less, more),))


def span_of_years(index: Index) -> Iterator[Identity]:
    """N years from one date to another are the years between them."""
    formula = Text("年数 = 起止年份之差", "years = end − start")
    for streak in index.of("streak"):
        found = when(streak.period)
        if (
            found
            and found.kind == "span"
            and found.first
            and found.last
            and index.said[streak][0].unit == "年"
        ):
            years = Fraction((found.last - found.first).days * 4, 1461)
            yield Identity("years", formula, (streak,), bounds=((streak, (years - 1, years + 1)),))


def founded(index: Index) -> Iterator[Identity]:
    """Years since founding, at two moments."""
    formula = Text("建区年数随时间增加", "years since founding pass with time")
    by_subject: defaultdict[str, list[tuple[date, Quantity]]] = defaultdict(list)
    for each in index.of("streak"):
        found = when(each.period)
        if each.indicator in _SINCE and found and found.kind == "instant" and found.last:
            by_subject[each.subject].append((found.last, each))
    for ages in by_subject.values():
        for (day, one), (later, other) in pairwise(sorted(ages)):
            years = Fraction((later - day).days * 4, 1461)
            relation = Sum(((other, ONE), (one, -ONE)), (years - 2, years + 2))
            yield Identity("founded", formula, (one, other), (relation,))
