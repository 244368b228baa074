"""Accounts as administrators see them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.models import Firm, Membership, Person, Session, Zone
from gaoxin.center.people.reach import people_of
from gaoxin.center.roles import Role

EVERY = Text("全部园区", "every zone")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of a person, now or at another time."""

    id: int
    role: Text
    where: Text
    organisation: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    granted_by: str
    reason: str
    revoked_by: str
    revoked_at: dt.datetime | None
    revoked_for: str
    now: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account in the table of accounts."""

    id: int
    login: str
    name: str
    roles: Text
    where: Text
    active: bool
    factor: bool
    last_login: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which a person is logged in."""

    key: str
    began_at: dt.datetime | None
    seen_at: dt.datetime
    address: str
    browser: str
    here: bool


def people(actor: Actor, code: str) -> QuerySet[Person]:
    """The accounts that the actor reaches, with what a row needs."""
    return people_of(actor, code).prefetch_related("memberships__zone", "memberships__firm").order_by("login")


def person_of(actor: Actor, code: str, pk: int) -> Person | None:
    """One of them."""
    return people_of(actor, code).filter(pk=pk).first()


def membership_of(actor: Actor, code: str, pk: int) -> Membership | None:
    """A role of one of them."""
    held = Membership.objects.select_related("person", "zone", "firm__zone")
    return held.filter(pk=pk, person__in=people_of(actor, code).values("pk")).first()


def row(person: Person) -> PersonRow:
    """An account as a row; roles are those in force today."""
    today = SystemClock().today()
    held = [m for m in person.memberships.all() if _holds(m, today)]
    roles = dict.fromkeys(Role(m.role).named for m in held)
    wheres = dict.fromkeys(_where(m) for m in held)
    return PersonRow(
        person.pk,
        person.login,
        person.name,
        _joined(list(roles)),
        _joined(list(wheres)),
        person.is_active,
        bool(person.totp_salt),
        person.last_login,
    )


def with_role(found: QuerySet[Person], role: str) -> QuerySet[Person]:
    """Those who hold a role today."""
    held = Membership.objects.on(SystemClock().today()).filter(role=role)
    return found.filter(pk__in=held.values("person"))


def with_zone(found: QuerySet[Person], zone: str) -> QuerySet[Person]:
    """Those who hold a role in a zone today."""
    held = Membership.objects.on(SystemClock().today()).filter(Q(zone=zone) | Q(firm__zone=zone))
    return found.filter(pk__in=held.values("person"))


def named(found: QuerySet[Person], word: str) -> QuerySet[Person]:
    """Those whose login or name holds a word."""
    return found.filter(Q(login__icontains=word) | Q(name__icontains=word))


def roles_of(person: Person) -> list[RoleRow]:
    """All roles over time, the latest first."""
    today = SystemClock().today()
    held = person.memberships.select_related("zone", "firm", "granted_by", "revoked_by")
    return [_role_row(m, today) for m in held.order_by("-granted_at", "-pk")]


def sessions_of(person: Person, here: str | None = None) -> list[SessionRow]:
    """Where a person is logged in, the latest first."""
    found = Session.objects.filter(person_id=person.pk, expire_date__gt=SystemClock().now())
    return [
        SessionRow(s.session_key[:8], s.began_at, s.seen_at, s.address, s.browser, s.session_key == here)
        for s in found.order_by("-seen_at")
    ]


def zone_choices(actor: Actor) -> list[Zone]:
    """The zones for which roles may be granted."""
    return [z for z in Zone.objects.order_by("pk") if actor.may("people.grant", zone=z)]


def _role_row(m: Membership, today: dt.date) -> RoleRow:
    return RoleRow(
        m.pk,
        Role(m.role).named,
        _where(m),
        m.organisation,
        m.valid_from,
        m.valid_to,
        m.granted_by.name if m.granted_by else "",
        m.reason,
        m.revoked_by.name if m.revoked_by else "",
        m.revoked_at,
        m.revoked_for,
        _holds(m, today),
    )


def _holds(m: Membership, day: dt.date) -> bool:
    begun = m.valid_from is None or m.valid_from <= day
    return begun and (m.valid_to is None or m.valid_to >= day)


def _where(m: Membership) -> Text:
    if m.firm is not None:
        return m.firm.name
    return m.zone.name if m.zone is not None else EVERY


def _joined(texts: list[Text]) -> Text:
    return Text("、".join(t.zh for t in texts), ", ".join(t.en or t.zh for t in texts))


def firm_named(actor: Actor, uscc: str) -> Firm | None:
    """A firm for which the actor may grant the enterprise role; its code is all that is asked and shown."""
    firm = Firm.objects.select_related("zone").filter(uscc=uscc).first()
    return firm if firm is not None and actor.may("people.grant", zone=firm.zone) else None
