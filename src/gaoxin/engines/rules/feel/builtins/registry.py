"""How built-ins are declared: a signature as the specification writes it, and the function that answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from gaoxin.engines.rules.feel import possible
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import SIMPLE, AnyType, Type, fit
from gaoxin.engines.rules.feel.values import Value, kind
from gaoxin.engines.rules.unknown import Unknown

_ABSENT: Final = object()
"""In place of an optional argument that a named call leaves out."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `many` takes all arguments that are left."""

    name: str
    type: Type
    optional: bool = False
    nullable: bool = False
    many: bool = False

    def accepts(self, value: Value, *, convert: bool) -> tuple[bool, Value]:
        """Whether the value fits, and the value as it is then passed."""
        if value is None:
            return self.nullable or isinstance(self.type, AnyType), None
        if value.__class__ is Unknown or self.type.holds(value):
            return True, value
        if not convert:
            return False, value
        try:
            fitted = fit(value, self.type)
        except Failure:
            return False, value
        return fitted is not None or self.nullable, fitted


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a built-in."""

    parameters: tuple[Parameter, ...]
    function: Callable[..., Value]
    wants_scope: bool
    opaque: bool

    def arrange(self, args: list[Value], named: dict[str, Value] | None) -> list[Value] | None:
        """The arguments by place; None where there are too few, too many or unknown names."""
        if named is not None:
            return self._by_name(named)
        needed = sum(not (each.optional or each.many) for each in self.parameters)
        many = bool(self.parameters) and self.parameters[-1].many
        if len(args) < needed + many or (len(args) > len(self.parameters) and not many):
            return None
        return args

    def _by_name(self, named: dict[str, Value]) -> list[Value] | None:
        names = {each.name for each in self.parameters}
        needed = {each.name for each in self.parameters if not each.optional}
        if not (needed <= named.keys() <= names):
            return None
        return [named.get(each.name, _ABSENT) for each in self.parameters]

    def fitted(self, args: list[Value], *, convert: bool) -> list[Value] | None:
        """The arguments as the function takes them; None where one does not fit."""
        found: list[Value] = []
        for place, arg in enumerate(args):
            parameter = self.parameters[min(place, len(self.parameters) - 1)]
            if arg is _ABSENT:
                found.append(None)
                continue
            fits, value = parameter.accepts(arg, convert=convert)
            if not fits:
                return None
            found.append(value)
        return found

    def waiting(self, args: list[Value]) -> list[Unknown]:
        """The unknowns this function cannot see through."""
        if not self.opaque:
            return [found for arg in args for found in possible.inside(arg)]
        typed = zip(args, self.parameters, strict=False)
        return [arg for arg, each in typed if arg.__class__ is Unknown and not isinstance(each.type, AnyType)]


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A built-in function with its overloads."""

    name: str
    overloads: list[Overload] = field(default_factory=list)

    @property
    def parameters(self) -> Sequence[str]:
        """The names of the parameters of the first overload."""
        return [each.name for each in self.overloads[0].parameters]

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: Scope) -> Value:
        """Call the first overload that fits, first without and then with implicit conversions."""
        overload, values = self._choose(args, named)
        if scope.state.policy and (waiting := overload.waiting(values)):
            return possible.merge(waiting)
        return overload.function(scope, *values) if overload.wants_scope else overload.function(*values)

    def _choose(self, args: list[Value], named: dict[str, Value] | None) -> tuple[Overload, list[Value]]:
        for convert in (False, True):
            for overload in self.overloads:
                arranged = overload.arrange(args, named)
                values = None if arranged is None else overload.fitted(arranged, convert=convert)
                if values is not None:
                    return overload, values
        given = args if named is None else list(named.values())
        raise Failure(f"{self.name} does not take ({', '.join(kind(each) for each in given)})")


BUILTINS: dict[str, Builtin] = {}


def builtin(signature: str, *, scope: bool = False, opaque: bool = False) -> Callable[[F], F]:
    """Declare a built-in such as "substring(string: string, start position: number, length?: number)".

    `name?` is optional, `type|null` takes null, `...name` takes the rest. With `scope` the function is
    given the scope first; an `opaque` one takes unknowns within lists and for parameters of type Any.
    """
    name, _, rest = signature.partition("(")
    parameters = tuple(_parameter(each) for each in rest.rstrip(")").split(",") if each.strip())

    def register(function: F) -> F:
        found = BUILTINS.setdefault(name, Builtin(name))
        found.overloads.append(Overload(parameters, function, scope, opaque))
        return function

    return register


def _parameter(text: str) -> Parameter:
    name, _, type_name = text.strip().partition(": ")
    plain, nullable = type_name.removesuffix("|null"), type_name.endswith("|null")
    many, optional = name.startswith("..."), name.endswith("?")
    return Parameter(name.removeprefix("...").removesuffix("?"), SIMPLE[plain], optional, nullable, many)
