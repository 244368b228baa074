"""Appending to the log: one order, each row bound to the one before."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from gaoxin.center.actor import Actor
from gaoxin.center.models import Event, EventHead, Firm, Zone

FIELDS = ("at", "actor", "name", "role", "via", "address", "kind", "zone", "firm", "subject", "detail")
"""What the digest covers, in this order, after the digest before."""


def append(
    kind: str,
    actor: Actor,
    *,
    role: str = "",
    zone: Zone | None = None,
    firm: Firm | None = None,
    subject: str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one event; to be called inside the transaction of what it tells."""
    head, _ = EventHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": "0" * 64})
    event = Event(
        at=timezone.now(),
        actor=actor.person,
        actor_name=actor.name,
        role=role,
        via=actor.via,
        address=actor.address,
        kind=kind,
        zone=zone or (firm.zone if firm else None),
        firm=firm,
        subject=subject,
        detail=detail or {},
        previous=head.digest,
    )
    event.digest = head.digest = digest(event)
    head.count += 1
    event.save(force_insert=True)
    head.save(update_fields=["digest", "count"])
    return event


def digest(event: Event) -> str:
    """SHA-256 over the previous digest and the row, as JSON with sorted keys."""
    values = (
        event.at.timestamp(),
        event.actor_id,
        event.actor_name,
        event.role,
        event.via,
        event.address,
        event.kind,
        event.zone_id,
        event.firm_id,
        event.subject,
        event.detail,
    )
    body = json.dumps([event.previous, *values], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
