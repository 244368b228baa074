"""Consents of a firm: letting a receiver see named facts until a day, what was let, and taking it back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Consent, Firm, Membership, Zone


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent; `standing` where it still holds."""

    id: int
    receiver: str
    purpose: str
    fields: tuple[Text, ...]
    given_by: str
    given_at: dt.datetime
    valid_from: dt.date | None
    valid_to: dt.date | None
    withdrawn_at: dt.datetime | None
    standing: bool


def consents_of(firm: Firm) -> list[ConsentRow]:
    """All consents of a firm, the latest first."""
    today = SystemClock().today()
    standing = set(firm.consents.standing(today).values_list("pk", flat=True))
    found = firm.consents.select_related("given_by").order_by("-given_at", "-pk")
    names = dict(consentable(firm.zone))
    return [
        ConsentRow(
            c.pk,
            c.receiver,
            c.purpose,
            tuple(names.get(fact, Text(fact, fact)) for fact in c.fields),
            c.given_by.name,
            c.given_at,
            c.valid_from,
            c.valid_to,
            c.withdrawn_at,
            c.pk in standing,
        )
        for c in found
    ]


def consentable(zone: Zone) -> list[tuple[str, Text]]:
    """The facts that a consent may name, with their names."""
    return [(fact.id, fact.name) for fact in vocabulary_of(zone) if fact.id != "uscc"]


def receivers(zone: Zone) -> list[str]:
    """The organisations whose people have accounts in the zone."""
    rows = Membership.objects.filter(zone=zone).exclude(organisation="").order_by("organisation")
    return list(rows.values_list("organisation", flat=True).distinct())


def consent_of(firm: Firm, pk: int) -> Consent | None:
    """One consent of a firm."""
    return firm.consents.filter(pk=pk).first()


@action(permission="center.consent", event="consent.given")
def give_consent(
    *, actor: Actor, firm: Firm, receiver: str, purpose: str, fields: Sequence[str], valid_to: dt.date
) -> Consent:
    """Let an organisation see some facts for a purpose, from today to a day. Raises Refused."""
    if actor.person is None:
        raise PermissionDenied("center.consent")
    known, today = dict(consentable(firm.zone)), SystemClock().today()
    chosen = [fact for fact in dict.fromkeys(fields) if fact in known]
    if not receiver.strip() or not purpose.strip():
        raise Refused(Text("请写明接收方和用途", "Say who may see it, and for what"))
    if not chosen:
        raise Refused(Text("请至少勾选一个数据项", "Tick one field at least"))
    if valid_to < today:
        raise Refused(Text("截止日期已经过去", "The last day is past"))
    return Consent.objects.create(
        firm=firm,
        receiver=receiver.strip()[:100],
        purpose=purpose.strip()[:200],
        fields=chosen,
        given_by=actor.person,
        valid_from=today,
        valid_to=valid_to,
    )


@action(permission="center.consent", event="consent.withdrawn")
def withdraw_consent(*, actor: Actor, firm: Firm, consent: Consent) -> Consent:  # noqa: ARG001
    """Take a consent back from this moment; what was seen before stays told in the log."""
    if consent.firm_id != firm.pk:
        raise Refused(Text("没有找到这项授权", "There is no such consent"))
    if consent.withdrawn_at is None:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
    return consent
