"""An action checks the permission, runs in one transaction and leaves one event."""

import pytest
from django.core.exceptions import PermissionDenied

from gaoxin.center.action import action
from gaoxin.center.actor import ANONYMOUS, Actor
from gaoxin.center.events import digest
from gaoxin.center.models import Event, Firm, Zone


@action(permission="center.import", event="test.rename", private=("secret",))
def rename(*, actor: Actor, zone: Zone, firm: Firm, name: str, secret: str = "") -> Firm:
    firm.name_zh = name
    firm.save()
    if name == "":
        raise ValueError("no name")
    return firm


def test_who_lacks_the_permission_changes_nothing(actor_as, zone, firm):
    for actor in (actor_as("leader"), actor_as("auditor"), actor_as("enterprise", firm), ANONYMOUS):
        with pytest.raises(PermissionDenied):
            rename(actor=actor, zone=zone, firm=firm, name="新名")
    firm.refresh_from_db()
    assert firm.name_zh != "新名"
    assert not Event.objects.exists()


def test_an_officer_of_another_zone_is_refused(actor_as, other_zone, zone, firm):
    stranger = actor_as("service")
    stranger.memberships[0].zone = other_zone
    with pytest.raises(PermissionDenied):
        rename(actor=stranger, zone=zone, firm=firm, name="新名")


def test_an_event_tells_who_did_what(actor_as, zone, firm):
    rename(actor=actor_as("service"), zone=zone, firm=firm, name="新名", secret="s3cret")
    event = Event.objects.get()
    assert (event.kind, event.role, event.subject) == ("test.rename", "service", f"center.firm:{firm.pk}")
    assert event.detail == {"name": "新名"}


def test_a_fault_takes_everything_back(actor_as, zone, firm):
    with pytest.raises(ValueError, match="no name"):
        rename(actor=actor_as("service"), zone=zone, firm=firm, name="")
    firm.refresh_from_db()
    assert firm.name_zh
    assert not Event.objects.exists()


def test_events_are_bound_to_one_another(actor_as, zone, firm):
    officer = actor_as("service")
    for name in ("一", "二", "三"):
        rename(actor=officer, zone=zone, firm=firm, name=name)
    events = list(Event.objects.order_by("pk"))
    assert [e.previous for e in events[1:]] == [e.digest for e in events[:-1]]
    assert all(digest(e) == e.digest for e in events)


def test_an_action_takes_keywords_only():
    with pytest.raises(TypeError, match="keyword"):
        action(permission="center.import", event="x")(lambda actor: None)
