"""One sentence for each conflict that a clerk can send back: the figures, what follows, what is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.claim import Claim, plain
from gaoxin.engines.figures.reconcile.conflict import Conflict
from gaoxin.engines.figures.reconcile.index import when
from gaoxin.engines.figures.reconcile.names import grown
from gaoxin.engines.figures.reconcile.span import Span, empty
from gaoxin.engines.figures.unit import parse_unit
from gaoxin.engines.figures.value import round_half_up

_ORDER = ("pull", "contribution", "ahead", "share", "ratio", "growth", "streak", "rank", "amount", "target")
_SAYS = {
    "growth": Text("同比{v}", "year-on-year growth {v}"),
    "share": Text("占{of}{v}", "share {v} of {of}"),
    "ratio": Text("是{of}的{v}", "{v} that of {of}"),
    "pull": Text("拉动{of}{v}", "pull on {of} {v}"),
    "streak": Text("连续{v}", "{v} running"),
}
_PLAIN = Text("{v}", "{v}")


@dataclass(frozen=True, slots=True)
class Told:
    """`judged` is the claim that the sentence is about; any other may be the wrong one."""

    sentence: Text
    judged: Claim


def tell(conflict: Conflict) -> Told:
    """The sentence in Chinese and English."""
    judged = min(conflict.claims, key=lambda claim: _rank(conflict, claim))
    others = [claim for claim in conflict.claims if claim.id != judged.id]
    needed = conflict.needed[judged.id]
    if not others:
        return Told(_alone(judged, conflict), judged)
    zh = (
        f"{_named(others, conflict, 'zh')}；据此{_about(judged, others, 'zh')}应为{allowed(judged, needed).zh}，"
        f"文中印的是{judged.printed}，这些数不能同时成立，请核对。"
    )
    en = (
        f"{_named(others, conflict, 'en')}; from these {_about(judged, others, 'en')} would have to be "
        f"{allowed(judged, needed).en}, but {english(judged.printed)} is printed: they cannot all hold, please check."
    )
    if _repeated(conflict):
        zh, en = _twice(judged, others[0])
    elif empty(needed) or needed == (None, None):
        zh = f"{_named([*others, judged], conflict, 'zh')}；这些数不能同时成立，请核对。"
        en = f"{_named([*others, judged], conflict, 'en')}: they cannot all hold, please check."
    return Told(Text(zh, en), judged)


def allowed(claim: Claim, span: Span) -> Text:
    """An interval in the words of the claim's own unit and precision."""
    low, high = span
    if empty(span):
        return Text("（无解）", "(nothing would do)")
    if low is None and high is None:
        return Text("（不限）", "(anything)")
    if low is None or high is None:
        end = _digits(claim, low if high is None else high)
        return (
            Text(f"不低于{end}", f"at least {end}")
            if high is None
            else Text(f"不高于{end}", f"at most {end}")
        )
    first, last = _digits(claim, low), _digits(claim, high)
    if first == last:
        return Text(first, english(first))
    bare = first.removesuffix(_unit(claim))
    return Text(f"{bare}至{last}", f"{bare} to {english(last)}")


def _digits(claim: Claim, number: Fraction | None) -> str:
    assert number is not None
    if claim.unit in ("%", "百分点", "倍"):
        step = claim.precision * 2
        places = 1 if step <= 0 or step >= 1 else len(str(int(1 / step))) - 1
        said = f"{round_half_up(number, max(places, 1))}"
        return f"{said}{_unit(claim)}"
    if parse_unit(claim.unit).counted and number.denominator > 1:
        return f"{round_half_up(number, 1)}{claim.unit}"
    return f"{plain(number)}{claim.unit}"


def _unit(claim: Claim) -> str:
    return "个百分点" if claim.unit == "百分点" else claim.unit


def english(figure: str) -> str:
    """A printed figure with the units of rates in English; others stay as printed."""
    for zh, en in (("个百分点", " points"), ("百分点", " points"), ("倍", " times"), ("个月", " months")):
        if figure.endswith(zh):
            return figure.removesuffix(zh) + en
    return figure


def figure_in(claim: Claim, language: str) -> str:
    """The figure as printed, in a sentence of one language."""
    return claim.printed if language == "zh" else english(claim.printed)


