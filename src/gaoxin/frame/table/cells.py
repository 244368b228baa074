"""One value as a cell: markup for the page, a plain value for a file."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from gaoxin.base.text import Text
from gaoxin.frame.table.column import Column
from gaoxin.frame.templatetags.ui import LIGHTS, STATES, light, say, state, wan

UNKNOWN = Text("缺数据", "not known")
YES, NO = Text("是", "yes"), Text("否", "no")

MONEY = Decimal(10) ** 6
"""Fen in one 万元."""


def markup(column: Column, row: object) -> SafeString:
    """The cell on the page."""
    value = column.of(row)
    if value is None:
        return format_html('<span class="figure-unknown">{}</span>', say(UNKNOWN))
    shown = conditional_escape((_text if isinstance(value, Text) else SHOWN[column.kind])(value))
    url = column.url(row) if column.url else None
    return format_html('<a href="{}">{}</a>', url, shown) if url else shown


def _text(value: Any) -> str:
    return say(value) if isinstance(value, Text) else str(value)


def _yesno(value: Any) -> str:
    return say(YES if value else NO)


def _percent(value: Any) -> str:
    return f"{Decimal(value) * 100:,.2f}%"


def _moment(value: dt.datetime) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def _code(value: Any) -> SafeString:
    return format_html('<span class="code">{}</span>', _text(value))


SHOWN: Mapping[str, Callable[[Any], str]] = {
    "text": _text,
    "code": _code,
    "money": wan,
    "integer": lambda value: f"{value:,}",
    "percent": _percent,
    "date": lambda value: value.isoformat(),
    "datetime": _moment,
    "state": state,
    "light": light,
    "yesno": _yesno,
}

PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "code": _text,
    "money": lambda value: Decimal(value) / MONEY,
    "integer": int,
    "percent": lambda value: Decimal(value) * 100,
    "date": lambda value: value,
    "datetime": lambda value: timezone.localtime(value).replace(tzinfo=None),
    "state": lambda value: say(STATES[value][0]),
    "light": lambda value: say(LIGHTS[value][0]),
    "yesno": _yesno,
}


def plain(column: Column, row: object) -> Any:
    """The value for a file: money in 万元 and percents in hundredths, exactly; None where not known."""
    value = column.of(row)
    if isinstance(value, Text):
        return _text(value)
    return None if value is None else PLAIN[column.kind](value)
