"""How somebody stands with every policy: state, amount, what is missing and by how much, with the clause."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.guide.conflicts import Conflicts
from gaoxin.center.guide.guide import Guide
from gaoxin.center.guide.worth import BENEFITS, Benefit, Item, Worth, benefit, worth
from gaoxin.center.library import NATIONAL, Library
from gaoxin.engines.packs.kinds import Titles, Version
from gaoxin.engines.rules.decide import FirmFacts, Verdict, decide
from gaoxin.engines.rules.dimension import of_fact
from gaoxin.engines.rules.feel import Scope
from gaoxin.engines.rules.feel.possible import bounds
from gaoxin.engines.rules.gap import first_gap
from gaoxin.engines.rules.nearest import Change, Firm, nearest
from gaoxin.engines.rules.rule import AS_OF, Condition, Rule
from gaoxin.engines.rules.unknown import Unknown
from gaoxin.engines.rules.wording import plain, wording

WAN = Decimal(10_000)
TITLE = "title_"
"""How the ids of titles begin; nobody gives one up to fit a policy."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A condition that fails; `gap` is empty where it is not a matter of number or day."""

    title: Text
    clause: str
    gap: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """One policy as it stands. Money is in yuan: `amount` where known, otherwise the bounds that it has.

    `state` is a verdict or `one_step`; `moves` is then the nearest change that ends it, empty where there is none
    (another industry, an age that is past, a title to give up), and `would` the amount that it would bring.
    `until` is the last day of the version, None where it has none.
    """

    policy: str
    title: Text
    issuer: Text
    outcome: Text
    benefit: Benefit
    national: bool
    cited: Text
    until: dt.date | None
    state: str
    amount: Decimal | None
    at_least: Decimal | None
    up_to: Decimal | None
    missing: tuple[Text, ...]
    misses: tuple[Miss, ...]
    moves: tuple[Text, ...]
    would: Decimal | None
    reviews: tuple[Text, ...]
    unchecked: tuple[Text, ...]

    @property
    def benefit_name(self) -> Text:
        """What kind of benefit it is."""
        return BENEFITS[self.benefit]

    @property
    def would_text(self) -> Text:
        """What the nearest change would bring, in words."""
        return Text("") if self.would is None else money_text(self.would)

    @property
    def worth(self) -> Text:
        """The amount in words, empty where there is none to tell."""
        if self.amount is not None:
            return money_text(self.amount)
        if self.up_to is not None:
            most = money_text(self.up_to)
            if self.at_least is None:
                return Text(f"最高 {most.zh}", f"up to {most.en}")
            least = money_text(self.at_least)
            return Text(f"{least.zh}至{most.zh}", f"{least.en} to {most.en}")
        return Text("")


