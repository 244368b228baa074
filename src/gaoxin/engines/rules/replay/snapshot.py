"""The facts a rule reads, and their exact values as text and back."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.replay.form import Value
from gaoxin.engines.rules.rule import Rule, RuleSet
from gaoxin.engines.rules.tree import names

_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reads:
    """Ids of the facts a rule rests on, and of the derived facts through which it reads some; sorted."""

    facts: tuple[str, ...]
    derived: tuple[str, ...]


def reads(rule: Rule, rules: RuleSet) -> Reads:
    """Everything the conditions and the amount of a rule can look at, through named values."""
    found: set[str] = set()
    amount = [] if rule.amount is None else [rule.amount]
    _gather([*(c.node for c in rule.conditions), *amount], {**rules.shared, **rule.define}, found)
    derived = {name for name in found if name in rules.shared and name not in rule.define}
    facts = {name for name in found if name in rules.vocabulary} - derived - set(rule.define)
    return Reads(tuple(sorted(facts)), tuple(sorted(derived)))


def _gather(nodes: Iterable[Node], inner: Mapping[str, Node], found: set[str]) -> None:
    for node in nodes:
        fresh = names(node) - found
        found |= fresh
        _gather([inner[name] for name in fresh if name in inner], inner, found)


def written(value: object, kind: str, column: str = "") -> Value:
    """A known fact as text."""
    if isinstance(value, list | tuple):
        return Value(kind, tuple(map(str, value)), column)
    if isinstance(value, bool):
        return Value(kind, "true" if value else "false", column)
    return Value(kind, format(value, "f") if isinstance(value, Decimal) else str(value), column)


def known(value: Value) -> object:
    """The fact that was written; raises ValueError where the text is not the one way to write it."""
    read = _READERS.get(value.type)
    if read is None or isinstance(value.value, tuple) != (value.type == "codes"):
        raise ValueError(f"{value.value!r} is no value of type {value.type!r}")
    return list(value.value) if isinstance(value.value, tuple) else read(value.value)


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not a number in plain digits")
    return Decimal(text)


def _day(text: str) -> dt.date:
    day = dt.date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"{text!r} is not written like 2026-04-01")
    return day


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


_READERS: Mapping[str, Callable[[str], object]] = {
    "money": _number,
    "integer": _number,
    "number": _number,
    "date": _day,
    "boolean": _truth,
    "code": str,
    "text": str,
    "codes": str,
}
