"""The three administrators' offices are apart (三员分立): nobody holds two, nor any of them beside other work."""

import datetime as dt

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.models import Membership, Person
from gaoxin.center.roles import Role

OFFICES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})


def check_apart(person: Person, role: Role, start: dt.date, end: dt.date | None) -> None:
    """Raise Refused where `role` from `start` to `end` would stand beside an office of another kind."""
    for held in person.memberships.exclude(role=role):
        overlaps = _after(held.valid_to, start) and _after(end, held.valid_from)
        begun = held.valid_from is None or held.valid_to is None or held.valid_from <= held.valid_to
        if overlaps and begun and (role in OFFICES or Role(held.role) in OFFICES):
            named = Role(held.role).named
            raise Refused(
                Text(
                    f"此人在同一时期是“{named.zh}”；系统管理员、安全管理员、审计员须专人担任，请先收回原角色",
                    f"This person is {named.en} in the same time; each of the three administrators does nothing else. "
                    "Revoke that role first",
                )
            )


def check_not_last(person: Person) -> None:
    """Raise Refused where nobody would be left in an office that the person holds."""
    today = SystemClock().today()
    for held in person.memberships.on(today).filter(role__in=OFFICES):
        others = Membership.objects.on(today).filter(role=held.role, person__is_active=True)
        if held.zone_id is not None:
            others = others.filter(zone=held.zone)
        if not others.exclude(person=person).exists():
            named = Role(held.role).named
            raise Refused(
                Text(
                    f"这是最后一位{named.zh}，请先授予另一人",
                    f"This is the last {named.en.lower()}; grant the role to somebody else first",
                )
            )


def _after(end: dt.date | None, start: dt.date | None) -> bool:
    return end is None or start is None or end >= start
