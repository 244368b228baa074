"""A rule as the evaluators see it: named conditions over the tree of FEEL, all of which must hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.feel.ast import Node

AS_OF = "as_of"
"""The name under which expressions see the day of the match."""

Join = Literal["test", "all", "any", "not"]
State = Literal["eligible", "ineligible", "needs_data", "needs_review"]


@dataclass(frozen=True, slots=True)
class Test:
    """`measure op threshold`, as the guided table wrote it; the line's node may guard or combine it."""

    measure: Node
    op: str
    threshold: Node


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the guided table or a group of lines; `node` is the whole meaning of it."""

    node: Node
    join: Join = "test"
    parts: tuple["Line", ...] = ()
    tests: tuple[Test, ...] = ()
    title: Text | None = None
    clause: str = ""

    def leaves(self) -> Iterator["Line"]:
        """The lines without parts, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Condition:
    """One named condition, its clause, and how sure we are of it."""

    id: str
    title: Text
    line: Line
    clause: str = ""
    confidence: str = "verified"
    reading: str = ""

    @property
    def node(self) -> Node:
        """The boolean expression that decides the condition."""
        return self.line.node


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a policy, compiled; `define` holds its named values in order of use.

    `amount` is in yuan; `labels` are the titles of named values.
    """

    id: str
    version: str
    title: Text
    conditions: tuple[Condition, ...]
    define: Mapping[str, Node]
    amount: Node | None = None
    unchecked: tuple[Text, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in force on a day, and the shared derived facts (classifications) they may name."""

    rules: tuple[Rule, ...]
    shared: Mapping[str, Node]
    vocabulary: Vocabulary
