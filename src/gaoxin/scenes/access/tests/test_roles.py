"""Three administrators, apart."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import PASSWORD
from gaoxin.base.result import Refused
from gaoxin.center.actor import actor_of
from gaoxin.center.models import Event, Membership, Person
from gaoxin.center.people.accounts import create_person, disable_person, enable_person, reset_password
from gaoxin.center.people.grants import grant_role, reset_factor, revoke_role
from gaoxin.center.people.offices import OFFICES
from gaoxin.center.roles import Role

TODAY = dt.date(2026, 3, 2)


@contextmanager
def refused(words):
    with pytest.raises(Refused) as caught:
        yield
    assert words in caught.value.message.en


@pytest.fixture
def newcomer(db):
    return Person.objects.create(login="newcomer", name="新人")


def grant(actor, person, role, zone, **more):
    given = {"firm": None, "valid_from": TODAY, "valid_to": None, "reason": "任命", **more}
    return grant_role(actor=actor, person=person, role=Role(role), zone=zone, **given)


def test_the_system_administrator_makes_accounts_and_grants_nothing(actor_as, zone, newcomer):
    system = actor_as("system_admin")
    made = create_person(actor=system, login="colleague", name="同事", password=PASSWORD)
    assert made.must_change
    assert PASSWORD not in str(Event.objects.get(kind="person.created").detail)
    with pytest.raises(PermissionDenied):
        grant(system, newcomer, "service", zone)


def test_the_security_administrator_grants_and_makes_no_accounts(actor_as, zone, newcomer):
    security = actor_as("security_admin")
    grant(security, newcomer, "service", zone)
    event = Event.objects.get(kind="role.granted")
    assert (event.zone, event.detail["role"], event.detail["reason"]) == (zone, "service", "任命")
    with pytest.raises(PermissionDenied):
        create_person(actor=security, login="colleague", name="同事", password=PASSWORD)


def test_nobody_grants_to_himself(actor_as, zone):
    security = actor_as("security_admin")
    with refused("own account"):
        grant(security, security.person, "service", zone)


@pytest.mark.parametrize("held", sorted(OFFICES))
@pytest.mark.parametrize("wanted", ["system_admin", "security_admin", "auditor", "service"])
def test_an_administrator_does_nothing_else(actor_as, person_as, zone, held, wanted):
    person = person_as(held)
    security = actor_as("security_admin")
    if held == wanted:
        grant(security, person, wanted, zone)
        return
    with refused("does nothing else"):
        grant(security, person, wanted, zone)


def test_one_after_the_other_is_possible(actor_as, zone, newcomer):
    security = actor_as("security_admin")
    grant(security, newcomer, "auditor", zone, valid_to=TODAY)
    grant(security, newcomer, "system_admin", zone, valid_from=TODAY + dt.timedelta(days=1))


def test_the_database_refuses_two_offices(person_as, zone):
    person = person_as("auditor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, role="security_admin", zone=zone)
    other = Membership.objects.create(person=person, role="service", zone=zone)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=other.pk).update(role="system_admin")
    past = TODAY - dt.timedelta(days=400)
    Membership.objects.filter(person=person, role="auditor").update(valid_from=TODAY)
    Membership.objects.create(person=person, role="security_admin", zone=zone, valid_to=past)


def test_a_revoked_role_ends_at_once_and_stays_told(actor_as, person_as):
    security, clerk = actor_as("security_admin"), person_as("service")
    held = clerk.memberships.get()
    revoke_role(actor=security, membership=held, reason="调离")
    assert not actor_of(clerk).memberships
    kept = Membership.objects.get(pk=held.pk)
    assert (kept.revoked_by, kept.revoked_for) == (security.person, "调离")
    with refused("already"):
        revoke_role(actor=security, membership=held, reason="again")


def test_a_role_granted_and_revoked_on_one_day_does_not_stand_in_the_way(actor_as, zone, newcomer):
    from gaoxin.base.clock import SystemClock

    security, today = actor_as("security_admin"), SystemClock().today()
    held = grant(security, newcomer, "auditor", zone, valid_from=today)
    actor_as("auditor")
    revoke_role(actor=security, membership=held, reason="误授")
    grant(security, newcomer, "service", zone, valid_from=today)


def test_the_last_administrator_stays(actor_as, person_as, zone):
    security, system = actor_as("security_admin"), actor_as("system_admin")
    with refused("last"):
        revoke_role(actor=security, membership=system.person.memberships.get(), reason="x")
    with refused("last"):
        disable_person(actor=system, person=security.person, reason="x")


def test_shape_of_a_grant(actor_as, zone, firm, newcomer):
    security = actor_as("security_admin")
    for role, more, said in [
        ("enterprise", {}, "needs the firm"),
        ("service", {"firm": firm}, "needs the firm"),
        ("bank", {}, "organisation"),
        ("service", {"valid_to": TODAY - dt.timedelta(days=1)}, "before it begins"),
        ("service", {"reason": " "}, "reason"),
    ]:
        with refused(said):
            grant(security, newcomer, role, zone, **more)
    assert grant(security, newcomer, "enterprise", None, firm=firm).zone is None


def test_an_administrator_stays_in_his_zone(actor_as, person_as, zone, other_zone, newcomer):
    security = actor_as("security_admin")
    stranger = person_as("service")
    stranger.memberships.update(zone=other_zone)
    for wanted in (other_zone, None):
        with pytest.raises((Refused, PermissionDenied)):
            grant(security, newcomer, "service", wanted)
    with refused("not of a zone"):
        grant(security, stranger, "service", zone)


def test_a_new_first_password_ends_sessions(actor_as, person_as, client_as):
    system, clerk = actor_as("system_admin"), person_as("service")
    reset_password(actor=system, person=clerk, password="Other-horse-8")
    assert Person.objects.get(pk=clerk.pk).must_change
    with refused("own account"):
        reset_password(actor=system, person=system.person, password="Other-horse-8")


def test_the_second_factor_is_reset_by_another_than_the_password(actor_as, person_as):
    clerk = person_as("service")
    clerk.totp_salt = "salt"
    clerk.save()
    with pytest.raises(PermissionDenied):
        reset_factor(actor=actor_as("system_admin"), person=clerk, reason="x")
    reset_factor(actor=actor_as("security_admin"), person=clerk, reason="手机丢失，当面核对")
    assert Person.objects.get(pk=clerk.pk).totp_salt == ""


def test_stopped_and_open_again(actor_as, person_as, client_as):
    system = actor_as("system_admin")
    clerk = person_as("service", login="clerk")
    from django.test import Client

    client = Client()
    client.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    disable_person(actor=system, person=clerk, reason="离岗")
    assert client.get("/access/account/").status_code == 302
    enable_person(actor=system, person=clerk)
    assert client.post("/access/login/", {"login": "clerk", "password": PASSWORD}).status_code == 302
