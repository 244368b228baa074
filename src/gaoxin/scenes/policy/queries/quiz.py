"""测一测: a round of questions for somebody who is not known. Nothing is read of anybody or written anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core import signing

from gaoxin.base.text import Text
from gaoxin.center.actor import ANONYMOUS
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.guide.answers import Answer, Answers, Kind, unpacked
from gaoxin.center.guide.desk import Desk
from gaoxin.center.guide.groups import Groups
from gaoxin.center.guide.guide import Look, Question
from gaoxin.center.guide.trades import Trade
from gaoxin.center.guide.typed import typed
from gaoxin.center.guide.wording import Asked
from gaoxin.center.models import Zone
from gaoxin.center.queries.zones import zones_for
from gaoxin.scenes.policy.deciding import Decided
from gaoxin.scenes.policy.queries.supposing import Supposed, desk_of

SALT = "policy.quiz"
HOURS = 12
"""How long a round may be put aside."""


class LostError(ValueError):
    """Answers that cannot be read: too old, damaged or changed."""


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
        return self.desk.said(fact, answer.value)

    def groups(self) -> Groups:
        """Every policy, by how the visitor stands."""
        return self.desk.grouped(self.answers.known, self.look)

    def why(self, policy: str) -> Decided:
        """The decision on one policy from the answers alone; raises PackError where there is none in force."""
        return Supposed(self.zone, self.desk, self.answers.known).decide(policy)


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
