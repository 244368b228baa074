"""Answers tried to see what a question can settle: both truths, the codes that rules name, the ends of a scale."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from gaoxin.base.vocabulary import Fact
from gaoxin.center.facts import INDUSTRY
from gaoxin.engines.rules.feel.ast import Literal, Node
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.rules.tree import names, walk

LARGE = Decimal(10) ** 12
CENTURY = dt.timedelta(days=36_525)
SCOPE = re.compile(r"[A-T]\d{0,4}", re.ASCII)
NONE_NAMED = ""


def trials(fact: Fact, rules: RuleSet, day: dt.date) -> tuple[object, ...]:
    """A few values that `fact` may take, apart enough to show what its answer can decide."""
    if fact.type == "boolean":
        return (True, False)
    if fact.type == "date":
        return (day, day - CENTURY)
    if fact.numeric:
        return (Decimal(0), Decimal(1) if fact.percent else LARGE)
    named = fact.codes or tuple(sorted(_named(fact.id, rules)))
    return ([], list(named)) if fact.type == "codes" else (*named, NONE_NAMED)


def _named(fact: str, rules: RuleSet) -> set[str]:
    """The codes that conditions name beside a fact; of industries the sections."""
    found = {text for node in _nodes(fact, rules) for text in _texts(node)}
    return {text[0] for text in found if SCOPE.fullmatch(text)} if fact == INDUSTRY else found


def _nodes(fact: str, rules: RuleSet) -> Iterator[Node]:
    nodes = (c.node for rule in rules.rules for c in rule.conditions)
    return (node for node in nodes if fact in names(node))


def _texts(node: Node) -> Iterator[str]:
    return (n.value for n in walk(node) if isinstance(n, Literal) and isinstance(n.value, str))
