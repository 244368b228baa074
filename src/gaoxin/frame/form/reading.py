"""Reading one field: what was typed, what it says, and what is wrong with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from gaoxin.base.industry import Industries
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.width import narrow
from gaoxin.center.guide.typed import read
from gaoxin.frame.form.field import UNKNOWN, Field

LONGEST = 500
"""Characters of a text."""


def filled(field: Field, given: Sequence[str], industries: Industries, day: dt.date) -> Field:
    """The field with what was typed and its value, or why it cannot be taken; full-width and units are understood."""
    typed = tuple(part.strip() for part in given)[:200]
    known = [part for part in typed if part and part != UNKNOWN]
    if not known:
        fault = _wanted(field) if field.required and UNKNOWN not in typed else None
        return replace(field, typed=typed, fault=fault)
    try:
        return replace(field, typed=typed, value=_value(field, known, industries, day))
    except Refused as error:
        return replace(field, typed=typed, fault=error.message)


def _value(field: Field, given: Sequence[str], industries: Industries, day: dt.date) -> object:
    if field.fact.type == "text":
        if len(given[0]) > LONGEST:
            raise Refused(
                Text("内容太长", "this is too long"),
                Text(f"最多 {LONGEST} 字", f"at most {LONGEST} characters"),
            )
        return given[0]
    if field.widget == "industry":
        given = [_code(field, given[0])]
    return read(field.fact, given, industries, day)


def _code(field: Field, text: str) -> str:
    """The code at the head of a line of the list, or the code of a name typed in full."""
    named = {name.zh: code for code, name in field.choices} | {n.en.lower(): c for c, n in field.choices}
    plain = narrow(text)
    return named.get(plain) or named.get(plain.lower()) or plain.split(" ")[0]


def _wanted(field: Field) -> Text:
    if field.choices and field.widget != "industry":
        return Text(f"请选择{field.title.zh}", f"Choose: {field.title.in_('en')}")
    return Text(f"请填写{field.title.zh}", f"Fill in: {field.title.in_('en')}")
