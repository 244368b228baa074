"""What a decision stands on: the rule made ready, and the files it was compiled from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gaoxin.engines.rules.decide import FirmFacts
from gaoxin.engines.rules.explain import Explainer
from gaoxin.engines.rules.replay.form import Policy
from gaoxin.engines.rules.replay.snapshot import Reads, reads
from gaoxin.engines.rules.rule import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Ground:
    """A version of a policy, the digests of all else its rule was compiled from, and the packs in use."""

    policy: Policy
    inputs: Mapping[str, str]
    packs: tuple[str, ...]


@dataclass(frozen=True)
class Ready:
    """One rule made ready to be decided for many firms."""

    rule: Rule
    rules: RuleSet
    ground: Ground
    day: dt.date

    @cached_property
    def reads(self) -> Reads:
        """The facts the rule rests on."""
        return reads(self.rule, self.rules)

    @cached_property
    def explainer(self) -> Explainer:
        """Decides, and says why."""
        return Explainer(self.rule, self.rules)

    def facts(self, known: Mapping[str, object]) -> FirmFacts:
        """The facts of one firm on the day of the decision."""
        return FirmFacts(known, self.rules, self.day)

    def settled(self, facts: FirmFacts) -> FirmFacts:
        """The same facts, the derived ones that the rule reads worked out once and kept."""
        for name in self.reads.derived:
            facts[name]
        return facts