class Standings:
    """Makes standings out of the verdicts of a guide."""

    def __init__(self, library: Library, guide: Guide) -> None:
        self.library, self.guide = library, guide
        national = {i for p in library.packs if p.info.id == NATIONAL for i in p.policies}
        self._national = frozenset(national)

    def of(self, known: Mapping[str, object], pairs: Iterable[tuple[Rule, Verdict]]) -> tuple[Standing, ...]:
        """One for each verdict, in order."""
        facts = FirmFacts(known, self.guide.rules, self.guide.day)
        for name in self.guide.rules.shared:
            facts[name]
        return tuple(self._one(rule, verdict, facts) for rule, verdict in pairs)

    def _one(self, rule: Rule, verdict: Verdict, facts: FirmFacts) -> Standing:
        policy, version = self.library.file(rule.id).policy, self.library.version(rule)
        national = rule.id in self._national
        near = verdict.state == "ineligible" and len(verdict.unmet) == 1
        change = self._change(rule, facts) if near else {}
        amount, at_least, up_to = _amounts(verdict)
        vocabulary = self.guide.rules.vocabulary
        return Standing(
            rule.id,
            rule.title,
            _text(policy.issuer),
            _text(version.outcome.title),
            benefit(policy.kind, national),
            national,
            cited(version),
            version.to,
            "one_step" if near else verdict.state,
            amount,
            at_least,
            up_to,
            tuple(vocabulary[f].name for f in verdict.missing) if verdict.state != "ineligible" else (),
            tuple(self._misses(rule, verdict, facts)),
            tuple(moved(vocabulary, fact, value) for fact, value in change.items()),
            self._would(rule, facts, change),
            tuple(_reviews(verdict)),
            rule.unchecked,
        )

    def _misses(self, rule: Rule, verdict: Verdict, facts: FirmFacts) -> Iterator[Miss]:
        scope = Scope(facts.with_names(rule.define), mode="policy")
        for finding in verdict.findings:
            if finding.value is False:
                yield Miss(
                    finding.condition.title, finding.condition.clause, self._gap(finding.condition, scope)
                )

    def _change(self, rule: Rule, facts: FirmFacts) -> Change:
        """The nearest change, none where there is none that a firm would make."""
        change = nearest(rule, Firm(self._known(facts), self.guide.rules, self.guide.day)) or {}
        gives_up = any(fact.startswith(TITLE) and value is False for fact, value in change.items())
        return {} if gives_up else change

    def _would(self, rule: Rule, facts: FirmFacts, change: Change) -> Decimal | None:
        """The amount after the change, where it is known and no code could be chosen to raise it."""
        if not change or rule.amount is None or any(isinstance(v, str) for v in change.values()):
            return None
        firm = Firm(self._known(facts), self.guide.rules, self.guide.day)
        return _amounts(decide(rule, firm.facts(change)))[0]

    def _known(self, facts: FirmFacts) -> dict[str, object]:
        """The stated facts alone: neither unknown nor derived ones."""
        vocabulary, derived = self.guide.rules.vocabulary, self.guide.rules.shared
        held = ((k, v) for k, v in facts.items() if k in vocabulary and k not in derived)
        return {k: v for k, v in held if not isinstance(v, Unknown)}

    def _gap(self, condition: Condition, scope: Scope) -> Text:
        vocabulary = self.guide.rules.vocabulary
        return Text(
            first_gap(condition, scope, vocabulary, "zh"), first_gap(condition, scope, vocabulary, "en")
        )


def moved(vocabulary: Vocabulary, fact: str, value: object) -> Text:
    """One change in words; of codes only that they must change, as several may do."""
    if fact == AS_OF:
        return Text(f"等到 {value}", f"wait until {value}")
    name, dimension = vocabulary[fact].name, of_fact(vocabulary[fact])
    if isinstance(value, str):
        return Text(f"“{name.zh}”要改变", f"“{name.en}” must change")
    return Text(
        f"{name.zh} → {wording(value, dimension, 'zh')}", f"{name.en} → {wording(value, dimension, 'en')}"
    )


def money_text(yuan: Decimal) -> Text:
    """Yuan in both languages: from 万元 up in 万元 with two decimals, told as about where that rounds."""
    cents = round(yuan, 2)
    if abs(yuan) < WAN:
        return Text(f"{plain(cents)}元", f"CNY {plain(cents)}")
    wan = round(yuan / WAN, 2)
    about = "" if wan * WAN == yuan else "约 "
    return Text(f"{about}{plain(wan)}万元", f"CNY {plain(cents)}")


def together(standings: Iterable[Standing], conflicts: Conflicts) -> Worth:
    """What the eligible ones are worth together."""
    items = [Item(s.policy, s.benefit, s.amount) for s in standings if s.state == "eligible"]
    return worth(items, conflicts)


def cited(version: Version) -> Text:
    """The document and the clause that grants it."""
    source, clause = version.source, version.outcome.clause or ""
    return Text(
        f"{source.number} {source.title} {clause}".strip(), f"{source.number} {source.title} {clause}".strip()
    )


def _amounts(verdict: Verdict) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The amount; where it is not known, the least and the most that it can come to."""
    value = verdict.amount
    if verdict.state == "ineligible" or not isinstance(value, Decimal | Unknown):
        return None, None, None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None, None, None
    low, high = bounds(value) or (None, None)
    return None, low if low and low > 0 else None, high if high and high.is_finite() else None


def _reviews(verdict: Verdict) -> Iterator[Text]:
    for finding in verdict.findings:
        if isinstance(finding.value, Unknown) and finding.value.review:
            yield finding.condition.title


def _text(titles: Titles) -> Text:
    return Text(titles.zh, titles.en)
