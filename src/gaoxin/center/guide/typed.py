"""What somebody typed as the value of a fact, and a value as they would type it again."""

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal

from gaoxin.base.currency import UNITS
from gaoxin.base.dates import DateError, parse_date
from gaoxin.base.industry import Industries
from gaoxin.base.money import parse_money
from gaoxin.base.number import parse_number, to_scaled
from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES, Fact
from gaoxin.base.width import narrow
from gaoxin.center.facts import INDUSTRY
from gaoxin.engines.rules.wording import plain

WAN = UNITS["万元"]
LONGEST = 100
"""Characters of one answer."""


class AnswerError(Refused):
    """An answer that cannot be taken; says what to write instead."""


def read(
    fact: Fact, given: Sequence[str], industries: Industries, day: dt.date, choices: Collection[str] = ()
) -> object:
    """The value of a fact from the fields of a form; plain money is in 万元. Raises Refused with advice."""
    if fact.type == "codes":
        return [_chosen(item, choices or fact.codes) for item in dict.fromkeys(given) if item]
    text = given[0].strip() if given else ""
    if not text:
        raise AnswerError(
            Text("还没有填写", "nothing was entered"),
            Text("请填写或选择一项，或点“不清楚”", "enter or choose something, or press “I don't know”"),
        )
    if len(text) > LONGEST:
        raise AnswerError(Text("太长了", "this is too long"), Text("请只写数值", "write the value alone"))
    return _single(fact, text, industries, day, choices)


def _single(fact: Fact, text: str, industries: Industries, day: dt.date, choices: Collection[str]) -> object:
    if fact.type == "boolean":
        return _chosen(text, ("true", "false")) == "true"
    if fact.type == "date":
        return _past(parse_date(text), day)
    if fact.type == "money":
        return _yuan(text)
    if fact.numeric:
        return _number(fact, text)
    if fact.id == INDUSTRY:
        return industries.parse(text)
    return _chosen(text, choices or fact.codes)


def _chosen(text: str, codes: Collection[str]) -> str:
    if codes and text not in codes:
        raise AnswerError(
            Text(f"「{shown(text)}」不在选项里", f"“{shown(text)}” is not among the choices"),
            Text("请选一项", "choose one of them"),
        )
    return text


def _past(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise DateError(
            Text(f"{day} 还没有到", f"{day} is yet to come"), Text("请核对年份", "check the year")
        )
    return day


def _yuan(text: str) -> Decimal:
    money = parse_money(text, WAN)
    if money.currency != "CNY":
        raise AnswerError(
            Text("这里要人民币", "this must be in yuan"), Text("请先换算成人民币", "convert it to yuan first")
        )
    return money.amount


def _number(fact: Fact, text: str) -> Decimal:
    bare = narrow(text).removesuffix(fact.unit).strip() if fact.unit else text
    value = parse_number(bare)
    if value < 0:
        raise AnswerError(Text("不能是负数", "this cannot be negative"), Text("请核对", "check it"))
    if fact.type == "integer" and value != value.to_integral_value():
        raise AnswerError(
            Text("这里要整数", "this must be a whole number"), Text("请去掉小数", "leave out the decimals")
        )
    value = value.scaleb(-2) if fact.percent else value
    to_scaled(value, SCALES[fact.type])
    return value


def typed(fact: Fact, value: object) -> str:
    """A value as it stands in the field of a form: money in 万元, percents without their sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        scale = {"money": -4}.get(fact.type, 2 if fact.percent else 0)
        return plain(value.scaleb(scale))
    return value.isoformat() if isinstance(value, dt.date) else str(value)
