"""The elements of a decision model, as read (DMN 1.5, clauses 6, 7 and 10.2)."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """FEEL text."""

    text: str
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a boxed context; without a name it is the result."""

    name: str
    value: "Expression | None"
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class BoxedContext:
    """Entries in order; later ones see earlier ones."""

    entries: tuple[Entry, ...]
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class BoxedList:
    """Expressions in order."""

    items: tuple["Expression | None", ...]
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple["Expression | None", ...], ...]
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A formal parameter."""

    name: str
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class FunctionBox:
    """A function definition; only the kind FEEL can be run."""

    parameters: tuple[Parameter, ...]
    body: "Expression | None"
    kind: str = "FEEL"
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call with bindings by name."""

    function: "Expression | None"
    bindings: tuple[tuple[str, "Expression | None"], ...]
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Conditional:
    """If, then, else."""

    test: "Expression | None"
    yes: "Expression | None"
    no: "Expression | None"
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class FilterBox:
    """The items of a list that match."""

    source: "Expression | None"
    match: "Expression | None"
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Iteration:
    """`for`, `some` or `every` over a list."""

    kind: str
    variable: str
    source: "Expression | None"
    body: "Expression | None"
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """An input column."""

    text: str
    type_ref: str = ""
    values: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """An output column."""

    name: str = ""
    type_ref: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: the texts of its input and output cells."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table; `hit_policy` and `aggregation` as DMN spells them."""

    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    hit_policy: str = "UNIQUE"
    aggregation: str = ""
    type_ref: str = ""


Expression: TypeAlias = (
    Literal
    | BoxedContext
    | BoxedList
    | Relation
    | FunctionBox
    | Invocation
    | Conditional
    | FilterBox
    | Iteration
    | DecisionTable
)


@dataclass(frozen=True, slots=True)
class InputData:
    """A fact given from outside."""

    id: str
    name: str
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, what it requires (as hrefs) and its logic."""

    id: str
    name: str
    type_ref: str
    requires: tuple[str, ...]
    logic: Expression | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A business knowledge model."""

    id: str
    name: str
    type_ref: str
    requires: tuple[str, ...]
    logic: FunctionBox | None


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: a function from its inputs to its output decisions."""

    id: str
    name: str
    type_ref: str
    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...]
    input_decisions: tuple[str, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item definition or one of its components."""

    name: str
    type_ref: str = ""
    collection: bool = False
    allowed: str = ""
    constraint: str = ""
    components: tuple["Item", ...] = ()
    function: tuple[tuple[Parameter, ...], str] | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """Another model, by its namespace, under a name that prefixes its elements."""

    name: str
    namespace: str
    location: str = ""
    kind: str = ""


Node: TypeAlias = InputData | Decision | Knowledge | Service


@dataclass(frozen=True, slots=True)
class Definitions:
    """One file."""

    name: str
    namespace: str
    source: str
    imports: tuple[Import, ...] = ()
    items: tuple[Item, ...] = ()
    nodes: tuple[Node, ...] = ()
