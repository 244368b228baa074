"""What a printed figure allows: the interval of its rounding and hedge; and the time that a rate is per."""

import re
from decimal import Decimal

from gaoxin.engines.figures.read.quantity import Quantity
from gaoxin.engines.figures.read.words import DURATIONS

_YEARLY = re.compile(r"年(?:产值|产量|产能|销售|营收|收入|利润|税收|处理|获|均|可|减少|节约)|每年")
_DAILY = re.compile(r"日(?:产量|产|处理|均)|每[日天]")
_MEASURED = ["%", "百分点", "倍", "元", "美元", "亩", "吨", "平方米", "平方公里", "公里", "公斤"]


def interval(q: Quantity, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Both ends included; None is open. A decline by more than 5 % is at most -5."""
    if value < 0:
        low, high = interval(q, -value)
        return (None if high is None else -high), (None if low is None else -low)
    if q.high is not None:
        return value, q.high
    if q.qualifier in ("over", "at_least"):
        return value, value + _step(value) if q.hedged else None
    if q.qualifier == "nearly":
        return value * Decimal("0.9"), value
    if q.qualifier == "up_to":
        return None, value
    if q.form == "word":
        return value / 2, value * 10 - value / 100
    return _rounded(q, value)


def _rounded(q: Quantity, value: Decimal) -> tuple[Decimal, Decimal]:
    whole = q.half == Decimal("0.5") and q.unit not in (*_MEASURED, *DURATIONS.split())
    half = Decimal(0) if whole else q.half
    return value - half, value + half


def _step(value: Decimal) -> Decimal:
    """One of the last digit that is not zero: 260余 stays below 270."""
    digits = str(int(value))
    return Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))


def per(left: str, kind: str) -> str | None:
    """年 or 日 for what is made or earned in each."""
    if kind not in ("level", "target", "capacity"):
        return None
    tail = left[-12:]
    if _YEARLY.search(tail):
        return "年"
    return "日" if _DAILY.search(tail) else None
