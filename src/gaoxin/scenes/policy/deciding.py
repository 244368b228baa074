"""One firm and one policy: the decision with the value and source of every fact, for pages and as a file."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from gaoxin import __version__
from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.evidence.views import FactView
from gaoxin.center.explaining import gap_of
from gaoxin.center.guide.wording import code_name
from gaoxin.center.library import Library
from gaoxin.center.models import Firm, Zone
from gaoxin.engines.packs.kinds import Policy, Version
from gaoxin.engines.rules.dimension import of_fact
from gaoxin.engines.rules.explain import Explanation, Measured, Outcome, Reason
from gaoxin.engines.rules.nearest import Change, nearest
from gaoxin.engines.rules.nearest import Firm as Known
from gaoxin.engines.rules.replay import Ready, Recorder, Source, Subject
from gaoxin.engines.rules.replay.canonical import canonical, sha256
from gaoxin.engines.rules.rule import AS_OF
from gaoxin.engines.rules.wording import wording
from gaoxin.scenes.policy.grounds import grounds_of

PLACES = Text("个百分点", " percentage points")


@dataclass(frozen=True, slots=True)
class Value:
    """A fact of the firm as the decision saw it; without `held` it is not known."""

    fact: str
    name: Text
    shown: Text
    judged: bool
    held: FactView | None


@dataclass(frozen=True, slots=True)
class Test:
    """One measure behind a condition: what it is, what it should be, and how far it is from there."""

    sentence: Text
    outcome: Outcome
    gap: Text | None
    behind: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One condition and what came of it; `missing` and `review` are names of facts."""

    id: str
    title: Text
    clause: str
    confidence: str
    reading: str
    outcome: Outcome
    tests: tuple[Test, ...]
    missing: tuple[Text, ...]
    review: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as pages show it; `state` is one of the four verdicts or `one_step`, `amount` is fen."""

    uscc: str
    firm: Text
    policy: Policy
    version: Version
    day: dt.date
    state: str
    amount: int | None
    lines: tuple[Line, ...]
    unchecked: tuple[Text, ...]
    moves: tuple[Text, ...]
    missing: tuple[Text, ...]
    values: tuple[Value, ...]

    @property
    def title(self) -> Text:
        """The policy's name."""
        return Text(self.policy.title.zh, self.policy.title.en)

    @property
    def unmet(self) -> tuple[Line, ...]:
        """The conditions that fail."""
        return tuple(line for line in self.lines if line.outcome == "unmet")


