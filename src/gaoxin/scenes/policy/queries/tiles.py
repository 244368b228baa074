"""What policies offer to the cockpit: a few counts, the money expected, and where matches go."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, F, Q, Sum
from django.urls import NoReverseMatch, reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.engines.figures.value import round_half_up
from gaoxin.frame.flow import Band, Flow, Node
from gaoxin.frame.tile import Tile
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Notice, Run, Tally
from gaoxin.scenes.policy.queries.budget import budget_list, totals

HNTE = "cn.hnte.recognition"
OVER = Text("超预算", "over budget")
PAIRS = Text("企业·次", "firm and policy")
WAN = 1_000_000
"""Fen in 万元."""


def tiles(zone: Zone, _day: dt.date) -> Iterator[Tile]:
    """Nothing before the first matching of the zone."""
    run = _last_run(zone)
    if run is None:
        return
    counts = _counts(zone)
    if HNTE in library_of(zone).policies:
        yield _one_step(zone, run)
    yield _tile(
        "policy_eligible",
        Text("符合条件", "Eligible"),
        Decimal(counts["eligible"] or 0),
        PAIRS,
        Text("各政策符合条件的企业数之和", "firms that meet every condition, summed over policies"),
        _address("policy:library"),
        run,
    )
    yield _payments(zone, run)


def flow(zone: Zone, _day: dt.date) -> Flow | None:
    """Where the matches of a zone go: by verdict, then told, read and answered."""
    if _last_run(zone) is None:
        return None
    counts, library, pushes = _counts(zone), _address("policy:library"), _address("policy:pushes")
    eligible = counts["eligible"] or 0
    found = _told(zone)
    told, answered = found["told"], found["answered"]
    nodes = (
        Node("kept", Text("已匹配", "matched"), url=library),
        Node("eligible", Text("符合", "eligible"), "green", library),
        Node("one_step", Text("差一条", "one step away"), "amber", library),
        Node("needs_data", Text("缺数据", "needs data"), "blue", library),
        Node("needs_review", Text("需人工", "needs review"), "violet", library),
        Node("told", Text("已告知", "told"), "green", pushes),
        Node("untold", Text("未告知", "not told"), "red", library),
        Node("answered", Text("已答复", "answered"), "green", pushes),
        Node("unanswered", Text("未答复", "no answer"), "amber", pushes),
    )
    verdicts = ("eligible", "one_step", "needs_data", "needs_review")
    bands = (
        *(Band("kept", verdict, counts[verdict] or 0, library) for verdict in verdicts),
        Band("eligible", "told", told, pushes),
        Band("eligible", "untold", eligible - told, library),
        Band("told", "answered", answered, pushes),
        Band("told", "unanswered", told - answered, pushes),
    )
    return Flow(Text("政策匹配去向", "Where matches go"), PAIRS, nodes, bands)


def _one_step(zone: Zone, run: Run) -> Tile:
    return _tile(
        "policy_hnte",
        Text("差一条成高企", "One step from HNTE"),
        Decimal(_counts(zone, policy=HNTE)["one_step"] or 0),
        Text("家", "firms"),
        Text(
            "只差一个条件就符合高新技术企业认定的企业",
            "firms that fail one condition of the recognition only",
        ),
        _address("policy:firms", HNTE, "one_step"),
        run,
    )


def _payments(zone: Zone, run: Run) -> Tile:
    money = totals(budget_list(zone))
    budget = _wan(money.budget)
    return _tile(
        "policy_payments",
        Text("预计兑现", "Expected payments"),
        _wan(money.paid),
        Text("万元", "10k yuan"),
        Text("写明预算的政策按符合条件的企业应付的金额", "what policies with a budget owe to eligible firms"),
        _address("policy:budget") or _address("policy:library"),
        run,
        target=Text(f"预算 {budget:,}", f"budget {budget:,}") if money.budget else Text(""),
        light="red" if money.budget and money.paid > money.budget else None,
        word=OVER,
    )


def _tile(
    key: str,
    title: Text,
    value: Decimal,
    unit: Text,
    definition: Text,
    url: str,
    run: Run,
    *,
    target: Text | None = None,
    light: str | None = None,
    word: Text | None = None,
) -> Tile:
    return Tile(
        key=key,
        title=title,
        value=value,
        unit=unit,
        period=Text(f"{run.day:%m-%d} 匹配", f"matched {run.day:%m-%d}"),
        definition=definition,
        url=url,
        target=target or Text(""),
        light=light,
        word=word,
    )


def _last_run(zone: Zone) -> Run | None:
    return Run.objects.filter(zone=zone, state="done").order_by("-pk").first()


def _counts(zone: Zone, **where: str) -> dict[str, int | None]:
    names = ("eligible", "one_step", "needs_data", "needs_review")
    return Tally.objects.filter(zone=zone, **where).aggregate(**{name: Sum(name) for name in names})


def _told(zone: Zone) -> dict[str, int]:
    """Eligible pairs whose firm was told of this version of the policy, and those that have answered.

    Counted from the notices, which are few beside the matches; each finds its match by firm and policy.
    """
    same = Q(firm__matches__policy=F("push__policy"), firm__matches__version=F("push__version"))
    eligible = Q(firm__matches__state="eligible")
    answered = eligible & Q(answered_at__isnull=False)
    return Notice.objects.filter(same, push__zone=zone).aggregate(
        told=Count("firm__matches", distinct=True, filter=eligible),
        answered=Count("firm__matches", distinct=True, filter=answered),
    )


def _wan(fen: int) -> Decimal:
    return round_half_up(Fraction(fen, WAN), 0)


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
