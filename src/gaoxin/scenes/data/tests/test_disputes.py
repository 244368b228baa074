"""A firm disputes a value; officers settle it without ever writing one."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.models import Event, Observation
from gaoxin.scenes.data.actions import dispute as actions
from gaoxin.scenes.data.actions.paper import LARGEST, Upload
from gaoxin.scenes.data.models import Dispute, Evidence

PDF = b"%PDF-1.7 proof"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def wrong(firm, observe, tax) -> Observation:
    """Revenue of 1,200 万元 from the tax office."""
    return observe(firm, "revenue", 12_000_000_00, tax)


@pytest.fixture
def opened(actor_as, firm, wrong) -> Dispute:
    return actions.dispute_value(
        actor=actor_as("enterprise", firm),
        firm=firm,
        observation=wrong.pk,
        claimed=11_000_000,
        reason="报表口径",
    )


def counted(firm, fact):
    return next((view.value for view in facts_of(firm) if view.fact.id == fact), None)


def test_the_whole_journey_through_the_pages(client_as, firm, wrong):
    own, officer = client_as("enterprise", firm), client_as("service")
    form = reverse("data:dispute_value", args=[firm.uscc, wrong.pk])
    assert "1,200.00 万元" in own.get(form).content.decode()
    sent = {"value": "1,100", "reason": "审计报告为1100万元", "papers": SimpleUploadedFile("审计.pdf", PDF)}
    answer = own.post(form, sent)
    found = Dispute.objects.get()
    place = reverse("data:dispute", args=[firm.uscc, found.pk])
    assert answer.url == place and found.state == "open" and found.due_on == actions.due(timezone.localdate())

    inbox = officer.get(reverse("data:disputes")).content.decode()
    assert "营业收入" in inbox and firm.name_zh in inbox
    page = officer.get(place).content.decode()
    for words in ("1,200.00 万元", "1,100.00 万元", "相差 100.00 万元", "审计报告为1100万元", "审计.pdf"):
        assert words in page
    paper = officer.get(reverse("data:evidence", args=[firm.uscc, Evidence.objects.get().pk]))
    assert b"".join(paper.streaming_content) == PDF and "attachment" in paper["Content-Disposition"]

    decide = reverse("data:decide", args=[firm.uscc, found.pk])
    assert officer.post(decide, {"do": "ask", "answer": "请附盖章页"}).url == place
    assert "请附盖章页" in own.get(place).content.decode()
    own.post(reverse("data:answer", args=[firm.uscc, found.pk]), {"answer": "已补充"})
    found.refresh_from_db()
    assert found.state == "open"

    officer.post(decide, {"do": "accept", "answer": "同意"})
    found.refresh_from_db()
    wrong.refresh_from_db()
    assert found.state == "accepted" and wrong.retired_at is not None and wrong.number == 12_000_000_00
    assert counted(firm, "revenue") == 11_000_000
    assert "已采纳" in own.get(place).content.decode()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {
        "dispute.open",
        "fact.state",
        "dispute.ask",
        "dispute.answer",
        "dispute.accept",
        "fact.retire",
    } <= kinds


def test_without_a_claim_the_next_source_counts(actor_as, firm, wrong, observe, sheet):
    observe(firm, "revenue", 9_000_000_00, sheet)
    own, officer = actor_as("enterprise", firm), actor_as("service")
    row = actions.dispute_value(actor=own, firm=firm, observation=wrong.pk, claimed=None, reason="有误")
    assert row.claim is None and counted(firm, "revenue") == 12_000_000
    actions.accept_dispute(actor=officer, firm=firm, dispute=row.pk, answer="")
    assert counted(firm, "revenue") == 9_000_000


def test_rejecting_needs_words_and_changes_no_value(actor_as, firm, wrong, opened):
    officer = actor_as("service")
    with pytest.raises(Refused):
        actions.reject_dispute(actor=officer, firm=firm, dispute=opened.pk, answer="  ")
    actions.reject_dispute(actor=officer, firm=firm, dispute=opened.pk, answer="以税务口径为准")
    wrong.refresh_from_db()
    assert wrong.retired_at is None and counted(firm, "revenue") == 12_000_000


def test_what_is_settled_stays_settled(actor_as, firm, opened):
    officer, own = actor_as("service"), actor_as("enterprise", firm)
    actions.reject_dispute(actor=officer, firm=firm, dispute=opened.pk, answer="不成立")
    for act in (actions.accept_dispute, actions.reject_dispute, actions.ask_more):
        with pytest.raises(Refused):
            act(actor=officer, firm=firm, dispute=opened.pk, answer="再议")
    with pytest.raises(Refused):
        actions.withdraw_dispute(actor=own, firm=firm, dispute=opened.pk)


def test_a_value_is_disputed_once_at_a_time_and_never_ones_own(actor_as, firm, wrong, opened):
    own = actor_as("enterprise", firm)
    for row in (wrong.pk, opened.claim_id):
        with pytest.raises(Refused):
            actions.dispute_value(actor=own, firm=firm, observation=row, claimed=None, reason="又错")
    actions.withdraw_dispute(actor=own, firm=firm, dispute=opened.pk)
    actions.dispute_value(actor=own, firm=firm, observation=wrong.pk, claimed=None, reason="仍有误")


def test_the_database_holds_states_to_their_meaning(firm, wrong, opened):
    for wrongly in ({"state": "lost"}, {"state": "accepted"}, {"closed_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.filter(pk=opened.pk).update(**wrongly)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            firm=firm, dispute=opened, observation=wrong, file_name="a", stored="a", media_type="a",
            digest="0", size=1, by=opened.opened_by, at=timezone.now(),
        )  # fmt: skip


def test_no_other_firm_and_no_other_zone_sees_it(client_as, firm, other_firm, other_zone, opened):
    place = reverse("data:dispute", args=[firm.uscc, opened.pk])
    assert client_as("enterprise", other_firm).get(place).status_code == 404
    crossed = reverse("data:dispute", args=[other_firm.uscc, opened.pk])
    assert client_as("enterprise", other_firm).get(crossed).status_code == 404
    decide = reverse("data:decide", args=[firm.uscc, opened.pk])
    assert client_as("enterprise", firm).post(decide, {"do": "accept"}).status_code in (403, 404)
    assert client_as("statistician").post(decide, {"do": "accept"}).status_code == 403
    opened.refresh_from_db()
    assert opened.state == "open"


def test_officers_pages_have_no_field_for_a_value(client_as, firm, wrong, opened):
    officer = client_as("service")
    for url in (
        reverse("data:dispute", args=[firm.uscc, opened.pk]),
        reverse("data:firm", args=[firm.uscc]),
        reverse("data:fact", args=[firm.uscc, "revenue"]),
        reverse("data:firm_disputes", args=[firm.uscc]),
    ):
        main = re.search(r"<main.*</main>", officer.get(url).content.decode(), re.S)[0]
        names = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', main))
        assert names <= {"csrfmiddlewaretoken", "answer", "day", "known"}, url


def test_no_action_lets_an_officer_write_a_value(actor_as, firm, wrong, opened):
    before = Observation.objects.count()
    officer = actor_as("service")
    actions.ask_more(actor=officer, firm=firm, dispute=opened.pk, answer="补充")
    actions.accept_dispute(actor=officer, firm=firm, dispute=opened.pk, answer="同意")
    assert Observation.objects.count() == before


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("proof.pdf", b"<html>not a pdf</html>"),
        ("proof.png", b"MZ\x90 program"),
        ("empty.pdf", b""),
        ("big.pdf", PDF + b"0" * LARGEST),
    ],
)
def test_evidence_is_judged_by_its_content(actor_as, firm, wrong, name, body):
    with pytest.raises(Refused):
        actions.dispute_value(
            actor=actor_as("enterprise", firm), firm=firm, observation=wrong.pk, claimed=None,
            reason="有误", papers=[Upload(name, body)],
        )  # fmt: skip
    assert not Dispute.objects.exists() and not Evidence.objects.exists()


def test_a_bad_claim_keeps_what_was_typed(client_as, firm, wrong):
    answer = client_as("enterprise", firm).post(
        reverse("data:dispute_value", args=[firm.uscc, wrong.pk]),
        {"value": "大约一千万", "reason": "我的理由"},
    )
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and "大约一千万" in page
        and "我的理由" in page
        and not Dispute.objects.exists()
    )


def test_due_days_leave_out_weekends():
    assert actions.due(dt.date(2026, 11, 20)) == dt.date(2026, 12, 1)
    assert actions.due(dt.date(2026, 11, 21)) == dt.date(2026, 12, 1)


def test_a_late_dispute_says_so(client_as, firm, opened):
    Dispute.objects.update(due_on=dt.date(2026, 1, 5))
    page = client_as("service").get(reverse("data:dispute", args=[firm.uscc, opened.pk])).content.decode()
    assert "已逾期" in page


def test_words_are_kept_whole_or_refused(actor_as, client_as, firm, wrong):
    own = actor_as("enterprise", firm)
    with pytest.raises(Refused, match="1001"):
        actions.dispute_value(actor=own, firm=firm, observation=wrong.pk, claimed=None, reason="长" * 1001)
    place = reverse("data:dispute_value", args=[firm.uscc, wrong.pk])
    lines = "行\r\n" * 499 + "完"  # 999 characters to the page, 1498 on the way
    assert client_as("enterprise", firm).post(place, {"reason": lines}).status_code == 302
    row = Dispute.objects.get()
    assert row.reason == "行\n" * 499 + "完"
    for act in (actions.accept_dispute, actions.reject_dispute, actions.ask_more):
        with pytest.raises(Refused, match="1001"):
            act(actor=actor_as("service"), firm=firm, dispute=row.pk, answer="长" * 1001)
    row.refresh_from_db()
    assert row.state == "open"
