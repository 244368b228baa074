"""External functions (clause 10.3.2.13.3): a closed list of pure functions of Java's library, by signature.

No virtual machine runs and nothing is loaded: a signature outside the list is refused.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.values import Value

if TYPE_CHECKING:
    from gaoxin.engines.rules.feel.scope import Scope

Run = Callable[..., Any]

SIGNATURE = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*")
WHOLE = {"byte": 8, "short": 16, "int": 32, "long": 64}
"""Bits of the whole number types."""
REAL = ("float", "double")
STRING, MANY = "java.lang.String", "[Ljava.lang.Object;"


def _whole(kind: str) -> Callable[[Value], int]:
    def read(value: Value) -> int:
        if not isinstance(value, Decimal) or value != value.to_integral_value():
            raise Failure(f"a {kind} is a whole number")
        if not -(2 ** (WHOLE[kind] - 1)) <= value < 2 ** (WHOLE[kind] - 1):
            raise Failure(f"{value} does not fit a {kind}")
        return int(value)

    return read


def _real(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise Failure("a number is expected")
    return value


def _char(value: Value) -> str:
    if not isinstance(value, str) or len(value) != 1:
        raise Failure("a char is a string of one character")
    return value


def _string(value: Value) -> str:
    if not isinstance(value, str):
        raise Failure("a string is expected")
    return value


READERS: Mapping[str, Callable[[Value], Any]] = {
    **{kind: _whole(kind) for kind in WHOLE},
    **dict.fromkeys(REAL, _real),
    "char": _char,
    "boolean": lambda value: value,
    STRING: _string,
}


def _floating(function: Callable[..., float]) -> Run:
    """A function of doubles, with the shortest digits that give the double back."""

    def run(*args: Decimal) -> Decimal:
        try:
            return Decimal(repr(function(*map(float, args))))
        except (ValueError, OverflowError) as error:
            raise Failure(f"no number: {error}") from None

    return run


def _number(text: Any) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Failure(f"{text!r} is not a number") from None


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


PLACE = re.compile(r"%([-0+, ]*)(\d*)(\.\d+)?([sdfeEn%])")


def _format(pattern: str, *values: Value) -> str:
    """`String.format` for the conversions s, d, f, e, n and %."""
    rest = iter(values)
    plain = PLACE.sub("", pattern)
    if "%" in plain:
        raise Failure(f"the format {pattern!r} is not supported")
    return PLACE.sub(lambda place: _placed(place, rest), pattern)


def _placed(place: re.Match[str], rest: Any) -> str:
    flags, width, precision, kind = place.groups()
    if kind in "n%":
        return "\n" if kind == "n" else "%"
    value = next(rest, None)
    if kind == "s":
        return _string_of(value, flags, width, precision)
    if not isinstance(value, Decimal):
        raise Failure(f"%{kind} takes a number")
    spec = (
        ("+" if "+" in flags else "") + ("0" if "0" in flags else "") + width + ("," if "," in flags else "")
    )
    return (
        format(int(value), f"{spec}d") if kind == "d" else format(value, f"{spec}{precision or '.6'}{kind}")
    )


def _string_of(value: Value, flags: str, width: str, precision: str | None) -> str:
    text = "null" if value is None else _text(value)
    return format(text, f"{'<' if '-' in flags else '>'}{width}{precision or ''}")


UNARY = (
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("exp", "log", "log10", "log1p", "expm1", "sqrt"),
)
BINARY = {"pow": math.pow, "atan2": math.atan2, "hypot": math.hypot}
MATH: dict[tuple[str, tuple[str, ...]], Run] = {
    **{(name, ("double",)): _floating(getattr(math, name)) for name in UNARY},
    **{(name, ("double", "double")): _floating(function) for name, function in BINARY.items()},
    ("cbrt", ("double",)): _floating(lambda x: math.copysign(abs(x) ** (1 / 3), x)),
    ("toRadians", ("double",)): _floating(math.radians),
    ("toDegrees", ("double",)): _floating(math.degrees),
    ("ceil", ("double",)): lambda x: Decimal(math.ceil(x)),
    ("floor", ("double",)): lambda x: Decimal(math.floor(x)),
    ("round", ("double",)): lambda x: Decimal(math.floor(x + Decimal("0.5"))),
    ("signum", ("double",)): lambda x: Decimal((x > 0) - (x < 0)),
    **{("abs", (kind,)): abs for kind in ("int", "long", *REAL)},
    **{("max", (kind, kind)): max for kind in ("int", "long", *REAL)},
    **{("min", (kind, kind)): min for kind in ("int", "long", *REAL)},
}
BOXES = {
    "Byte": "byte",
    "Short": "short",
    "Integer": "int",
    "Long": "long",
    "Float": "float",
    "Double": "double",
}
FUNCTIONS: dict[tuple[str, str, tuple[str, ...]], Run] = {
    **{("java.lang.Math", name, types): run for (name, types), run in MATH.items()},
    **{(f"java.lang.{box}", "valueOf", (kind,)): _number for box, kind in BOXES.items()},
    **{(f"java.lang.{box}", "valueOf", (STRING,)): _number for box in BOXES},
    **{("java.lang.String", "valueOf", (kind,)): _text for kind in READERS if kind != STRING},
    ("java.lang.String", "format", (STRING, MANY)): _format,
}


@dataclass(frozen=True, slots=True, eq=False)
class External:
    """A function of the list, under the parameter names of its definition."""

    parameters: Sequence[str]
    types: tuple[str, ...]
    run: Run

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: "Scope") -> Value:  # noqa: ARG002
        """The result for arguments that fit the signature."""
        given = args if named is None else [named.get(name) for name in self.parameters]
        fixed = [kind for kind in self.types if kind != MANY]
        if len(given) < len(fixed) or (len(given) > len(fixed) and MANY not in self.types):
            raise Failure(f"expected the arguments ({', '.join(self.types)})")
        ready = [READERS[kind](value) for kind, value in zip(fixed, given, strict=False)]
        result = self.run(*ready, *given[len(fixed) :])
        return Decimal(result) if isinstance(result, int) and not isinstance(result, bool) else result


def external(parameters: Sequence[str], description: Value) -> External:
    """The function that `{class: …, method signature: …}` describes; Failure for any other."""
    wanted = description.get("java", description) if isinstance(description, dict) else None
    if not isinstance(wanted, dict) or not isinstance(wanted.get("method signature"), str):
        raise Failure("an external function is described by java: {class, method signature}")
    shape = SIGNATURE.fullmatch(wanted["method signature"])
    types = tuple(part.strip() for part in shape[2].split(",") if part.strip()) if shape else ()
    run = FUNCTIONS.get((str(wanted.get("class")), shape[1], types)) if shape else None
    if run is None:
        raise Failure(f"no external function {wanted.get('class')}.{wanted['method signature']}")
    return External(list(parameters), types, run)
