"""Who acts: a person with the roles in force today, or the operator of the machine."""

import datetime as dt
from dataclasses import dataclass

from gaoxin.base.clock import SystemClock
from gaoxin.center.models import Firm, Membership, Person, Zone
from gaoxin.center.permissions import permission
from gaoxin.center.roles import Role


@dataclass(frozen=True)
class Actor:
    """`via` is web, api, cli or job; `scopes`, where given, narrow what a token may do."""

    person: Person | None
    memberships: tuple[Membership, ...]
    via: str
    address: str = ""
    scopes: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """As the log writes it."""
        if self.person is None:
            return "visitor" if self.via == "public" else "operator"
        return self.person.name

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return frozenset(Role(m.role) for m in self.memberships)

    @property
    def staff(self) -> bool:
        """Whether any role is the committee's own."""
        return any(role.staff for role in self.roles)

    @property
    def firm(self) -> Firm | None:
        """The firm for which the person acts, the first where there are several."""
        return next((m.firm for m in self.memberships if m.firm is not None), None)

    def may(self, code: str, *, zone: Zone | None = None, firm: Firm | None = None) -> bool:
        """Whether the permission is held, in the zone and for the firm where given."""
        if self.scopes is not None and code not in self.scopes:
            return False
        if self.person is None:
            return self.via in {"cli", "job"}
        roles = permission(code).roles
        where = firm.zone_id if firm else zone.pk if zone else None
        return any(m.role in roles and _reaches(m, where, firm) for m in self.memberships)

    def role_for(self, code: str) -> str:
        """The role by which the permission is held, for the log."""
        held = sorted(self.roles & permission(code).roles)
        return held[0] if held else "operator"


def _reaches(member: Membership, zone: str | None, firm: Firm | None) -> bool:
    if member.role == Role.ENTERPRISE and firm is not None:
        return member.firm_id == firm.pk
    return member.zone_id is None or zone is None or member.zone_id == zone


ANONYMOUS = Actor(None, (), "public")
"""Somebody who has not logged in."""


def operator(via: str = "cli") -> Actor:
    """Whoever runs commands on the machine itself."""
    return Actor(None, (), via)


def actor_of(
    person: Person,
    via: str = "web",
    address: str = "",
    *,
    scopes: frozenset[str] | None = None,
    day: dt.date | None = None,
) -> Actor:
    """A person with the memberships in force on `day`, today where not given."""
    today = day or SystemClock().today()
    held = person.memberships.on(today).select_related("zone", "firm__zone").order_by("pk")
    return Actor(person, tuple(held), via, address, scopes)
