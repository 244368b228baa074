"""Inputs of a model from JSON: exact numbers, and dates, times and durations by the declared type."""

import json
from collections.abc import Callable
from decimal import Decimal, DecimalException
from difflib import get_close_matches
from typing import Any

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.evaluate import Model
from gaoxin.engines.rules.dmn.run import Inputs
from gaoxin.engines.rules.dmn.types import Reference
from gaoxin.engines.rules.feel.characters import normal_name
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.numbers import read_number
from gaoxin.engines.rules.feel.temporal.read import (
    read_date,
    read_duration,
    read_literal,
    read_moment,
    read_time,
)
from gaoxin.engines.rules.feel.types import ContextType, ListType, Restricted, Type
from gaoxin.engines.rules.feel.values import Value

_READERS: dict[str, tuple[Callable[[str], Value], str]] = {
    "date": (read_date, "2026-04-01"),
    "time": (read_time, "09:30:00+08:00"),
    "date and time": (read_moment, "2026-04-01T09:30:00"),
    "years and months duration": (read_duration, "P1Y6M"),
    "days and time duration": (read_duration, "P3DT4H"),
}


def read_given(text: str, model: Model) -> Inputs:
    """Values by the name of their input; DmnError where the text is no JSON object or a value no date."""
    data = _parse(text)
    if not isinstance(data, dict):
        raise DmnError('a JSON object is expected, such as {"营业收入": 100}', where="input")
    types = input_types(model)
    return {normal_name(key): _typed(value, types.get(normal_name(key)), key) for key, value in data.items()}


def input_types(model: Model) -> dict[str, Type | None]:
    """The inputs of a model and of what it imports, with their types."""
    units = [*model.units.values(), model.main]
    return {
        node.name: unit.types.optional(node.type_ref)
        for unit in units
        for node in unit.definitions.nodes
        if isinstance(node, m.InputData)
    }


def strangers(given: Inputs, model: Model) -> dict[str, list[str]]:
    """Names that no input has, with the inputs they may have been meant for."""
    known = list(input_types(model))
    names = [name for name in given if isinstance(name, str) and name not in known]
    return {name: get_close_matches(name, known, n=2, cutoff=0.4) for name in names}


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise DmnError(
            f"not JSON: {error.msg}", where=f"input, line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise DmnError("nested too deeply", where="input") from None


def _number(text: str) -> Decimal:
    try:
        return read_number(text)
    except DecimalException:
        raise DmnError(f"{text[:40]} is out of range for a number", where="input") from None


def _constant(text: str) -> Decimal:
    raise DmnError(f"{text} is no number", where="input")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise DmnError(f"{twice!r} is given twice", where="input")
    return found


def _typed(value: Value, wanted: Type | None, name: str) -> Value:
    """The value with its texts read as the type wants them; what does not fit is left to the engine."""
    while isinstance(wanted, Restricted | Reference):
        wanted = wanted.base if isinstance(wanted, Restricted) else wanted.types[wanted.name]
    if isinstance(value, dict):
        fields = dict(wanted.fields) if isinstance(wanted, ContextType) else {}
        return {key: _typed(each, fields.get(key), f"{name}.{key}") for key, each in value.items()}
    item = wanted.item if isinstance(wanted, ListType) else None
    if isinstance(value, list):
        return [_typed(each, item, f"{name}[{place}]") for place, each in enumerate(value, 1)]
    return _text(value, item or wanted, name) if isinstance(value, str) else value


def _text(value: str, wanted: Type | None, name: str) -> Value:
    kind = "" if wanted is None else wanted.name
    if kind not in _READERS:
        marked = value.startswith("@") and kind != "string"
        return (read_literal(_bare(value)) or value) if marked else value
    read, example = _READERS[kind]
    try:
        return read(_bare(value))
    except Failure as reason:
        raise DmnError(f"{reason}; a {kind} is written {example}", where=f"input {name}") from None


def _bare(text: str) -> str:
    return text.removeprefix("@").strip('"')
