"""测一测: a round of questions for somebody who is not known. Nothing is read of anybody or written anywhere."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core import signing

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.center.actor import ANONYMOUS
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.guide.answers import Answer, Answers, Kind, unpacked
from gaoxin.center.guide.conflicts import Conflict
from gaoxin.center.guide.desk import Desk
from gaoxin.center.guide.guide import Look, Question
from gaoxin.center.guide.standing import Standing, money_text, together
from gaoxin.center.guide.trades import Trade
from gaoxin.center.guide.typed import typed
from gaoxin.center.guide.wording import Asked
from gaoxin.center.guide.worth import BENEFITS, Worth
from gaoxin.center.models import Firm, Zone
from gaoxin.center.queries.zones import zones_for
from gaoxin.engines.rules.dimension import of_fact
from gaoxin.engines.rules.wording import wording
from gaoxin.scenes.policy.deciding import Decided, Decider, Value
from gaoxin.scenes.policy.grounds import grounds_of
from gaoxin.scenes.policy.library import library_of

SALT = "policy.quiz"
HOURS = 12
"""How long a round may be put aside."""

_HELD: dict[str, Desk] = {}


class LostError(ValueError):
    """Answers that cannot be read: too old, damaged or changed."""


def desk_of(zone: Zone) -> Desk:
    """The questions of a zone today; made once a process, day and publication."""
    library, today = library_of(zone), SystemClock().today()
    held = _HELD.get(zone.pk)
    if held is None or held.library is not library or held.day != today:
        held = _HELD[zone.pk] = Desk(library, today)
    return held


def quiz_zones() -> list[Zone]:
    """Every zone whose policies can be tried."""
    return zones_for(ANONYMOUS)


def quiz_zone(key: str) -> Zone | None:
    """One of them, None where there is none of that name."""
    return next((zone for zone in quiz_zones() if zone.pk == key), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as the page shows it; `question` is None where it is asked again to change the answer."""

    asked: Asked
    question: Question | None
    typed: str
    chosen: tuple[str, ...]
    left: Kind | None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer on the page of answers."""

    fact: str
    ask: Text
    shown: Text
    kind: Kind


@dataclass(frozen=True, slots=True)
class Clash:
    """Policies that may not be had together: the one counted, the others, and the clause."""

    title: Text
    counted: Text
    others: tuple[Text, ...]
    chosen: bool
    """Whether the firm chooses; otherwise the highest counts by rule."""
    text: Text
    cited: Text


@dataclass(frozen=True, slots=True)
class Groups:
    """All policies by how somebody stands; `far` holds those that no single change of a figure would bring."""

    eligible: tuple[Standing, ...]
    near: tuple[Standing, ...]
    needs_data: tuple[Standing, ...]
    needs_review: tuple[Standing, ...]
    far: tuple[Standing, ...]
    worth: Worth

    @property
    def sum(self) -> Text | None:
        """What can be added up, in words; None where no amount is known."""
        return money_text(self.worth.total) if self.worth.counted else None

    @property
    def parts(self) -> tuple[tuple[Text, Text], ...]:
        """The sums by kind of benefit."""
        return tuple((BENEFITS[kind], money_text(amount)) for kind, amount in self.worth.sums.items())

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What may not be had together."""
        titles = {s.policy: s.title for s in self.eligible}
        return tuple(_clash(c, titles) for c in self.worth.conflicts)

    @property
    def total(self) -> int:
        """How many policies there are."""
        return sum(map(len, (self.eligible, self.near, self.needs_data, self.needs_review, self.far)))


