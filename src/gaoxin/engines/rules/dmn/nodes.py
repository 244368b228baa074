"""Nodes that decision models add to the tree of FEEL."""

from dataclasses import dataclass, field

from gaoxin.engines.rules.dmn.index import Index
from gaoxin.engines.rules.feel.ast import Node, UnaryTests
from gaoxin.engines.rules.feel.types import Type


@dataclass(frozen=True, slots=True)
class Typed(Node):
    """A value fitted to a type; null and a problem where it does not fit."""

    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Broken(Node):
    """Text that could not be read; null and the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Let(Node):
    """A boxed context with a result: entries in order, then the value."""

    entries: tuple[tuple[str, Node], ...]
    result: Node


@dataclass(frozen=True, slots=True)
class BoxedFunction(Node):
    """A function whose parameters are typed by the model; `kind` other than FEEL is not run."""

    signature: tuple[tuple[str, Type | None], ...]
    body: Node
    kind: str = "FEEL"


@dataclass(frozen=True, slots=True)
class InputColumn:
    """The expression of a column and the values it allows."""

    title: str
    expression: Node
    allowed: UnaryTests | None = None


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """The name of an output, its allowed values in order of priority, and its default."""

    name: str
    type: Type | None = None
    priorities: tuple[Node, ...] = ()
    default: Node | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a rule."""

    tests: tuple[UnaryTests, ...]
    outputs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A decision table ready to be evaluated."""

    inputs: tuple[InputColumn, ...]
    outputs: tuple[OutputColumn, ...]
    rows: tuple[Row, ...]
    policy: str
    index: Index = field(compare=False, repr=False)
