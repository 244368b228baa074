"""Whose accounts an administrator reaches: those of the zones he administers, and those without any role yet."""

from django.db.models import Q, QuerySet

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.models import Person, Zone
from gaoxin.center.permissions import permission


def everywhere(actor: Actor, code: str) -> bool:
    """Whether the permission is held for every zone at once."""
    if actor.person is None:
        return actor.may(code)
    roles = permission(code).roles
    return any(m.role in roles and m.zone_id is None for m in actor.memberships)


def zones_held(actor: Actor, code: str) -> set[str]:
    """The zones for which the permission is held."""
    roles = permission(code).roles
    return {m.zone_id for m in actor.memberships if m.role in roles and m.zone_id is not None}


def people_of(actor: Actor, code: str) -> QuerySet[Person]:
    """The people whom the actor reaches by a permission."""
    if everywhere(actor, code):
        return Person.objects.all()
    zones = zones_held(actor, code)
    held = Q(memberships__zone__in=zones) | Q(memberships__firm__zone__in=zones)
    return Person.objects.filter(held | Q(memberships__isnull=True)).distinct()


def check_person(actor: Actor, code: str, person: Person) -> None:
    """Raise Refused where the person is the actor himself or out of reach."""
    if actor.person == person:
        raise Refused(
            Text(
                "不能对自己的账号做此操作，请由另一位管理员办理",
                "This cannot be done to one's own account; ask another administrator",
            )
        )
    if not people_of(actor, code).filter(pk=person.pk).exists():
        raise Refused(Text("该账号不在您管理的区域", "This account is not of a zone that you administer"))


def check_zone(actor: Actor, code: str, zone: Zone | None) -> None:
    """Raise Refused where the actor does not hold the permission for all of `zone`, None being every zone."""
    held = everywhere(actor, code) if zone is None else actor.may(code, zone=zone)
    if not held:
        raise Refused(Text("您不能管理这个区域的角色", "You do not administer roles of this zone"))
