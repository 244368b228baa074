"""Changing a policy: one person proposes, another decides, and what is approved holds at once."""

from collections.abc import Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.library import NATIONAL
from gaoxin.center.models import Person, Zone
from gaoxin.engines.packs.read import PackError
from gaoxin.scenes.policy import jobs
from gaoxin.scenes.policy.library import checked, digest_of, library_of, pack_of, text_of
from gaoxin.scenes.policy.models import Change, Published


@action(permission="policy.propose", event="policy.propose", private=("text", "impact"))
def propose(
    *, actor: Actor, zone: Zone, policy: str, text: str, reason: str, impact: Mapping[str, object]
) -> Change:
    """Propose a text for a policy of the zone's own pack; `impact` is what was weighed, for the record.

    Raises Refused for a national policy, an unchanged or faulty text, and without a reason.
    """
    if not reason.strip():
        raise Refused(Text("请写明修改理由", "say why the policy should change"))
    if pack_of(library_of(zone), policy).info.id == NATIONAL:
        raise Refused(
            Text("国家政策不能由本区修改", "a national policy is not the zone's to change"),
            Text("可以测算影响，再向上级反映", "weigh it, and take the result to whom it may concern"),
        )
    before = text_of(zone, policy)
    if before == text:
        raise Refused(Text("文字没有改动", "nothing has been changed"))
    _sound(zone, policy, text, before)
    return Change.objects.create(
        zone=zone,
        policy=policy,
        before=before,
        text=text,
        base=digest_of(before),
        reason=reason.strip()[:500],
        state="proposed",
        impact=dict(impact),
        proposed_by=_person(actor),
        proposed_at=timezone.now(),
    )


def _sound(zone: Zone, policy: str, text: str, before: str) -> None:
    """Refuse a text that cannot be read, or has faults that the present one has not."""
    library = library_of(zone)
    try:
        faults = checked(library, policy, text)[2]
    except PackError as error:
        raise Refused(error.text, where=error.where) from None
    known = set(checked(library, policy, before)[2])
    fresh = [f for f in faults if f not in known]
    if fresh:
        raise Refused(fresh[0].text, Text("请改正后再提交", "mend it first"), where=fresh[0].where)


@action(permission="policy.approve", event="policy.approve")
def approve(*, actor: Actor, zone: Zone, change: int, answer: str = "") -> Change:
    """Approve another person's change and publish its text; the policy is matched anew.

    Raises Refused where it is one's own, is decided already, or was written against an older text.
    """
    found = _open(zone, change)
    person = _another(actor, found)
    Zone.objects.select_for_update().get(pk=zone.pk)
    if digest_of(text_of(zone, found.policy)) != found.base:
        raise Refused(
            Text("提出以后，这项政策已经改过", "the policy has changed since this was proposed"),
            Text("请驳回，由提出人在新文本上重新提出", "reject it; it must be proposed anew on the new text"),
        )
    _sound(zone, found.policy, found.text, found.before)
    found.published = Published.objects.create(
        zone=zone,
        pack=pack_of(library_of(zone), found.policy).info.id,
        policy=found.policy,
        text=found.text,
        digest=digest_of(found.text),
        at=timezone.now(),
    )
    transaction.on_commit(partial(jobs.policy.enqueue, zone.pk, found.policy))
    return _decided(found, "approved", person, answer)


@action(permission="policy.approve", event="policy.reject")
def reject(*, actor: Actor, zone: Zone, change: int, answer: str) -> Change:
    """Reject another person's change, saying why."""
    found = _open(zone, change)
    person = _another(actor, found)
    if not answer.strip():
        raise Refused(Text("请写明驳回理由", "say why it is rejected"))
    return _decided(found, "rejected", person, answer)


@action(permission="policy.propose", event="policy.withdraw")
def withdraw(*, actor: Actor, zone: Zone, change: int) -> Change:
    """Take back a change of one's own before it is decided."""
    found = _open(zone, change)
    person = _person(actor)
    if found.proposed_by_id != person.pk:
        raise PermissionDenied("policy.withdraw")
    return _decided(found, "withdrawn", person, "")


def _open(zone: Zone, change: int) -> Change:
    found = Change.objects.select_for_update().filter(zone=zone, pk=change).first()
    if found is None:
        raise Refused(Text("没有这项修改", "there is no such change"))
    if found.state != "proposed":
        raise Refused(Text("这项修改已经处理过", "this change was decided before"))
    return found


def _another(actor: Actor, change: Change) -> Person:
    person = _person(actor)
    if change.proposed_by_id == person.pk:
        raise Refused(
            Text("不能审批自己提出的修改", "nobody decides on a change of his own"),
            Text("请另一位有审批权限的人处理", "ask another person who may approve"),
        )
    return person


def _decided(change: Change, state: str, person: Person, answer: str) -> Change:
    change.state, change.decided_by, change.decided_at = state, person, timezone.now()
    change.answer = answer.strip()[:500]
    change.save()
    return change


def _person(actor: Actor) -> Person:
    if actor.person is None:
        raise Refused(Text("要由登录的人员办理", "a person must do this"))
    return actor.person
