"""What sort of figure a number is, from its unit and the words before and after it."""

import re

from gaoxin.engines.figures.read.quantity import Quantity
from gaoxin.engines.figures.read.words import (
    AIM,
    CAPACITY,
    DURATIONS,
    FALL,
    FOUNDED,
    MEASURES,
    MONEY,
    POLICY,
    RANK_VERB,
    RISE,
    SHARE,
    either,
)

_TO = r"(?!了?(?:到|至|为))"
_RISE, _FALL = re.compile(either(RISE) + _TO), re.compile(either(FALL) + _TO)
_SHARE = re.compile(either(SHARE))
_RATE_OF_RISE = re.compile(r"增长率|增速|增幅|增长速度")
_PROGRESS = re.compile(
    r"(?:完成|占)[^，。]{0,16}(?:计划|任务|目标)|完成率|开工率|竣工率|时间进度|序时进度|投资计划(?:的)?$|形象进度"
)
_AIM = re.compile(either(AIM))
_NOW = re.compile(r"现有|目前|已经?|截至|共有|现已")
_GROWS = re.compile(r"的?(?:高速|快速|正|的)?(?:增长|增速|增幅|速度增长)")
_MAKE = re.compile(r"打造|育成|孵化|孕育|培育|建设|形成|迈向|冲刺|迈进|构建|发展成")
_FOUNDED, _POLICY, _CAPACITY = (re.compile(either(words)) for words in (FOUNDED, POLICY, CAPACITY))
_MAKES = re.compile(r"(?<![\d])[年日]产(?![生值业]|销)")
_RANKED = re.compile(either(RANK_VERB))
_STREAK = re.compile(r"(?:连续|持续|保持)$")


def kind_of(q: Quantity, left: str, right: str, sentence: str, coming: bool | None) -> str | None:
    """The kind of a number; None where it is no claim. `coming`: whether its time is yet to come."""
    if q.unit == "位" and q.form in ("rank", "named rank"):
        return _rank(q, left, right, sentence)
    if q.unit in DURATIONS.split():
        return _duration(left, right)
    if q.unit == "%":
        return _percent(left, right, sentence)
    if q.unit == "百分点":
        return _points(left)
    if q.unit == "倍":
        return "growth_yoy" if _last(_RISE, left) > 0 and "增速" not in left else "ratio_to"
    return _amount(q, left, right, sentence, coming)


def _rank(q: Quantity, left: str, right: str, sentence: str) -> str | None:
    if q.form == "named rank":
        return "rank"
    ranked = _RANKED.search(left[-12:] if len(left) > 2 else sentence[-14:])
    whole = re.search(r"(?:全[市省国区]|各区县?|[市省])$", left)
    closes = not right or right[0] in "，。；、！？）”\u3000\n"
    return "rank" if (ranked or whole) and closes else None


def _duration(left: str, right: str) -> str | None:
    if _STREAK.search(left) or right.startswith(("保持", "正增长")):
        return "streak"
    return "level" if re.search(r"(?:压缩|缩短)(?:至|到|为)$", left) else None


def _percent(left: str, right: str, sentence: str) -> str:
    if _PROGRESS.search(left):
        return "progress"
    for text in (left, sentence):
        grows, shares = max(_last(_RISE, text), _last(_FALL, text)), _last(_SHARE, text)
        if grows or shares:
            return "growth_yoy" if grows >= shares else "share"
        if text is left and _GROWS.match(right):
            return "growth_yoy"
    return "share"


def _points(left: str) -> str:
    if re.search(r"进度", left):
        return "progress"
    if re.search(r"拉动|贡献|带动", left):
        return "contribution_pp"
    return (
        "ratio_to"
        if re.search(r"高于|低于|快于|高出|低|好于|领先|(?:比|较)[^，]{1,16}[高快慢]", left)
        else "growth_yoy"
    )


def _amount(q: Quantity, left: str, right: str, sentence: str, coming: bool | None) -> str | None:
    plain = "count" if _counted(q) else "level"
    if _CAPACITY.search(left) or _MAKES.search(left):
        return "capacity"
    if _FOUNDED.search(left) or _policy(right):
        return plain
    if re.match(r"在全[国省市]", left) and re.search(r"中[，。；]?$", right):
        return None
    if coming or (coming is None and _aimed(sentence)) or (q.form == "word" and _MAKE.search(sentence[-24:])):
        return "target"
    return plain


def _policy(right: str) -> bool:
    return bool(_POLICY.search(right[:8]))


def _aimed(sentence: str) -> bool:
    aims, now = _last(_AIM, sentence), _last(_NOW, sentence)
    return aims > now


def _counted(q: Quantity) -> bool:
    return q.unit not in _MEASURED


_MEASURED = frozenset(f"{MONEY} {MEASURES}".split())


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; 0 for none."""
    return max((m.end() for m in pattern.finditer(text)), default=0)


def falls(left: str) -> bool:
    """Whether a growth is a decline."""
    return _last(_FALL, left) > _last(_RISE, left)
