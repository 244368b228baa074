"""The nearest change: the fewest facts to change so that no condition fails any more, checked by deciding again."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from gaoxin.base.vocabulary import SCALES, Fact
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.rule import AS_OF, Line, Rule, RuleSet
from gaoxin.engines.rules.tree import names
from gaoxin.engines.rules.unknown import NONE

Change = Mapping[str, object]
"""New values by fact id; `as_of` means: wait until that day."""

OPTIONS = 6
"""How many ways to mend one line are kept."""
COMBINATIONS = 400
"""How many ways to mend a whole rule are tried."""
FIXED = frozenset({"uscc", "name_zh", "name_en", "industry_code"})
"""Facts that say which firm it is; a firm does not change them to fit a policy."""
WAIT = dt.timedelta(days=366 * 20)


@dataclass(frozen=True, slots=True)
class Firm:
    """The known facts of a firm on a day, under the shared definitions of a rule set."""

    known: Mapping[str, object]
    rules: RuleSet
    day: dt.date

    def facts(self, change: Change | None = None) -> FirmFacts:
        """The facts after a change."""
        changed = {**self.known, **(change or {})}
        day = changed.pop(AS_OF, self.day)
        return FirmFacts(changed, self.rules, day)  # type: ignore[arg-type]

    def truth(self, node: Node, rule: Rule, change: Change | None = None) -> object:
        """What a node comes to after a change."""
        return evaluate(node, Scope(self.facts(change).with_names(rule.define), mode="policy"))


def nearest(rule: Rule, firm: Firm) -> Change | None:
    """The smallest change found after which `rule` no longer fails, None where none is found."""
    verdict = decide(rule, firm.facts())
    failing = [f.condition.line for f in verdict.findings if f.value is False]
    if not failing:
        return {}
    tried = islice(_joined([_mends(line, rule, firm) for line in failing]), COMBINATIONS)
    for change in sorted(tried, key=lambda c: _cost(c, firm)):
        if decide(rule, firm.facts(change)).state != "ineligible":
            return change
    return None


def _joined(options: Sequence[Sequence[Change]]) -> Iterator[Change]:
    """Every choice of one option a part, where the parts do not contradict each other."""
    for choice in product(*options):
        change: dict[str, object] = {}
        if all(_added(change, part) for part in choice):
            yield change


def _added(change: dict[str, object], part: Change) -> bool:
    """Take `part` into `change`; where both move a figure or a day, the larger is kept."""
    for fact, value in part.items():
        held = change.get(fact, value)
        if not _larger(held, value):
            if type(held) is not type(value) or isinstance(value, bool | str):
                return False
            continue
        change[fact] = value
    return True


def _larger(held: object, value: object) -> bool:
    if isinstance(held, Decimal) and isinstance(value, Decimal):
        return value >= held
    if isinstance(held, dt.date) and isinstance(value, dt.date):
        return value >= held
    return held == value


def _cost(change: Change, firm: Firm) -> tuple[int, int, Decimal]:
    """Fewer facts first, then growth before shrinking, then the shorter way."""
    falls = sum(_falls(firm.known.get(fact), value) for fact, value in change.items())
    return len(change), falls, sum((_distance(firm, f, v) for f, v in change.items()), Decimal(0))


def _falls(held: object, value: object) -> bool:
    return isinstance(held, Decimal) and isinstance(value, Decimal) and value < held


def _distance(firm: Firm, fact: str, value: object) -> Decimal:
    """Relative size of a move; a wait counts in years, a change of kind counts one."""
    held = firm.known.get(fact)
    if fact == AS_OF and isinstance(value, dt.date):
        return Decimal((value - firm.day).days) / 365
    if isinstance(value, Decimal) and isinstance(held, Decimal):
        return abs(value - held) / max(abs(held), Decimal(1))
    return Decimal(1)


def _mends(line: Line, rule: Rule, firm: Firm) -> list[Change]:
    """Ways to make a line no longer false, cheapest first."""
    if firm.truth(line.node, rule) is not False:
        return [{}]
    if line.join == "all":
        parts = [_mends(part, rule, firm) for part in line.parts]
        found: Iterable[Change] = islice(_joined(parts), COMBINATIONS)
    elif line.join == "any":
        found = (change for part in line.parts for change in _mends(part, rule, firm))
    else:
        found = _single(line.node, rule, firm)
    return sorted(found, key=lambda c: _cost(c, firm))[:OPTIONS]


def _single(node: Node, rule: Rule, firm: Firm) -> Iterator[Change]:
    """Changes of one fact that make `node` no longer false."""
    for name in sorted(_facts(node, rule, firm.rules)):
        yield from _moves(name, lambda change: firm.truth(node, rule, change) is not False, firm)


def _facts(node: Node, rule: Rule, rules: RuleSet) -> frozenset[str]:
    """The facts a node rests on, through named values."""
    found: frozenset[str] = NONE
    for name in names(node):
        inner = rule.define.get(name) or rules.shared.get(name)
        found |= _facts(inner, rule, rules) if inner is not None else {name}
    return found


Holds = Callable[[Change], bool]


def _moves(name: str, holds: Holds, firm: Firm) -> Iterator[Change]:
    if name == AS_OF:
        yield from _wait(holds, firm.day)
    elif name in firm.rules.vocabulary and name in firm.known and name not in FIXED:
        fact = firm.rules.vocabulary[name]
        yield from _numeric(fact, holds, firm.known[name]) if fact.numeric else _choices(fact, holds)


def _choices(fact: Fact, holds: Holds) -> Iterator[Change]:
    values: tuple[object, ...] = (True, False) if fact.type == "boolean" else fact.codes
    return ({fact.id: value} for value in values if holds({fact.id: value}))


def _wait(holds: Holds, day: dt.date) -> Iterator[Change]:
    """The first day on which it holds, found by halving; only if it stays so."""
    low, high = day, day + WAIT
    if not holds({AS_OF: high}):
        return
    while (high - low).days > 1:
        middle = low + (high - low) / 2
        low, high = (low, middle) if holds({AS_OF: middle}) else (middle, high)
    yield {AS_OF: high}


def _numeric(fact: Fact, holds: Holds, held: object) -> Iterator[Change]:
    """The least move up and the least move down that make it hold, exact to the fact's last digit."""
    if not isinstance(held, Decimal):
        return
    scale = SCALES[fact.type]
    start = int(held.scaleb(scale))
    for sign in (1, -1):
        move = _least(lambda n, s=sign: holds({fact.id: Decimal(start + s * n).scaleb(-scale)}))  # type: ignore[misc]
        if move is not None and (sign > 0 or start - move >= 0):
            yield {fact.id: Decimal(start + sign * move).scaleb(-scale)}


def _least(holds: Callable[[int], bool], limit: int = 10**18) -> int | None:
    """The least n ≥ 1 for which it holds, by doubling and halving; None up to `limit`."""
    high = 1
    while not holds(high):
        high *= 4
        if high > limit:
            return None
    low = high // 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
