"""Who has asked to hear of a policy is told by itself: when the firm newly meets it, and when it has a new text."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gaoxin.center.evidence.actions import state_fact
from gaoxin.center.models import Event, Firm, Zone
from gaoxin.scenes.policy.actions.changes import approve, propose
from gaoxin.scenes.policy.actions.subscriptions import subscribe
from gaoxin.scenes.policy.editing import edited
from gaoxin.scenes.policy.library import text_of
from gaoxin.scenes.policy.models import Notice
from gaoxin.scenes.policy.runs import match_zone, today

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
}
Commit = Callable[..., Any]


@pytest.fixture
def subscribed(zone: Zone, firm: Firm, other_firm: Firm, record: Any, actor_as: Any) -> Firm:
    """A firm that does not say what it spends on research and wants to hear; another meets all and does not."""
    record(firm, FACTS)
    record(other_firm, {**FACTS, "rd_expense": Decimal(2_400_000)})
    match_zone(zone)
    subscribe(actor=actor_as("enterprise", firm), firm=firm, policy=POLICY)
    return firm


def test_a_policy_newly_met_is_told_once(
    subscribed: Firm, zone: Zone, actor_as: Any, client_as: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    match_zone(zone)
    assert not Notice.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        state_fact(
            actor=actor_as("enterprise", subscribed),
            firm=subscribed,
            fact="rd_expense",
            value=Decimal(2_400_000),
            valid_from=dt.date(2026, 3, 31),
        )
    match_zone(zone)
    told = Notice.objects.get()
    assert (told.firm, told.push.policy, told.state, told.push.by) == (subscribed, POLICY, "eligible", None)
    assert Event.objects.get(kind="policy.tell").zone == zone
    own = client_as("enterprise", subscribed)
    assert "全部条件" in own.get(f"/policy/firm/{subscribed.uscc}/notices/{told.pk}/").content.decode()
    officer = client_as("service")
    assert "订阅自动发送" in officer.get("/policy/pushes/").content.decode()
    assert officer.get(f"/policy/pushes/{told.push.pk}/").status_code == 200


def test_a_new_text_is_told_to_those_who_asked_whatever_they_meet(
    subscribed: Firm, other_firm: Firm, zone: Zone, actor_as: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    subscribe(actor=actor_as("enterprise", other_firm), firm=other_firm)
    text = edited(
        text_of(zone, POLICY),
        dt.date(2025, 1, 1),
        {"outcome/amount/cap": "100万元"},
        today(),
        "示高管〔2026〕99号",
        "办法",
    )
    change = propose(
        actor=actor_as("service"), zone=zone, policy=POLICY, text=text, reason="控制预算", impact={}
    )
    with django_capture_on_commit_callbacks(execute=True):
        approve(actor=actor_as("leader"), zone=zone, change=change.pk)
    told = dict(Notice.objects.values_list("firm", "state"))
    assert told == {subscribed.pk: "needs_data", other_firm.pk: "eligible"}
    assert "文本已更新" in Notice.objects.first().push.message


def test_who_did_not_ask_is_not_told(firm: Firm, other_firm: Firm, record: Any, zone: Zone) -> None:
    record(firm, {**FACTS, "rd_expense": Decimal(2_400_000)})
    match_zone(zone)
    assert not Notice.objects.exists()
