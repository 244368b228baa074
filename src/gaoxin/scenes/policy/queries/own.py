"""What one firm reads: its policies, what to tell next, what would change, its notices and subscriptions."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.guide.desk import Desk
from gaoxin.center.guide.groups import Groups, grouped
from gaoxin.center.guide.guide import NAMES, Look
from gaoxin.center.guide.standing import money_text
from gaoxin.center.guide.supposed import Difference, differences
from gaoxin.center.guide.typed import typed
from gaoxin.center.guide.wording import Asked
from gaoxin.center.models import Firm, Zone
from gaoxin.scenes.policy.deciding import Decider
from gaoxin.scenes.policy.models import Notice, Subscription
from gaoxin.scenes.policy.queries.supposing import desk_of

__all__ = [
    "Firm",
    "Inbox",
    "Own",
    "WhatIf",
    "in_words",
    "inbox",
    "letter",
    "own",
    "subscribed",
    "unread",
    "what_if",
]

MOST = 3
"""Facts that may be supposed otherwise at once."""


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that policies wait for: how many, and how many that wait for nothing else."""

    asked: Asked
    waits: int
    alone: int
    policies: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """The policies of a firm; `next` is the fact that settles most, None where nothing is waited for."""

    firm: Firm
    desk: Desk
    known: int
    groups: Groups
    look: Look
    next: Asked | None
    needs: tuple[Need, ...]


def own(firm: Firm) -> Own:
    """How a firm stands today by the facts of its file."""
    desk, known = desk_of(firm.zone), known_of(firm)
    facts = tuple((fact, tuple(v) if isinstance(v, list) else v) for fact, v in known.items())
    return Own(firm, desk, len(known.keys() - NAMES), *_standing(desk, facts))


@lru_cache(maxsize=64)
def _standing(
    desk: Desk, facts: tuple[tuple[str, object], ...]
) -> tuple[Groups, Look, Asked | None, tuple[Need, ...]]:
    """What follows from the facts alone; several codes of one fact come as a tuple."""
    known = {fact: list(v) if isinstance(v, tuple) else v for fact, v in facts}
    look = desk.guide.look(known, NAMES)
    following = desk.asked(look.question.fact.id) if look.question else None
    return desk.grouped(known, look), look, following, _needs(desk, look)


def known_of(firm: Firm) -> dict[str, object]:
    """The facts that count for a firm today."""
    return dict(Decider(firm.zone, firm, desk_of(firm.zone).day).known)


def _needs(desk: Desk, look: Look) -> tuple[Need, ...]:
    """What is waited for: the next question first, then what alone decides most."""
    open_ = [(rule.title, verdict.missing) for rule, verdict in look.pairs if verdict.state == "needs_data"]
    waits = Counter(fact for _, missing in open_ for fact in missing)
    alone = Counter(missing[0] for _, missing in open_ if len(missing) == 1)
    titles = {fact: tuple(title for title, missing in open_ if fact in missing) for fact in waits}
    first = look.question.fact.id if look.question else ""
    ranked = sorted(waits, key=lambda f: (f != first, -alone[f], -waits[f], f))
    return tuple(Need(desk.asked(f), waits[f], alone[f], titles[f]) for f in ranked if f not in NAMES)