class Decider:
    """Decides many policies for one firm: its facts are read once."""

    def __init__(self, zone: Zone, firm: Firm, day: dt.date, grounds: Grounds | None = None) -> None:
        self.zone, self.firm, self.day = zone, firm, day
        self.grounds = grounds or grounds_of(zone)
        self.held = {view.fact.id: view for view in facts_of(firm, day=day)}
        names = {"uscc": firm.uscc, "name_zh": firm.name_zh}
        self.known = names | {fact: view.value for fact, view in self.held.items()}

    @property
    def library(self) -> Library:
        """The policies decided on."""
        return self.grounds.library

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of facts."""
        return self.library.vocabulary

    def explained(self, policy: str) -> tuple[Ready, Explanation]:
        """The bare explanation; raises PackError where no version is in force."""
        ready = self.grounds.ready(policy, self.day)
        return ready, ready.explainer.explain(ready.settled(ready.facts(self.known)))

    def decide(self, policy: str) -> Decided:
        """The decision in words; raises PackError where no version is in force."""
        ready, told = self.explained(policy)
        change = None
        if told.state == "ineligible":
            change = nearest(ready.rule, Known(self.known, ready.rules, self.day))
        file = self.library.file(policy)
        amount = _fen(told.verdict.amount) if told.state != "ineligible" else None
        return Decided(
            self.firm.uscc,
            self.firm.name,
            file.policy,
            self.library.version(ready.rule),
            self.day,
            "one_step" if told.state == "ineligible" and len(told.verdict.unmet) == 1 else told.state,
            amount,
            tuple(_line(reason, self.vocabulary) for reason in told.reasons),
            ready.rule.unchecked,
            tuple(self._moves(change or {})),
            _names(told.verdict.missing, self.vocabulary) if told.state == "needs_data" else (),
            tuple(self._values(ready.reads.facts)),
        )

    def file(self, policy: str) -> bytes:
        """The decision as a file that verifies without the site; raises PackError."""
        recorder = Recorder(self.grounds.ready(policy, self.day), __version__)
        return recorder.record(self.subject, recorder.ready.facts(self.known))[1]

    @property
    def subject(self) -> Subject:
        """The firm with the source of each fact; `file` is the digest over all of them."""
        cited = {fact: cited_of(view) for fact, view in self.held.items()}
        whole = sha256(canonical({fact: [cited[fact], str(v.valid_from)] for fact, v in self.held.items()}))
        source = Source(whole, 0, f"{self.zone.name_zh} · 企业档案")
        return Subject(self.firm.uscc, self.known, source, cited, self.vocabulary)

    def _values(self, facts: Iterable[str]) -> Iterator[Value]:
        for fact in facts:
            known, held = self.vocabulary[fact], self.held.get(fact)
            shown = Text("未知", "not known")
            if held is not None:
                shown = self._told(known, held.value)
            yield Value(fact, known.name, shown, known.judged, held)

    def _moves(self, change: Change) -> Iterator[Text]:
        for fact, value in change.items():
            if fact == AS_OF:
                yield Text(f"等到 {value}", f"wait until {value}")
                continue
            known, held = self.vocabulary[fact], self.known.get(fact)
            goal, name = self._told(known, value), known.name
            if held is not None:
                now = self._told(known, held)
                goal = Text(f"{now.zh} → {goal.zh}", f"{now.en} → {goal.en}")
            yield Text(f"{name.zh} {goal.zh}", f"{name.en} {goal.en}")

    def _told(self, fact: Fact, value: object) -> Text:
        """A value in words, codes by their names."""
        if isinstance(value, list):
            names = [code_name(self.library, fact.id, code) for code in value]
            return Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))
        if isinstance(value, str) and fact.codes:
            return code_name(self.library, fact.id, value)
        return Text(*(wording(value, of_fact(fact), tongue) for tongue in ("zh", "en")))


def decide_one(zone: Zone, firm: Firm, policy: str, day: dt.date) -> Decided:
    """One decision from the facts as they stand; raises PackError where no version is in force."""
    return Decider(zone, firm, day).decide(policy)


def decision_file(firm: Firm, policy: str, day: dt.date) -> bytes:
    """One decision as a file for `gaoxin decision verify`; raises PackError where no version is in force."""
    return Decider(firm.zone, firm, day).file(policy)


def cited_of(view: FactView) -> str:
    """The source of a fact in one line, as decision files carry it."""
    source = view.source
    day = source.published_on or view.valid_from
    return f"{source.title}（{source.publisher.zh}，{day}）{source.digest[:16]}"


def _line(reason: Reason, vocabulary: Vocabulary) -> Line:
    condition = reason.condition
    return Line(
        condition.id,
        condition.title,
        condition.clause,
        condition.confidence,
        condition.reading,
        reason.outcome,
        tuple(_test(measured) for measured in reason.measured),
        _names(reason.missing, vocabulary),
        _names(reason.review, vocabulary),
    )


def _test(measured: Measured) -> Test:
    sentence = Text(measured.sentence("zh"), measured.sentence("en"))
    gap = gap_of(measured) if measured.outcome == "unmet" else None
    told = None if gap is None else Text(*(_gap(gap, measured, tongue) for tongue in ("zh", "en")))
    return Test(sentence, measured.outcome, told, measured.behind)


def _gap(gap: Decimal | int, measured: Measured, language: Language) -> str:
    if isinstance(gap, int):
        return Text(f"差 {gap} 天", f"{gap} days away").in_(language)
    shown = wording(gap, measured.dimension, language).replace("%", PLACES.in_(language))
    return Text(f"差 {shown}", f"{shown} away").in_(language)


def _names(facts: Iterable[str], vocabulary: Vocabulary) -> tuple[Text, ...]:
    return tuple(vocabulary[fact].name for fact in facts if fact in vocabulary)


def _fen(value: object) -> int | None:
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    return int(value.scaleb(2).to_integral_value(ROUND_HALF_EVEN))
