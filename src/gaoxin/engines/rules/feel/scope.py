"""Names and their values, and what one evaluation shares: its mode, clock, types, problems and budget."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from gaoxin.engines.rules.feel.ast import Node, Span
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.types import Type
from gaoxin.engines.rules.feel.values import Value

Mode: TypeAlias = Literal["conformance", "policy"]
Clock: TypeAlias = Callable[[], datetime.datetime]
Trace: TypeAlias = list[tuple[Node, Value]]

MISSING: Final = object()
"""Found instead of a value where a name is not bound; null is a value."""

MAX_PROBLEMS = 1_000
MAX_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something became null, and where in the text."""

    reason: str
    span: Span = (0, 0)
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    def within(self, place: str) -> "Problem":
        """The same problem, told from further out."""
        return replace(self, where=f"{place}, {self.where}" if self.where else place)


def _wall_clock() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


@dataclass(slots=True)
class State:
    """Shared by all scopes of one evaluation."""

    policy: bool = False
    clock: Clock = _wall_clock
    problems: list[Problem] = field(default_factory=list)
    trace: Trace | None = None
    steps: int = MAX_STEPS

    def spend(self, steps: int = 1) -> None:
        """Take steps from the budget that keeps loops bounded; FeelError when it is used up."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelError("this evaluation takes too many steps", expected=f"at most {MAX_STEPS}")


class Scope:
    """A mapping of names to values within an outer scope."""

    __slots__ = ("parent", "state", "types", "values")
    state: State

    def __init__(
        self,
        values: Mapping[str, Value],
        parent: "Scope | None" = None,
        mode: Mode = "conformance",
        clock: Clock = _wall_clock,
        types: Mapping[str, Type] | None = None,
    ) -> None:
        self.values = values
        self.parent = parent
        self.state = parent.state if parent else State(mode == "policy", clock)
        self.types: Mapping[str, Type] = types if types is not None else parent.types if parent else {}

    @property
    def problems(self) -> list[Problem]:
        """Everything that became null on the way, and why."""
        return self.state.problems

    def find(self, name: str) -> Value:
        """The value bound innermost to `name`, or MISSING."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return scope.values[name]
            scope = scope.parent
        return MISSING

    def child(self, values: Mapping[str, Value]) -> "Scope":
        """A scope within this one."""
        return Scope(values, self)

    def fail(self, reason: object, node: Node | None = None) -> None:
        """Note why the answer is null, and give null."""
        if len(self.state.problems) < MAX_PROBLEMS:
            self.state.problems.append(Problem(str(reason), node.span if node else (0, 0)))
