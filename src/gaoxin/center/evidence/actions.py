"""Statements of a firm about itself, and values taken back."""

# ruff: noqa: ARG001 - `actor` and `reason` are for the log, which the decorator writes

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.changed import firms_changed
from gaoxin.center.evidence.kinds import SELF, source_kinds
from gaoxin.center.evidence.timeline import FACTS, renew
from gaoxin.center.evidence.values import stored
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Firm, Observation, Source


@dataclass(frozen=True, slots=True)
class Document:
    """What a statement rests on: a title, and the digest or address of the document."""

    title: str
    digest: str = ""
    url: str = ""


@action(permission="center.state", event="fact.state")
def state_fact(
    *,
    actor: Actor,
    firm: Firm,
    fact: str,
    value: object,
    valid_from: dt.date,
    document: Document | None = None,
) -> Observation:
    """The firm states a fact of itself (money in yuan), valid from a day. Raises Refused where it cannot be.

    A value stated for the same day is corrected: the old row is retired, never changed. One that already
    holds is not written twice.
    """
    number, text = _checked(firm, fact, value, valid_from)
    Firm.objects.select_for_update().get(pk=firm.pk)
    held = _stated(firm, fact, valid_from)
    if held is not None and (held.number, held.text) == (number, text):
        return held
    corrected = held if held is not None and held.valid_from == valid_from else None
    now = timezone.now()
    if corrected is not None:
        Observation.objects.filter(pk=corrected.pk).update(retired_at=now)
    made = Observation.objects.create(
        firm=firm,
        fact=fact,
        number=number,
        text=text,
        valid_from=valid_from,
        recorded_at=now,
        source=_source(firm, document, now),
        confidence="stated",
        replaces=corrected,
    )
    _follow(firm, fact)
    return made


@action(permission="center.import", event="fact.retire")
def retire_observation(*, actor: Actor, firm: Firm, observation: int, reason: str) -> Observation:
    """Take a wrong value out of use, as when a dispute is accepted. Raises Refused.

    Nothing is written in its place, and what the firm stated itself only the firm takes back.
    """
    row = _current(firm, observation)
    if row.source.kind == SELF:
        raise Refused(
            Text("企业自己填报的数据只能由企业撤回", "only the firm takes back what it stated itself"),
            Text("请联系企业在其档案中更正", "ask the firm to correct it in its file"),
        )
    return _retired(firm, row, reason)


@action(permission="center.state", event="fact.withdraw")
def withdraw_statement(*, actor: Actor, firm: Firm, observation: int, reason: str) -> Observation:
    """The firm takes back what it stated itself. Raises Refused."""
    row = _current(firm, observation)
    if row.source.kind != SELF:
        raise Refused(
            Text("这个数据不是企业填报的", "the firm did not state this value"),
            Text("如有异议请提出申诉", "dispute it where it is wrong"),
        )
    return _retired(firm, row, reason)


def _checked(firm: Firm, fact: str, value: object, valid_from: dt.date) -> tuple[int | None, str | None]:
    vocabulary = vocabulary_of(firm.zone)
    if fact not in vocabulary or fact == "uscc":
        raise Refused(
            Text(f"不能填报「{fact}」", f"{fact} cannot be stated"),
            Text("请从列出的指标中选择", "choose one of the facts listed"),
        )
    if valid_from > SystemClock().today():
        raise Refused(
            Text("生效日期还没有到", "the date lies in the future"),
            Text("请填写今天或以前的日期", "write today or an earlier day"),
        )
    return stored(value, vocabulary[fact])


def _stated(firm: Firm, fact: str, day: dt.date) -> Observation | None:
    """What the firm's own statements hold on a day."""
    own = Observation.objects.filter(firm=firm, fact=fact, source__kind=SELF)
    return own.current().valid(day).order_by("-valid_from", "-pk").first()


def _source(firm: Firm, document: Document | None, now: dt.datetime) -> Source:
    """One source for all that a firm states on one document, or without one."""
    source, _ = Source.objects.get_or_create(
        zone=firm.zone,
        kind=SELF,
        publisher_zh=firm.name_zh[:100],
        title=(document.title if document else "企业填报")[:200],
        digest=document.digest if document else "",
        url=document.url if document else "",
        defaults={
            "rank": source_kinds()[SELF].rank,
            "publisher_en": firm.name_en[:160],
            "recorded_at": now,
        },
    )
    return source


def _current(firm: Firm, observation: int) -> Observation:
    row = Observation.objects.select_related("source").filter(firm=firm, pk=observation).current().first()
    if row is None:
        raise Refused(
            Text("这个数据已经不在用了", "this value is no longer in use"),
            Text("请刷新页面后再看", "reload the page and look again"),
        )
    return row


def _retired(firm: Firm, row: Observation, reason: str) -> Observation:
    if not reason.strip():
        raise Refused(Text("请写明理由", "say why"))
    Observation.objects.filter(pk=row.pk).update(retired_at=timezone.now())
    _follow(firm, row.fact)
    return row


def _follow(firm: Firm, fact: str) -> None:
    if fact in FACTS:
        renew(firm.zone, [firm.pk])
    firms_changed(firm.zone, [firm.pk])
