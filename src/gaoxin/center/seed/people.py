"""The demo people: one a role, with passwords drawn anew and kept nowhere in the clear."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from gaoxin.center.actor import operator
from gaoxin.center.events import append
from gaoxin.center.models import Firm, Membership, Person, Zone
from gaoxin.center.roles import Role
from gaoxin.center.seed.plan import plan
from gaoxin.engines.packs.zone_kinds import PersonPlan

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""


@dataclass(frozen=True, slots=True)
class Account:
    """A login with its password, for the one time that it is shown."""

    login: str
    password: str
    role: Role
    of: str


def password() -> str:
    """Twelve letters in three groups: 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def people(zones: Sequence[Zone], firms: Sequence[Firm], given: Mapping[str, str]) -> list[Account]:
    """Make the demo people, of the first zone or of all; passwords from `given` by login, drawn where not given."""
    return [_person(one, zones, firms, given.get(one.login) or password()) for one in plan().people]


def administrators(given: Mapping[str, str]) -> list[Account]:
    """The three administrators of a site without a demo zone; they choose a password at the first login."""
    roles = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}
    chosen = [one for one in plan().people if one.role in roles]
    made = [_person(one, (None,), (), given.get(one.login) or password()) for one in chosen]
    Person.objects.filter(login__in=[a.login for a in made]).update(must_change=True)
    return made


def renew() -> list[Account]:
    """New passwords for the demo people that there are; their sessions end."""
    planned = {one.login: one for one in plan().people}
    with transaction.atomic():
        found = list(Person.objects.filter(login__in=planned).prefetch_related("memberships__firm"))
        accounts = [_renewed(person, planned[person.login]) for person in found]
        append("people.demo_passwords", operator(), role="operator", detail={"people": len(accounts)})
    return accounts


def _renewed(person: Person, one: PersonPlan) -> Account:
    new = password()
    person.set_password(new)
    person.password_set_at = timezone.now()
    person.save(update_fields=["password", "password_set_at"])
    firm = next((m.firm for m in person.memberships.all() if m.firm), None)
    return Account(person.login, new, Role(one.role), firm.name_zh if firm else one.organisation)


def _person(one: PersonPlan, zones: Sequence[Zone | None], firms: Sequence[Firm], secret: str) -> Account:
    firm = firms[one.firm] if one.firm is not None and one.firm < len(firms) else None
    person = Person(login=one.login, name=one.name, password_set_at=timezone.now())
    person.set_password(secret)
    person.save()
    where = (None,) if firm else zones if one.zones == "all" else zones[:1]
    Membership.objects.bulk_create(
        Membership(person=person, role=one.role, zone=zone, firm=firm, organisation=one.organisation)
        for zone in where
    )
    return Account(one.login, secret, Role(one.role), firm.name_zh if firm else one.organisation)
