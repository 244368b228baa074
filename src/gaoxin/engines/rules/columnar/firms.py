"""One row of the columns as the scalar sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.decide import FirmFacts
from gaoxin.engines.rules.feel import Scope
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.rule import RuleSet


@dataclass(frozen=True)
class Firms:
    """The firms of some columns, with the facts that an expression reads."""

    names: Names
    columns: Columns
    node: Node

    @cached_property
    def _facts(self) -> tuple[str, ...]:
        return self.names.facts(self.node)

    @cached_property
    def _rules(self) -> RuleSet:
        shared = self.names.shared.own if self.names.shared else {}
        return RuleSet((), {**shared, **self.names.own}, self.names.vocabulary)

    def known(self, row: int) -> Mapping[str, object]:
        """The facts of a row; None where missing."""
        return {fact: self.columns[fact].at(row) for fact in self._facts}

    def scope(self, row: int) -> Scope:
        """A scope to evaluate the expression for a row."""
        return Scope(FirmFacts(self.known(row), self._rules, self.names.as_of), mode="policy")
