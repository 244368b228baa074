"""The syntax tree of FEEL (DMN 1.5, clause 10.3). Nodes are immutable and compare by meaning, not by place."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end offset in the source text; (0, 0) for nodes built by program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A piece of an expression; `span` takes no part in equality."""

    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, string, boolean or null; at-literals such as @"2026-04-01" hold the value itself."""

    value: object


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name looked up in scope; it may be Chinese and hold spaces."""

    id: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`base.name`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`base[test]`: a filter, or an index where the test is a number."""

    base: Node
    test: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A call with positional `args` or `named` ones, never both."""

    function: Node
    args: tuple[Node, ...] = ()
    named: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Function(Node):
    """`function(a, b: number) body`; `external` marks a body that is not FEEL."""

    parameters: tuple[tuple[str, "TypeName | None"], ...]
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if test then yes else no`."""

    test: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for x in a, y in b return body`."""

    iterators: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` … `satisfies`."""

    kind: str
    iterators: tuple[tuple[str, Node], ...]
    test: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left op right` with op one of + - * / **."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """Unary minus."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`left op right` with op one of = != < <= > >=."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """Conjunction of two or more parts, flattened."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Disjunction of two or more parts, flattened."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in tests`; each test is an expression or a unary test."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: "TypeName"


@dataclass(frozen=True, slots=True)
class UnaryCompare(Node):
    """`< end`, `= end` … as a unary test or a range literal such as (< 5)."""

    op: str
    end: Node


@dataclass(frozen=True, slots=True)
class Condition(Node):
    """A unary test that mentions `?`: it holds where the expression is true (clause 7.3.5)."""

    expression: Node


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The cell of a decision table: tests joined by commas, possibly under not(); none means `-`."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Range(Node):
    """`[low..high]`, open where a bound is not included."""

    low: Node
    high: Node
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Context(Node):
    """`{a: 1, b: a + 1}`; later entries see the earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """A FEEL type: a name with its parameters, as in list<number> or function<number> -> string."""

    name: str
    parameters: tuple["TypeName", ...] = ()
    fields: tuple[tuple[str, "TypeName"], ...] = ()
    result: "TypeName | None" = None


def number(value: int | str | Decimal) -> Literal:
    """A number literal."""
    return Literal(Decimal(value))
