"""Literals and keys as FEEL text that reads back as the same value."""

import re
from decimal import Decimal

from gaoxin.engines.rules.feel.characters import is_part, is_start, normal_name
from gaoxin.engines.rules.feel.numbers import write_number
from gaoxin.engines.rules.feel.temporal.calendar import is_date, write_date

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]')
_PLAIN_POWERS = range(-20, 30)
"""Between these powers of ten a number is written without an exponent."""


def literal(value: object) -> str:
    """A number, string, boolean, null, date, time or duration as a literal."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, str):
        return quoted(value)
    return f'@"{write_date(value) if is_date(value) else value}"'  # type: ignore[arg-type]


def _number(value: Decimal) -> str:
    return write_number(value) if not value or value.adjusted() in _PLAIN_POWERS else str(value)


def quoted(text: str) -> str:
    """A string literal; control characters are escaped, so that the text also stands in XML."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def key(name: str) -> str:
    """The key of a context entry, quoted where it is not a plain name."""
    plain = name and is_start(name[0]) and all(is_part(char) or char == " " for char in name)
    return name if plain and normal_name(name) == name else quoted(name)
