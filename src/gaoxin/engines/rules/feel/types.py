"""The types of FEEL: which values belong to them, and how a value is fitted to one (clause 10.3.2.9)."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from gaoxin.engines.rules.feel.ast import TypeName
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.calendar import FarDate, is_date
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import DateTime, Time, midnight
from gaoxin.engines.rules.feel.values import FunctionValue, RangeValue, Value, kind
from gaoxin.engines.rules.unknown import Unknown


class Type(Protocol):
    """What `instance of`, parameters and item definitions ask."""

    @property
    def name(self) -> str:
        """How a person writes it."""

    def holds(self, value: Value) -> bool:
        """Whether a value, not null, belongs to the type."""


@dataclass(frozen=True, slots=True)
class Simple:
    """A type told by the Python class of its values."""

    name: str
    classes: tuple[type, ...]

    def holds(self, value: Value) -> bool:
        """Whether the value's class is one of this type's."""
        return type(value) in self.classes


@dataclass(frozen=True, slots=True)
class AnyType:
    """Holds every value."""

    name: str = "Any"

    def holds(self, value: Value) -> bool:  # noqa: ARG002
        """True."""
        return True


@dataclass(frozen=True, slots=True)
class ListType:
    """A list whose items are all of one type; null is of every type."""

    item: Type

    @property
    def name(self) -> str:
        """As `list<number>`."""
        return f"list<{self.item.name}>"

    def holds(self, value: Value) -> bool:
        """Whether it is a list of such items."""
        return type(value) is list and all(belongs(item, self.item) for item in value)


@dataclass(frozen=True, slots=True)
class ContextType:
    """A context that has at least these entries."""

    fields: tuple[tuple[str, Type], ...]

    @property
    def name(self) -> str:
        """As `context<a: number>`."""
        return "context<" + ", ".join(f"{key}: {each.name}" for key, each in self.fields) + ">"

    def holds(self, value: Value) -> bool:
        """Whether it is a context with these entries."""
        return type(value) is dict and all(
            key in value and belongs(value[key], each) for key, each in self.fields
        )


@dataclass(frozen=True, slots=True)
class RangeType:
    """A range over values of one type."""

    item: Type

    @property
    def name(self) -> str:
        """As `range<number>`."""
        return f"range<{self.item.name}>"

    def holds(self, value: Value) -> bool:
        """Whether both ends, where there are any, are of the type."""
        return type(value) is RangeValue and belongs(value.low, self.item) and belongs(value.high, self.item)


@dataclass(frozen=True, slots=True)
class FunctionType:
    """A function of so many parameters; their types are known where it was declared with them."""

    parameters: tuple[Type, ...] | None = None
    result: Type | None = None

    @property
    def name(self) -> str:
        """As `function<number> -> string`."""
        inner = ", ".join(each.name for each in self.parameters or ())
        return f"function<{inner}> -> {self.result.name if self.result else 'Any'}"

    def holds(self, value: Value) -> bool:
        """Whether it is a function with as many parameters."""
        if not isinstance(value, FunctionValue):
            return False
        return self.parameters is None or len(value.parameters) == len(self.parameters)


@dataclass(frozen=True, slots=True)
class Restricted:
    """A type narrowed to the values that pass a test: an item definition's allowed values."""

    name: str
    base: Type
    test: Callable[[Value], bool]

    def holds(self, value: Value) -> bool:
        """Whether the base type holds the value and the test passes."""
        return self.base.holds(value) and self.test(value)


def unrestricted(wanted: Type) -> Type:
    """The type without allowed values, which `instance of` leaves out of account (clause 7.3.2)."""
    if isinstance(wanted, Restricted):
        return unrestricted(wanted.base)
    if isinstance(wanted, ListType):
        return ListType(unrestricted(wanted.item))
    if isinstance(wanted, ContextType):
        return ContextType(tuple((key, unrestricted(each)) for key, each in wanted.fields))
    return wanted


ANY = AnyType()
SIMPLE: dict[str, Type] = {
    "number": Simple("number", (Decimal,)),
    "string": Simple("string", (str,)),
    "boolean": Simple("boolean", (bool,)),
    "date": Simple("date", (datetime.date, FarDate)),
    "time": Simple("time", (Time,)),
    "date and time": Simple("date and time", (DateTime,)),
    "years and months duration": Simple("years and months duration", (YearsMonths,)),
    "days and time duration": Simple("days and time duration", (DaysTime,)),
    "list": ListType(ANY),
    "context": ContextType(()),
    "range": RangeType(ANY),
    "function": FunctionType(),
    "Any": ANY,
    "Null": Simple("Null", (type(None),)),
}
SIMPLE |= {
    "dateTime": SIMPLE["date and time"],
    "date time": SIMPLE["date and time"],
    "yearMonthDuration": SIMPLE["years and months duration"],
    "dayTimeDuration": SIMPLE["days and time duration"],
}


def belongs(value: Value, wanted: Type) -> bool:
    """Whether a value is of a type; null is of every type, and what is unknown may be."""
    return value is None or type(value) is Unknown or wanted.holds(value)


def resolve(name: TypeName, types: Mapping[str, Type]) -> Type:
    """The type a type name means; `types` are those of the model. Failure where there is none."""
    if name.name == "list" and name.parameters:
        return ListType(resolve(name.parameters[0], types))
    if name.name == "range" and name.parameters:
        return RangeType(resolve(name.parameters[0], types))
    if name.fields:
        return ContextType(tuple((key, resolve(each, types)) for key, each in name.fields))
    if name.name == "function" and name.result:
        return _function(name, name.result, types)
    found = types.get(name.name) or SIMPLE.get(name.name)
    if found is None:
        raise Failure(f"there is no type {name.name!r}")
    return found


def _function(name: TypeName, result: TypeName, types: Mapping[str, Type]) -> Type:
    return FunctionType(tuple(resolve(each, types) for each in name.parameters), resolve(result, types))


def fit(value: Value, wanted: Type) -> Value:
    """The value as `wanted`, after the implicit conversions of clause 10.3.2.9.4; Failure otherwise."""
    if belongs(value, wanted):
        return value
    if type(value) is list and len(value) == 1 and belongs(value[0], wanted):
        return value[0]
    if type(value) is not list and wanted.holds([value]):
        return [value]
    if is_date(value) and wanted.holds(midnight(value)):
        return midnight(value)
    raise Failure(f"{kind(value)} given where {wanted.name} is expected")
