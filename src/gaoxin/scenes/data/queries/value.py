"""A value as people read it: money in 万元, percents, codes with their names, lists."""

import datetime as dt
from decimal import Decimal
from typing import Any

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.guide.wording import code_name
from gaoxin.center.library import Library

YES, NO = Text("是", "yes"), Text("否", "no")
UNITS = {"人": "people", "项": "items", "年": "years", "分": "points", "千瓦时": "kWh"}


def shown(fact: Fact, value: Any, held: Library) -> Text:
    """A value as the rules see it (money in yuan), in both languages with its unit."""
    if fact.numeric:
        return amount(fact, Decimal(value))
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dt.date):
        return Text(value.isoformat(), value.isoformat())
    if isinstance(value, list):
        names = [code_name(held, fact.id, code) for code in value]
        return Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))
    return _word(fact, str(value), held)


def amount(fact: Fact, value: Decimal) -> Text:
    """A number with its unit; money in 万元 in Chinese and in yuan in English, never rounded."""
    if fact.type == "money":
        wan = value.scaleb(-4)
        digits = f"{wan:,.2f}" if wan == round(wan, 2) else plain(wan)
        return Text(f"{digits} 万元", f"CNY {plain(value)}")
    if fact.percent:
        return Text(f"{plain(value * 100)}%", f"{plain(value * 100)}%")
    unit = UNITS.get(fact.unit, fact.unit)
    return Text(f"{plain(value)} {fact.unit}".strip(), f"{plain(value)} {unit}".strip())


def _word(fact: Fact, text: str, held: Library) -> Text:
    if fact.id == "industry_code":
        name = held.industries.name(text)
        return Text(f"{name.zh}（{text}）", f"{name.en or name.zh} ({text})")
    return place_name(text, held) if fact.id.endswith("_place") else code_name(held, fact.id, text)


def place_name(code: str, held: Library) -> Text:
    """An area code with the zone that carries or carried it, where the overlays know one."""
    names = [row.name for row in held.zones.rows if row.code == code]
    name = names[0] if names else code_name(held, "registered_place", code)
    return Text(code, code) if name.zh == code else Text(f"{name.zh}（{code}）", f"{name.en} ({code})")


def plain(value: Decimal) -> str:
    """With thousands separators and without trailing zeros."""
    digits = f"{value:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def difference(fact: Fact, one: Any, other: Any) -> Text | None:
    """By how much two amounts or counts differ; None where that has no meaning."""
    return amount(fact, abs(one - other)) if fact.numeric else None
