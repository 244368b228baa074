"""A claim as a person reads it, in Chinese or English."""

from decimal import Decimal

from gaoxin.base.text import Language, Text
from gaoxin.engines.figures.read.claim import Claim
from gaoxin.engines.figures.when import parse_when

KINDS = {
    "level": Text("数额", "level"),
    "count": Text("数量", "count"),
    "growth_yoy": Text("同比增长", "growth on the year"),
    "share": Text("占比", "share"),
    "ratio_to": Text("相比", "compared with"),
    "contribution_pp": Text("拉动", "contribution"),
    "rank": Text("名次", "rank"),
    "streak": Text("连续", "running"),
    "target": Text("目标", "target"),
    "progress": Text("进度", "progress"),
    "capacity": Text("产能", "capacity"),
}
_HEDGES = {
    "over": Text("超 ", "over "),
    "nearly": Text("近 ", "nearly "),
    "about": Text("约 ", "about "),
    "at_least": Text("至少 ", "at least "),
    "up_to": Text("至多 ", "up to "),
}
_UNKNOWN = Text("未说明", "not stated")
_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def row(claim: Claim, language: Language) -> tuple[str, str, str, str, str, str]:
    """Printed words, whose, indicator, period, kind, value."""
    unknown = _UNKNOWN.in_(language)
    hedge = _HEDGES[claim.qualifier].in_(language) if claim.qualifier in _HEDGES else ""
    return (
        "".join(claim.text.split()),
        claim.subject or unknown,
        claim.indicator or unknown,
        _period(claim.period, language),
        KINDS[claim.kind].in_(language),
        f"{hedge}{_value(claim)}",
    )


def _period(text: str, language: Language) -> str:
    if text == "after completion":
        return Text("建成后", "after completion").in_(language)
    if text.startswith("after "):
        return Text(f"{text.removeprefix('after ')} 起", text).in_(language)
    try:
        return parse_when(text).in_(language)
    except ValueError:
        return text


def _value(claim: Claim) -> str:
    top = claim.value_max
    scale, name = next(((s, n) for s, n in _SCALES if abs(claim.value) >= s), (Decimal(1), ""))
    ends = [claim.value] if top is None else [claim.value, top]
    return "–".join(f"{(end / scale).normalize():f}" for end in ends) + name + claim.unit