def _rank(conflict: Conflict, claim: Claim) -> tuple[int, int, str, int]:
    measure = conflict.quantities[claim.id].measure
    place = _ORDER.index(measure) if measure in _ORDER else len(_ORDER)
    needed = conflict.needed[claim.id]
    return int(empty(needed) or needed == (None, None)), place, claim.file, -claim.start


def _repeated(conflict: Conflict) -> bool:
    return not conflict.identities or {identity.rule for identity in conflict.identities} == {"repeat"}


def _twice(judged: Claim, other: Claim) -> tuple[str, str]:
    what = _head(judged, "zh")
    zh = f"{what}前后不一：一处是{other.printed}{_at(other, 'zh')}，一处是{judged.printed}{_at(judged, 'zh')}，请核对。"
    en = (
        f"{_head(judged, 'en')} is printed as {english(other.printed)}{_at(other, 'en')} and as "
        f"{english(judged.printed)}{_at(judged, 'en')}: please check."
    )
    return zh, en


def _at(claim: Claim, language: str) -> str:
    if not claim.file or claim.start < 0:
        return ""
    if language == "zh":
        return f"（{claim.file}第{claim.start}字）"
    return f" ({claim.file}, character {claim.start})"


def _alone(claim: Claim, conflict: Conflict) -> Text:
    formula = conflict.identities[0].formula if conflict.identities else Text("不可能", "impossible")
    zh = f"{_head(claim, 'zh')}{_figure(claim, conflict, 'zh')}：违反{formula.zh}，请核对。"
    en = f"{_head(claim, 'en')}, {_figure(claim, conflict, 'en')}: against {formula.in_('en')}, please check."
    return Text(zh, en)


def _named(claims: Sequence[Claim], conflict: Conflict, language: str) -> str:
    """The claims, with subject, period and indicator said once as long as they do not change."""
    said, last = [], ("", "", "")
    for claim in sorted(claims, key=lambda c: (c.file, c.start)):
        about = (claim.subject, _stem(claim), claim.period)
        head = "" if about == last else _head(claim, language)
        gap = " " if head and language == "en" else ""
        said.append(f"{head}{gap}{_figure(claim, conflict, language)}")
        last = about
    return ("、" if language == "zh" else ", ").join(said)


def _about(claim: Claim, others: Sequence[Claim], language: str) -> str:
    same = any((c.subject, _stem(c), c.period) == (claim.subject, _stem(claim), claim.period) for c in others)
    words = {
        "contribution_pp": Text("拉动", "the pull"),
        "share": Text("占比", "the share"),
        "ratio_to": Text("倍数", "the multiple"),
        "growth_yoy": Text("同比", "the growth"),
    }
    if same and claim.kind in words:
        return words[claim.kind].zh if language == "zh" else words[claim.kind].en
    subject = claim.subject if all(claim.subject != other.subject for other in others) else ""
    gap = " " if language == "en" and subject else ""
    return f"{subject}{gap}{claim.indicator}"


def _head(claim: Claim, language: str) -> str:
    found = when(claim.period)
    if language == "zh":
        return f"{claim.subject}{found.in_('zh') if found else ''}{_stem(claim)}"
    return " ".join(filter(None, (claim.subject, _stem(claim), found.in_("en") if found else "")))


def _stem(claim: Claim) -> str:
    return (
        grown(claim.indicator) or claim.indicator
        if claim.kind in ("ratio_to", "growth_yoy")
        else claim.indicator
    )


def _figure(claim: Claim, conflict: Conflict, language: str) -> str:
    measure = conflict.quantities[claim.id].measure
    says = _SAYS.get(measure, _PLAIN)
    if claim.kind == "progress" or (measure in ("share", "ratio", "pull") and not claim.of):
        says = _PLAIN
    of = "".join(claim.of.split()) if language == "zh" else " ".join(claim.of.split())
    if claim.kind == "ratio_to" and grown(claim.indicator):
        lead = "增速" if language == "zh" else "growth "
        return lead + says.in_("zh" if language == "zh" else "en").format(v=figure_in(claim, language), of=of)
    return says.in_("zh" if language == "zh" else "en").format(v=figure_in(claim, language), of=of)
