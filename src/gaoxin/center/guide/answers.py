"""The answers of one round of questions, in order: each a value, “don't know” or “skipped”."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.guide.guide import NAMES
from gaoxin.engines.rules.replay import Value
from gaoxin.engines.rules.replay.snapshot import known, written

Kind = Literal["value", "unknown", "skipped"]
MARKS: dict[Kind, str] = {"value": "=", "unknown": "?", "skipped": "-"}
KINDS: dict[str, Kind] = {mark: kind for kind, mark in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `value` is None unless the kind is `value`."""

    fact: str
    kind: Kind
    value: object = None


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers given so far, in the order in which they were first given."""

    given: tuple[Answer, ...] = ()

    @property
    def known(self) -> dict[str, object]:
        """The facts with a value."""
        return {a.fact: a.value for a in self.given if a.kind == "value"}

    @property
    def passed(self) -> frozenset[str]:
        """The facts not to ask for again: those left unknown, and those that say which firm it is."""
        return NAMES | {a.fact for a in self.given if a.kind != "value"}

    def of(self, fact: str) -> Answer | None:
        """The answer on one fact."""
        return next((a for a in self.given if a.fact == fact), None)

    def put(self, answer: Answer) -> "Answers":
        """With one more answer; another answer on the same fact is replaced where it stands."""
        if self.of(answer.fact) is None:
            return Answers((*self.given, answer))
        return Answers(tuple(answer if a.fact == answer.fact else a for a in self.given))

    def undone(self) -> "Answers":
        """Without the last answer."""
        return Answers(self.given[:-1])

    def packed(self, vocabulary: Vocabulary) -> list[list[Any]]:
        """As plain data: fact, mark and exact value."""
        return [_packed(a, vocabulary) for a in self.given]


def _packed(answer: Answer, vocabulary: Vocabulary) -> list[Any]:
    if answer.kind != "value":
        return [answer.fact, MARKS[answer.kind]]
    value = written(answer.value, vocabulary[answer.fact].type).value
    return [answer.fact, MARKS["value"], list(value) if isinstance(value, tuple) else value]


def unpacked(data: object, vocabulary: Vocabulary) -> Answers:
    """Answers from plain data; facts that the vocabulary lacks are left out. Raises ValueError for anything else."""
    if not isinstance(data, list):
        raise ValueError("answers are a list")
    found = Answers()
    for item in data:
        answer = _unpacked(item, vocabulary)
        found = found.put(answer) if answer else found
    return found


def _unpacked(item: Any, vocabulary: Vocabulary) -> Answer | None:
    if not isinstance(item, list) or len(item) not in (2, 3) or not all(isinstance(p, str) for p in item[:2]):
        raise ValueError("an answer is a fact, a mark and a value")
    fact, mark = item[:2]
    if mark not in KINDS or (mark == MARKS["value"]) != (len(item) == 3):
        raise ValueError(f"no such mark: {mark!r}")
    if fact not in vocabulary:
        return None
    return Answer(fact, KINDS[mark], _value(item[2], vocabulary[fact].type) if len(item) == 3 else None)


def _value(text: object, kind: str) -> object:
    if isinstance(text, str):
        return known(Value(kind, text))
    if isinstance(text, Sequence) and all(isinstance(t, str) for t in text):
        return known(Value(kind, tuple(text)))
    raise ValueError("a value is text")
