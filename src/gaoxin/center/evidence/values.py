"""A value of the vocabulary as an observation holds it, and back, exactly.

Numbers are scaled integers (`SCALES`: money in fen), yes and no are 1 and 0; all else is text: dates in
ISO, several codes or the items of a series joined by a line feed.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gaoxin.base.number import to_scaled
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES, Fact

Stored = tuple[int | None, str | None]
"""`number` and `text`, exactly one of them."""
LISTS = ("codes", "series")
JOINT = "\n"


def stored(value: object, fact: Fact) -> Stored:
    """A value as the rules see it (money in yuan) as number or text. Raises Refused where it is none of the fact."""
    if fact.numeric:
        return _number(value, fact), None
    if fact.type == "boolean":
        if not isinstance(value, bool):
            raise _unfit(value, fact)
        return int(value), None
    if fact.type == "date":
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise _unfit(value, fact)
        return None, value.isoformat()
    return None, _joined(value, fact) if fact.type in LISTS else _word(value, fact)


def value_of(number: int | None, text: str | None, fact: Fact) -> Any:
    """The value as the rules see it: Decimal (money in yuan), bool, date, text, or a list of texts."""
    if fact.numeric:
        return Decimal(number or 0).scaleb(-SCALES[fact.type])
    if fact.type == "boolean":
        return number == 1
    if fact.type == "date":
        return dt.date.fromisoformat(text or "")
    if fact.type in LISTS:
        return text.split(JOINT) if text else []
    return text or ""


def _number(value: object, fact: Fact) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _unfit(value, fact)
    places = SCALES[fact.type]
    scaled = to_scaled(Decimal(value), places)
    if Decimal(scaled).scaleb(-places) != value:
        raise Refused(
            Text(
                f"「{fact.name.zh}」最多 {places} 位小数",
                f"{fact.name.en} takes at most {places} decimal places",
            ),
            Text("请四舍五入后填写", "round it first"),
        )
    return scaled


def _word(value: object, fact: Fact) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _unfit(value, fact)
    if fact.codes and value not in fact.codes:
        names = "、".join(fact.codes)
        raise Refused(
            Text(f"「{value}」不在可选值之内", f"“{value}” is not one of the values allowed"),
            Text(f"请填：{names}", f"write one of: {names}"),
        )
    return value


def _joined(value: object, fact: Fact) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _unfit(value, fact)
    words = [_word(item, fact) for item in value]
    if any(not word or JOINT in word for word in words):
        raise _unfit(value, fact)
    return JOINT.join(words)


def _unfit(value: object, fact: Fact) -> Refused:
    said = " ".join(str(value).split())[:40]
    return Refused(
        Text(f"「{fact.name.zh}」不能取「{said}」", f"{fact.name.en} cannot be “{said}”"),
        Text("请改正后再提交", "correct it and try again"),
    )
