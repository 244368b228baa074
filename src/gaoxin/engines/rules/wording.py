"""Values as people write them: 1,940万元, 4.8%, 120人, 2023-07-03, 是."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.dimension import Dimension
from gaoxin.engines.rules.unknown import Interval, Unknown

YUAN = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
SIGNS: Mapping[str, Text] = {
    ">=": Text("不低于", "at least"),
    "<=": Text("不超过", "at most"),
    ">": Text("高于", "above"),
    "<": Text("低于", "below"),
    "=": Text("等于", "equal to"),
}
DAYS: Mapping[str, Text] = {">=": Text("不早于", "not before"), "<=": Text("不晚于", "not after")}


def wording(value: object, dimension: Dimension, language: Language, beside: object = None) -> str:
    """A value in words; unknown values say what they can still be.

    A ratio is rounded, but never so far that it reads like nought or like `beside`, its threshold.
    """
    if isinstance(value, Unknown):
        return _unknown(value, dimension, language)
    if isinstance(value, bool):
        return ("是" if value else "否") if language == "zh" else ("yes" if value else "no")
    if isinstance(value, Decimal):
        return _number(value, dimension, language, beside)
    if isinstance(value, list):
        return "、".join(map(str, value))
    if value in (None, ""):
        return "无" if language == "zh" else "none"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _unknown(value: Unknown, dimension: Dimension, language: Language) -> str:
    if isinstance(value.possible, Interval) and value.possible.high.is_finite():
        ends = (wording(end, dimension, language) for end in (value.possible.low, value.possible.high))
        return "–".join(ends)
    return "未知" if language == "zh" else "unknown"


def _number(value: Decimal, dimension: Dimension, language: Language, beside: object) -> str:
    if dimension.kind == "money":
        return money(value, language)
    if dimension.kind == "ratio":
        near = beside * 100 if isinstance(beside, Decimal) else Decimal(0)
        return f"{plain(rounded(value * 100, near))}%"
    return plain(value) + (dimension.unit if language == "zh" else "")


def rounded(value: Decimal, apart_from: Decimal = Decimal(0)) -> Decimal:
    """Rounded to two places, or to as many as keep it apart from nought and from `apart_from`."""
    for places in range(2, 12):
        short = round(value, places)
        if short == value or short not in (0, apart_from):
            return short
    return value


def plain(value: Decimal) -> str:
    """Digits with thousands separators and no idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(yuan: Decimal, language: Language = "zh") -> str:
    """Yuan in the largest unit that keeps it exact to two decimals."""
    if language == "en":
        return f"CNY {plain(yuan)}"
    for factor, unit in YUAN:
        scaled = yuan / factor
        if abs(scaled) >= 1 and scaled == round(scaled, 2):
            return f"{plain(scaled)}{unit}"
    return f"{plain(yuan)}元"
