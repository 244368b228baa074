"""Values of decisions as JSON with exact numbers, or as a person reads them."""

import json
from collections.abc import Iterable

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.literal_text import literal
from gaoxin.engines.rules.feel.temporal.calendar import is_date, write_date
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import DateTime, Time
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.feel.write import write
from gaoxin.engines.rules.unknown import Unknown

STEP = "  "


def as_json(value: Value, indent: str = "") -> str:
    """JSON text: numbers with all their digits, dates and the like as ISO 8601, other values as FEEL."""
    inner = indent + STEP
    if isinstance(value, dict):
        pairs = [f"{_quoted(key)}: {as_json(each, inner)}" for key, each in value.items()]
        return _block("{", pairs, "}", indent)
    if isinstance(value, list):
        return _block("[", [as_json(each, inner) for each in value], "]", indent)
    if isinstance(value, Unknown):
        waits = {"missing": sorted(value.missing), "review": sorted(value.review)}
        return as_json({"state": value.state, **waits}, indent)
    return _plain(value)


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if is_date(value):
        return _quoted(write_date(value))
    if isinstance(value, Time | DateTime | YearsMonths | DaysTime):
        return _quoted(str(value))
    number = value is None or type(value).__name__ in ("bool", "Decimal")
    return literal(value) if number else _quoted(readable(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(opening: str, parts: Iterable[str], closing: str, indent: str) -> str:
    lines = f",\n{indent}{STEP}".join(parts)
    return f"{opening}\n{indent}{STEP}{lines}\n{indent}{closing}" if lines else opening + closing


def readable(value: Value) -> str:
    """FEEL text; a text stands without quotation marks, what is unknown says what it waits for."""
    if isinstance(value, Unknown):
        return f"{value.state}: {', '.join(sorted(value.missing | value.review))}"
    try:
        return write(value)
    except Failure as reason:
        return f"({reason})"
