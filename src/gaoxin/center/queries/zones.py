"""Zones that a person may enter."""

from gaoxin.center.actor import Actor
from gaoxin.center.models import Zone


def zones_for(actor: Actor) -> list[Zone]:
    """The zones that the actor may enter, the demo zone first; for the public every zone."""
    every = list(Zone.objects.order_by("-demo", "pk"))
    if actor.person is None or any(m.zone_id is None and m.firm_id is None for m in actor.memberships):
        return every
    own = {m.zone_id or (m.firm.zone_id if m.firm else None) for m in actor.memberships}
    return [zone for zone in every if zone.pk in own]


def zone_for(actor: Actor, chosen: str | None) -> Zone:
    """The chosen zone if the actor may enter it, otherwise the first; raises Zone.DoesNotExist where there is none."""
    zones = zones_for(actor) or list(Zone.objects.order_by("-demo", "pk")[:1])
    if not zones:
        raise Zone.DoesNotExist("no zone has been set up; run: gaoxin up")
    return next((zone for zone in zones if zone.pk == chosen), zones[0])
