"""A firm disputes a value; an officer accepts, rejects or asks for more. Officers never write a value."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.evidence.actions import retire_observation, state_fact
from gaoxin.center.evidence.kinds import SELF
from gaoxin.center.models import Firm, Observation, Person
from gaoxin.center.workdays import workdays
from gaoxin.scenes.data.actions.paper import Upload, keep
from gaoxin.scenes.data.models import OPEN, Dispute, Remark

WORKING_DAYS = 7
"""Within which a dispute is to be settled."""
LONGEST = 1000
"""Characters of a reason or an answer."""


@action(permission="center.state", event="dispute.open", private=("papers",))
def dispute_value(
    *,
    actor: Actor,
    firm: Firm,
    observation: int,
    claimed: object,
    reason: str,
    papers: Sequence[Upload] = (),
) -> Dispute:
    """The firm says a value is wrong; `claimed`, where given, becomes its own statement. Raises Refused."""
    _worded(reason, Text("请写明理由", "say why the value is wrong"))
    Firm.objects.select_for_update().get(pk=firm.pk)
    row = _disputable(firm, observation)
    claim = None
    if claimed is not None:
        claim = state_fact(actor=actor, firm=firm, fact=row.fact, value=claimed, valid_from=row.valid_from)
    person = _person(actor)
    made = Dispute.objects.create(
        firm=firm,
        fact=row.fact,
        observation=row,
        claim=claim,
        reason=_lines(reason),
        opened_by=person,
        opened_at=timezone.now(),
        due_on=due(SystemClock().today()),
    )
    keep(papers, person, firm, dispute=made)
    return made


@action(permission="data.dispute", event="dispute.accept")
def accept_dispute(*, actor: Actor, firm: Firm, dispute: int, answer: str) -> Dispute:
    """The disputed value is taken out of use; what the firm stated, or the next source, then counts. Raises Refused."""
    _short(answer)
    row = _standing(firm, dispute)
    if row.observation.retired_at is None:
        reason = f"dispute {row.pk}: {row.reason}"
        retire_observation(actor=actor, firm=firm, observation=row.observation_id, reason=reason)
    return _close(row, actor, "accepted", answer)


@action(permission="data.dispute", event="dispute.reject")
def reject_dispute(*, actor: Actor, firm: Firm, dispute: int, answer: str) -> Dispute:
    """The value stays; the firm is told why. Raises Refused."""
    _worded(answer, Text("请写明不采纳的理由", "say why the dispute is not accepted"))
    return _close(_standing(firm, dispute), actor, "rejected", answer)


@action(permission="data.dispute", event="dispute.ask")
def ask_more(*, actor: Actor, firm: Firm, dispute: int, answer: str) -> Dispute:
    """The officer asks for more; it is the firm's turn. Raises Refused."""
    _worded(answer, Text("请写明需要补充什么", "say what is still needed"))
    return _say(_standing(firm, dispute), actor, "asked", answer, state="asked")


@action(permission="center.state", event="dispute.answer", private=("papers",))
def answer_dispute(
    *, actor: Actor, firm: Firm, dispute: int, answer: str, papers: Sequence[Upload] = ()
) -> Dispute:
    """The firm answers, with further papers if it has any; the clock starts again. Raises Refused."""
    _worded(answer, Text("请写明补充内容", "write your answer"))
    row = _standing(firm, dispute)
    keep(papers, _person(actor), firm, dispute=row)
    row.due_on = due(SystemClock().today())
    return _say(row, actor, "answered", answer, state="open")


@action(permission="center.state", event="dispute.withdraw")
def withdraw_dispute(*, actor: Actor, firm: Firm, dispute: int) -> Dispute:
    """The firm takes its dispute back; what it stated itself stays until it changes that. Raises Refused."""
    return _close(_standing(firm, dispute), actor, "withdrawn", "")


def due(day: dt.date, working: int = WORKING_DAYS) -> dt.date:
    """The day so many working days after `day`."""
    return workdays().after(day, working)


def _disputable(firm: Firm, observation: int) -> Observation:
    row = Observation.objects.current().select_related("source").filter(firm=firm, pk=observation).first()
    if row is None:
        raise Refused(
            Text("这个数据已经不在用了", "this value is no longer in use"),
            Text("请刷新档案后再看", "reload the file and look again"),
        )
    if row.source.kind == SELF:
        raise Refused(
            Text("这是贵企业自己填报的数据", "your firm stated this value itself"),
            Text("请直接重新填报", "state it again instead"),
        )
    if Dispute.objects.filter(observation=row).standing().exists():
        raise Refused(
            Text("对这个数据已有未办结的异议", "a dispute of this value is open already"),
            Text("请在该异议中补充", "add to that dispute"),
        )
    return row


def _standing(firm: Firm, dispute: int) -> Dispute:
    rows = Dispute.objects.select_for_update().filter(firm=firm, pk=dispute, state__in=OPEN)
    row = rows.first()
    if row is None:
        raise Refused(Text("这个异议已经办结", "this dispute has been settled already"))
    return row


def _close(row: Dispute, actor: Actor, state: str, answer: str) -> Dispute:
    row.closed_by, row.closed_at = _person(actor), timezone.now()
    return _say(row, actor, state, answer, state=state)


def _say(row: Dispute, actor: Actor, kind: str, text: str, *, state: str) -> Dispute:
    row.state = state
    row.save()
    Remark.objects.create(dispute=row, kind=kind, text=_lines(text), by=_person(actor), at=timezone.now())
    return row


def _worded(text: str, missing: Text) -> None:
    if not text.strip():
        raise Refused(missing)
    _short(text)


def _lines(text: str) -> str:
    """As a page counts it: browsers send two characters for the end of a line."""
    return text.replace("\r\n", "\n").strip()


def _short(text: str) -> None:
    if (length := len(_lines(text))) > LONGEST:
        raise Refused(
            Text(f"写了 {length} 字，最多 {LONGEST} 字", f"{length} characters; {LONGEST} can be kept"),
            Text("请精简，或作为附件提交", "shorten it, or hand it in as a file"),
        )


def _person(actor: Actor) -> Person:
    if actor.person is None:
        raise Refused(Text("请用本人账号登录后办理", "log in as a person to do this"))
    return actor.person
