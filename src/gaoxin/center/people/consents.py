"""Consents of a firm: what it has let others see, and taking it back."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Consent, Firm


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent; `standing` where it still holds."""

    id: int
    receiver: str
    purpose: str
    fields: tuple[str, ...]
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
    return [
        ConsentRow(
            c.pk,
            c.receiver,
            c.purpose,
            tuple(c.fields),
            c.given_by.name,
            c.given_at,
            c.valid_from,
            c.valid_to,
            c.withdrawn_at,
            c.pk in standing,
        )
        for c in found
    ]


def consent_of(firm: Firm, pk: int) -> Consent | None:
    """One consent of a firm."""
    return firm.consents.filter(pk=pk).first()


@action(permission="center.consent", event="consent.withdrawn")
def withdraw_consent(*, actor: Actor, firm: Firm, consent: Consent) -> Consent:  # noqa: ARG001
    """Take a consent back from this moment; what was seen before stays told in the log."""
    if consent.firm_id != firm.pk:
        raise Refused(Text("没有找到这项授权", "There is no such consent"))
    if consent.withdrawn_at is None:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
    return consent
