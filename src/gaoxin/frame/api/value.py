"""Values of facts as they are sent and received: exact, without floats."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact

Sent = bool | str | list[str]
"""Numbers as decimal text (money in yuan), dates in ISO, codes and texts as they are, several as a list."""


def sent(value: Any) -> Sent:
    """A value as it is sent."""
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else f"{value:f}" if _number(value) else str(value)


def received(value: Sent, fact: Fact) -> object:
    """A value that was sent, as the rules see it. Raises Refused where it is none of the fact."""
    if fact.type == "boolean" and isinstance(value, bool):
        return value
    if fact.type in {"codes", "series"} and isinstance(value, list):
        return value
    if isinstance(value, str):
        return _read(value, fact)
    raise _unfit(fact)


def _read(text: str, fact: Fact) -> object:
    try:
        if fact.numeric:
            number = Decimal(text)
            if not number.is_finite():
                raise _unfit(fact)
            return number
        if fact.type == "date":
            return dt.date.fromisoformat(text)
    except (InvalidOperation, ValueError):
        raise _unfit(fact) from None
    if fact.type in {"boolean", "codes", "series"} or "\0" in text:
        raise _unfit(fact)
    return text


def _number(value: Any) -> bool:
    return isinstance(value, int | Decimal)


def _unfit(fact: Fact) -> Refused:
    shapes = {"boolean": "true / false", "date": '"2026-03-31"', "codes": '["…"]', "series": '["…"]'}
    shape = shapes.get(fact.type, '"12.5"' if fact.numeric else '"…"')
    return Refused(Text(f"「{fact.name.zh}」应写作 {shape}", f"{fact.id} is written {shape}"), where="value")
