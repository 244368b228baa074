"""Item definitions as types (clause 7.3.2): components, collections, functions, allowed values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.feel import FeelError, Scope, evaluate, parse_unary_tests
from gaoxin.engines.rules.feel.types import ANY, SIMPLE, ContextType, FunctionType, ListType, Restricted, Type
from gaoxin.engines.rules.feel.values import Value


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A type that stands in its own definition; looked up when a value is tested."""

    name: str
    types: Mapping[str, Type]

    def holds(self, value: Value) -> bool:
        """Whether the type of that name holds the value."""
        return self.types[self.name].holds(value)


class Types:
    """The types of one model: its own item definitions and, under their prefix, those it imports."""

    def __init__(self, items: tuple[m.Item, ...], imported: Mapping[str, Type]) -> None:
        self.items = {item.name: item for item in items}
        self.known: dict[str, Type] = dict(imported)
        self.open: set[str] = set()
        for name in self.items:
            self.named(name)

    def named(self, ref: str) -> Type:
        """The type a reference means; DmnError where there is none."""
        name = ref if ref in self.items or ref in self.known else ref.rpartition(":")[2]
        if name in self.known:
            return self.known[name]
        if name in self.open:
            return Reference(name, self.known)
        if name in self.items:
            return self._defined(name)
        if name in SIMPLE:
            return SIMPLE[name]
        raise DmnError(f"there is no type {ref!r}")

    def _defined(self, name: str) -> Type:
        self.open.add(name)
        self.known[name] = self._type_of(self.items[name])
        self.open.discard(name)
        return self.known[name]

    def _type_of(self, item: m.Item) -> Type:
        base = self._base(item)
        if item.allowed:
            base = Restricted(item.name, base, self._test(item.allowed, item.name))
        if item.collection:
            base = ListType(base)
        if item.constraint:
            base = Restricted(item.name, base, self._test(item.constraint, item.name))
        return base

    def _base(self, item: m.Item) -> Type:
        if item.components:
            return ContextType(tuple((each.name, self._type_of(each)) for each in item.components))
        if item.function is not None:
            parameters, result = item.function
            types = tuple(self.optional(each.type_ref) or ANY for each in parameters)
            return FunctionType(types or None, self.optional(result))
        return self.named(item.type_ref) if item.type_ref else ANY

    def _test(self, text: str, name: str) -> Callable[[Value], bool]:
        try:
            tests = parse_unary_tests(text)
        except FeelError as error:
            raise DmnError(f"the allowed values cannot be read: {error}", where=f"type {name}") from None
        return lambda value: evaluate(tests, Scope({"?": value})) is True

    def optional(self, ref: str) -> Type | None:
        """The type, or None where no reference is given or it tells nothing."""
        if not ref:
            return None
        found = self.named(ref)
        return None if found is ANY else found

    def result(self, ref: str) -> Type | None:
        """The type of what a function gives, told by its function type or directly."""
        try:
            found = self.optional(ref)
        except DmnError:
            return None
        return found.result if isinstance(found, FunctionType) else found

    def members(self) -> frozenset[str]:
        """The names of all components, known after a dot."""
        return frozenset(name for item in self.items.values() for name in _names(item))


def _names(item: m.Item) -> list[str]:
    return [name for each in item.components for name in (each.name, *_names(each))]