@dataclass(frozen=True, slots=True)
class Supposal:
    """A fact to suppose otherwise: what it is now, and what was typed."""

    asked: Asked
    now: Text
    typed: str
    chosen: tuple[str, ...]
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The form, and where it was filled in without fault what would change."""

    firm: Firm
    choices: tuple[Fact, ...]
    supposals: tuple[Supposal, ...]
    done: bool = False
    changed: tuple[Difference, ...] = ()
    before: Groups | None = None
    after: Groups | None = None

    @property
    def faults(self) -> tuple[Supposal, ...]:
        """The fields that could not be read."""
        return tuple(s for s in self.supposals if s.fault)


def what_if(firm: Firm, facts: Sequence[str], given: Mapping[str, Sequence[str]] | None) -> WhatIf:
    """Suppose some facts of a firm otherwise; nothing is kept. `given` is None before the form was sent."""
    desk, known = desk_of(firm.zone), known_of(firm)
    choices = supposable(desk)
    wanted = [f for f in dict.fromkeys(facts) if f in {c.id for c in choices}][:MOST]
    read = [_supposal(desk, fact, known.get(fact), given) for fact in wanted]
    shown = tuple(supposal for supposal, _ in read)
    if given is None or not read or any(s.fault for s in shown):
        return WhatIf(firm, choices, shown)
    changed = {**known, **{s.asked.fact.id: value for s, value in read}}
    before, after = (desk.standings.of(facts, desk.guide.decided(facts)) for facts in (known, changed))
    groups = (grouped(standings, desk.conflicts) for standings in (before, after))
    return WhatIf(firm, choices, shown, True, differences(before, after), *groups)


def supposable(desk: Desk) -> tuple[Fact, ...]:
    """The facts that policies look at and a firm can know itself."""
    waited = {fact for _, verdict in desk.guide.decided({}) for fact in verdict.missing} - NAMES
    return tuple(fact for fact in desk.library.vocabulary if fact.id in waited)


def _supposal(
    desk: Desk, fact: str, held: object, given: Mapping[str, Sequence[str]] | None
) -> tuple[Supposal, object]:
    asked = desk.asked(fact)
    now = Text("缺数据", "not known") if held is None else desk.said(fact, held)
    if given is None:
        text = "" if held is None or isinstance(held, list) else typed(asked.fact, held)
        return Supposal(asked, now, text, tuple(map(str, held)) if isinstance(held, list) else (text,)), held
    sent = list(given.get(fact, ()))
    text = sent[0][:100] if sent else ""
    try:
        return Supposal(asked, now, text, tuple(sent)), desk.read_from(fact, sent, held)
    except Refused as refused:
        return Supposal(asked, now, text, tuple(sent), refused.message), held


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to a firm; money in fen, `answer` is interested, declined, contact or empty."""

    id: int
    policy: str
    title: Text
    message: Text
    state: str
    amount: int | None
    at: dt.datetime
    read_at: dt.datetime | None
    answer: str
    answered_at: dt.datetime | None

    @property
    def worth(self) -> Text:
        """The amount in words, empty where there was none."""
        return in_words(self.amount)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Notices, newest first, and what the firm has asked to hear of; `every` means all new policies."""

    letters: tuple[Letter, ...]
    every: bool
    policies: tuple[tuple[str, Text], ...]

    @property
    def unread(self) -> int:
        """How many were not opened."""
        return sum(letter.read_at is None for letter in self.letters)


def in_words(fen: int | None) -> Text:
    """Fen in words, empty where not known."""
    return Text("") if fen is None else money_text(Decimal(fen) / 100)


def inbox(firm: Firm) -> Inbox:
    """What a firm was told, and what it wants to be told."""
    rows = Notice.objects.filter(firm=firm).select_related("push").order_by("-push__at", "-pk")
    wanted = list(Subscription.objects.filter(firm=firm).order_by("policy").values_list("policy", flat=True))
    titles = [(p, _title(firm.zone, p)) for p in wanted if p]
    return Inbox(tuple(_letter(row, firm.zone) for row in rows[:200]), "" in wanted, tuple(titles))


def letter(firm: Firm, key: int) -> Letter | None:
    """One notice, None where it is not this firm's."""
    row = Notice.objects.filter(firm=firm, pk=key).select_related("push").first()
    return _letter(row, firm.zone) if row else None


def unread(firm: Firm) -> int:
    """How many notices were not opened."""
    return Notice.objects.filter(firm=firm, read_at__isnull=True).count()


def subscribed(firm: Firm, policy: str) -> bool:
    """Whether the firm has asked to hear of a policy."""
    return Subscription.objects.filter(firm=firm, policy=policy).exists()


def _letter(row: Notice, zone: Zone) -> Letter:
    push = row.push
    title, message = _title(zone, push.policy), Text(push.message, push.message_en)
    told = (row.state, row.amount, push.at, row.read_at, row.answer, row.answered_at)
    return Letter(row.pk, push.policy, title, message, *told)


def _title(zone: Zone, policy: str) -> Text:
    """The name of a policy; its id where the library no longer has it."""
    file = desk_of(zone).library.policies.get(policy)
    return Text(file.policy.title.zh, file.policy.title.en) if file else Text(policy)
