"""A check of facts that somebody gives, without a firm: every policy in force decided, nothing kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.models import Zone
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.runs import today


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one policy; `unmet` and `review` are conditions, `missing` facts, by id."""

    policy: str
    title: Text
    version: str
    state: str
    unmet: tuple[str, ...]
    missing: tuple[str, ...]
    review: tuple[str, ...]


def vocabulary(zone: Zone) -> Vocabulary:
    """The facts that may be given."""
    return library_of(zone).sheet_vocabulary


def check(zone: Zone, known: Mapping[str, object]) -> Iterator[Checked]:
    """Decide every policy in force today."""
    rules = library_of(zone).rules(today())
    facts = FirmFacts(known, rules, today())
    for rule in rules.rules:
        verdict = decide(rule, facts)
        yield Checked(
            rule.id, rule.title, rule.version, verdict.state, verdict.unmet, verdict.missing, verdict.review
        )
