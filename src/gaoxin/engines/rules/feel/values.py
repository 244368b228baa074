"""Values that are not plain Python: ranges and functions; and the words for kinds of values."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from gaoxin.engines.rules.feel.temporal.calendar import FarDate
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import DateTime, Time
from gaoxin.engines.rules.unknown import Unknown

if TYPE_CHECKING:
    from gaoxin.engines.rules.feel.scope import Scope

Value: TypeAlias = Any
"""Decimal, str, bool, None, a date, time, duration, list, dict, RangeValue, a function, or Unknown."""

MAX_LENGTH = 10_000_000
"""No string or list may grow beyond this."""


@dataclass(frozen=True, slots=True)
class RangeValue:
    """A range; `op` is set for one written as a unary test, such as (< 10)."""

    low: Value
    high: Value
    low_included: bool = True
    high_included: bool = True
    op: str = ""


@runtime_checkable
class FunctionValue(Protocol):
    """Anything that can be called from FEEL."""

    @property
    def parameters(self) -> Sequence[str]:
        """The names of the parameters."""

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: "Scope") -> Value:
        """The result; Failure where the arguments do not fit."""


_KINDS: dict[type, str] = {
    Decimal: "number",
    str: "string",
    bool: "boolean",
    datetime.date: "date",
    FarDate: "date",
    Time: "time",
    DateTime: "date and time",
    YearsMonths: "years and months duration",
    DaysTime: "days and time duration",
    list: "list",
    dict: "context",
    RangeValue: "range",
    Unknown: "unknown",
    type(None): "null",
}


def kind(value: Value) -> str:
    """The name of a value's type as FEEL says it."""
    return _KINDS.get(type(value), "function")


def one(value: Value) -> str:
    """A value's kind as a sentence names it: `a number`, `null`."""
    return "null" if value is None else f"a {kind(value)}" if kind(value) != "unknown" else "an unknown value"