@dataclass(frozen=True)
class Round:
    """The answers so far in one zone, and what follows from them."""

    zone: Zone
    desk: Desk
    answers: Answers

    @cached_property
    def look(self) -> Look:
        """The verdicts and the next question."""
        return self.desk.guide.look(self.answers.known, self.answers.passed)

    @property
    def eligible(self) -> int:
        """How many policies look attainable now."""
        return sum(verdict.state == "eligible" for _, verdict in self.look.pairs)

    @property
    def industry(self) -> Text:
        """The industry that was chosen."""
        return self.shown(INDUSTRY)

    @property
    def token(self) -> str:
        """The answers, signed and compressed, for the visitor's own browser to carry."""
        return signing.dumps(self.answers.packed(self.desk.library.vocabulary), salt=SALT, compress=True)

    def asks(self, fact: str) -> bool:
        """Whether a fact may be asked for."""
        known = self.desk.library.vocabulary
        return fact in known and not known[fact].judged and known[fact].type not in ("text", "series")

    def next(self) -> Ask | None:
        """What to ask now, None where nothing more would matter."""
        question = self.look.question
        return None if question is None else replace(self.again(question.fact.id), question=question)

    def again(self, fact: str) -> Ask:
        """One question, with the answer given before."""
        asked, before = self.desk.asked(fact), self.answers.of(fact)
        if before is None or before.kind != "value":
            return Ask(asked, None, "", (), before.kind if before else None)
        if isinstance(before.value, list):
            return Ask(asked, None, "", tuple(map(str, before.value)), "value")
        text = typed(asked.fact, before.value)
        return Ask(asked, None, text, (text,), "value")

    def take(self, fact: str, kind: Kind, given: Sequence[str]) -> "Round":
        """With one more answer; raises Refused with advice."""
        value = self.desk.read(fact, given) if kind == "value" else None
        return replace(self, answers=self.answers.put(Answer(fact, kind, value)))

    def back(self) -> tuple["Round", str]:
        """Without the last answer, and the fact it was about."""
        last = self.answers.given[-1].fact if self.answers.given else ""
        return replace(self, answers=self.answers.undone()), last

    def trades(self, words: str, section: str) -> tuple[Trade, ...]:
        """The industries that words or a section name."""
        return self.desk.trades.search(words) if words else self.desk.trades.of_section(section)

    def given(self) -> Iterator[Given]:
        """The answers in words."""
        for answer in self.answers.given:
            yield Given(answer.fact, self.desk.asked(answer.fact).ask, self.shown(answer.fact), answer.kind)

    def shown(self, fact: str) -> Text:
        """The answer on one fact in words."""
        answer = self.answers.of(fact)
        if answer is None or answer.kind != "value":
            skipped = answer is not None and answer.kind == "skipped"
            return Text("跳过", "Skipped") if skipped else Text("不清楚", "Not known")
        return said(self.desk, fact, answer.value)

    def groups(self) -> Groups:
        """Every policy, by how the visitor stands."""
        return grouped(self.desk, self.desk.standings.of(self.answers.known, self.look.pairs))

    def why(self, policy: str) -> Decided:
        """The decision on one policy from the answers alone; raises PackError where there is none in force."""
        return Supposed(self.zone, self.desk, self.answers.known, self.desk.day).decide(policy)


def round_of(zone: Zone, token: str) -> Round:
    """The round that a browser carries; raises LostError where it cannot be read."""
    desk = desk_of(zone)
    if not token:
        return Round(zone, desk, Answers())
    try:
        data = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
        return Round(zone, desk, unpacked(data, desk.library.vocabulary))
    except (signing.BadSignature, ValueError) as error:
        raise LostError(str(error)) from error


def grouped(desk: Desk, standings: Iterable[Standing]) -> Groups:
    """Standings by group, each with the largest amount first."""
    every = sorted(standings, key=lambda s: -(s.amount or s.up_to or 0))
    by = {
        state: tuple(s for s in every if s.state == state)
        for state in ("eligible", "needs_data", "needs_review")
    }
    near = tuple(s for s in every if s.state == "one_step" and s.moves)
    far = tuple(s for s in every if s not in near and s.state in ("one_step", "ineligible"))
    return Groups(
        by["eligible"], near, by["needs_data"], by["needs_review"], far, together(every, desk.conflicts)
    )


def _clash(conflict: Conflict, titles: Mapping[str, Text]) -> Clash:
    group = conflict.group
    return Clash(
        Text(group.title.zh, group.title.en),
        titles[conflict.counted],
        tuple(titles[p] for p in conflict.instead),
        group.rule == "one_of",
        Text(group.text.zh, group.text.en),
        conflict.cited,
    )


def said(desk: Desk, fact: str, value: object) -> Text:
    """A value in words."""
    known = desk.library.vocabulary[fact]
    if fact == INDUSTRY:
        name = desk.trades.name(str(value))
        return Text(f"{name.zh}（{value}）", f"{name.en} ({value})")
    names = desk.asked(fact).choices
    if isinstance(value, list):
        chosen = [names.get(v, Text(v)) for v in value]
        none = Text("都不是", "None of them")
        return (
            Text("、".join(c.zh for c in chosen), "; ".join(c.in_("en") for c in chosen)) if chosen else none
        )
    if isinstance(value, str) and value in names:
        return names[value]
    return Text(*(wording(value, of_fact(known), tongue) for tongue in ("zh", "en")))


class Supposed(Decider):
    """Decides from facts that somebody supposes, not from a firm's file."""

    def __init__(self, zone: Zone, desk: Desk, known: dict[str, object], day: dt.date) -> None:
        self.zone, self.day, self.desk = zone, day, desk
        self.firm = Firm(zone=zone)
        self.grounds = grounds_of(zone)
        self.held = {}
        self.known = known

    def _values(self, facts: Iterable[str]) -> Iterator[Value]:
        for value in super()._values(facts):
            held = value.fact in self.known
            yield replace(value, shown=said(self.desk, value.fact, self.known[value.fact])) if held else value
