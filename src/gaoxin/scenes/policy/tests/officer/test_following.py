"""A fact changed is a match changed: on the firm's page and in the officers' list alike."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gaoxin.center.changed import firms_changed
from gaoxin.center.evidence.actions import retire_observation, state_fact, withdraw_statement
from gaoxin.center.models import Firm, Observation, Zone
from gaoxin.scenes.policy.models import Match, Run
from gaoxin.scenes.policy.runs import match_zone

pytestmark = pytest.mark.django_db
POLICY = "yunchuan.rd_grant"
FACTS = {
    "zone_member": True,
    "abnormal_list": False,
    "dishonest_list": False,
    "accident_1y": False,
    "title_hnte": True,
    "title_tech_sme": False,
    "revenue": Decimal(30_000_000),
    "rd_expense": Decimal(2_400_000),
}
Commit = Callable[..., Any]


@pytest.fixture
def subject(zone: Zone, firm: Firm, other_firm: Firm, record: Any) -> Firm:
    """A matched firm that does not say what it spends on research."""
    record(firm, {k: v for k, v in FACTS.items() if k != "rd_expense"})
    record(other_firm, FACTS)
    match_zone(zone)
    return firm


def _state(firm: Firm) -> str | None:
    return Match.objects.filter(firm=firm, policy=POLICY).values_list("state", flat=True).first()


def test_what_a_firm_states_is_at_once_on_its_page_and_in_the_list_of_officers(
    subject: Firm, actor_as: Any, client_as: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    listed = f"/policy/p/{POLICY}/firms/{{}}/"
    officer = client_as("service")
    assert subject.name_zh in officer.get(listed.format("needs_data")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        state_fact(
            actor=actor_as("enterprise", subject),
            firm=subject,
            fact="rd_expense",
            value=Decimal(2_400_000),
            valid_from=dt.date(2026, 3, 31),
        )
    assert _state(subject) == "eligible"
    assert subject.name_zh in officer.get(listed.format("eligible")).content.decode()
    assert subject.name_zh not in officer.get(listed.format("needs_data")).content.decode()
    page = client_as("enterprise", subject).get(f"/policy/firm/{subject.uscc}/policy/{POLICY}/")
    assert "符合" in page.content.decode()


def test_what_is_taken_back_or_retired_changes_the_match_as_well(
    subject: Firm, other_firm: Firm, actor_as: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    own = actor_as("enterprise", subject)
    with django_capture_on_commit_callbacks(execute=True):
        made = state_fact(
            actor=own,
            firm=subject,
            fact="rd_expense",
            value=Decimal(2_400_000),
            valid_from=dt.date(2026, 3, 31),
        )
    assert _state(subject) == "eligible"
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_statement(actor=own, firm=subject, observation=made.pk, reason="误填")
    assert _state(subject) == "needs_data"
    spent = Observation.objects.current().get(firm=other_firm, fact="rd_expense")
    with django_capture_on_commit_callbacks(execute=True):
        retire_observation(
            actor=actor_as("service"), firm=other_firm, observation=spent.pk, reason="异议成立"
        )
    assert _state(other_firm) == "needs_data"


def test_few_firms_are_matched_alone_and_many_or_unknown_ones_with_the_zone(
    subject: Firm, zone: Zone, django_capture_on_commit_callbacks: Commit
) -> None:
    before = Run.objects.count()
    for firms, scope in (([subject.pk], "firms"), (range(501), "all"), (None, "all")):
        with django_capture_on_commit_callbacks(execute=True):
            firms_changed(zone, firms)
        assert Run.objects.latest("pk").scope == scope
    assert Run.objects.count() == before + 3
    with django_capture_on_commit_callbacks(execute=True):
        firms_changed(zone, [])
    assert Run.objects.count() == before + 3


def test_a_zone_that_never_was_matched_is_matched_whole(
    zone: Zone, firm: Firm, other_firm: Firm, record: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    record(other_firm, FACTS)
    with django_capture_on_commit_callbacks(execute=True):
        firms_changed(zone, [firm.pk])
    assert _state(other_firm) == "eligible"


def test_a_matching_that_waits_is_enough(
    zone: Zone, settings: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            firms_changed(zone, None)
    assert Run.objects.filter(zone=zone, state="waiting").count() == 1
