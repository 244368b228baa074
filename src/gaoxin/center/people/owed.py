"""What a person has to do before anything else: a new password, a second factor."""

from typing import Literal

from gaoxin.center.actor import Actor
from gaoxin.center.models import Zone
from gaoxin.center.roles import Role

Owed = Literal["password", "factor"]


def owed(actor: Actor) -> Owed | None:
    """What is owed by somebody who is logged in."""
    if actor.person is None:
        return None
    if actor.person.must_change:
        return "password"
    return "factor" if not actor.person.totp_salt and factor_required(actor) else None


def factor_required(actor: Actor) -> bool:
    """Whether a second factor must be used: for the committee's people in any zone that holds real firms."""
    held = [m for m in actor.memberships if Role(m.role).staff]
    if any(m.zone is not None and not m.zone.demo and m.zone.firms.exists() for m in held):
        return True
    everywhere = any(m.zone is None for m in held)
    return everywhere and Zone.objects.filter(demo=False, firms__isnull=False).exists()
