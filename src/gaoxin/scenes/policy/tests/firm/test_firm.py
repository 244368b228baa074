"""What a firm sees of its policies; nobody else's; and what it may do with notices."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gaoxin.base.result import Refused
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.decisions.verify import check
from gaoxin.center.models import Event, Firm, Observation
from gaoxin.scenes.policy.actions.notices import answer_notice, read_notice
from gaoxin.scenes.policy.actions.subscriptions import subscribe, unsubscribe
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Notice, Subscription
from gaoxin.scenes.policy.queries.own import inbox, own, what_if

Clients = Callable[..., Client]
PAGES = ("", "needs/", "what-if/", "policy/yunchuan.rd_grant/", "policy/yunchuan.rd_grant/file", "notices/")


def home(firm: Firm) -> str:
    return f"/policy/firm/{firm.uscc}/"


def in_(client: Client, language: str) -> Client:
    client.cookies["django_language"] = "zh-hans" if language == "zh" else "en"
    return client


def test_what_a_firm_can_get_with_amounts_and_clauses(filled: Firm) -> None:
    found = own(filled)
    can = {s.policy: s for s in found.groups.eligible}
    assert can["yunchuan.rd_grant"].amount == 192_000
    assert can["yunchuan.hnte_first"].amount == 200_000
    assert "第三条（四）" in can["yunchuan.rd_grant"].cited.zh
    near = {s.policy: s for s in found.groups.near}
    assert "8人" in near["yunchuan.hiring_award"].misses[0].gap.zh
    assert near["yunchuan.hiring_award"].moves[0].zh == "年末从业人员 → 40人"
    assert all(not s.moves for s in found.groups.far)
    assert found.groups.total == 73


def test_an_amount_that_waits_is_told_by_its_bounds(filled: Firm) -> None:
    Observation.objects.filter(firm=filled, fact="in_statistics").delete()
    award = next(s for s in own(filled).groups.eligible if s.policy == "yunchuan.hnte_first")
    assert (award.amount, award.worth.zh, award.worth.en) == (
        None,
        "20万元至30万元",
        "CNY 200,000 to CNY 300,000",
    )


def test_a_sum_counts_what_may_not_be_had_together_once(filled: Firm, fill: Callable[..., None]) -> None:
    fill(filled, rd_expense_prev=100_000_000, levy_method="查账征收")
    groups = own(filled).groups
    clash = next(c for c in groups.clashes if c.counted.zh == "研发投入后补助")
    assert [o.zh for o in clash.others] == ["研发投入增量奖励"]
    assert "示高管〔2025〕3号" in clash.cited.zh
    alone = sum(s.amount or 0 for s in groups.eligible if s.benefit in ("cash", "saving"))
    increment = next(s.amount for s in groups.eligible if s.policy == "yunchuan.rd_increment")
    assert groups.worth.total <= alone - (increment or 0)


def test_the_next_fact_is_the_one_that_settles_most(filled: Firm) -> None:
    found = own(filled)
    assert found.next is not None and found.look.question is not None
    assert found.look.question.fact.id not in {"revenue", "rd_expense"}
    assert found.needs[0].asked.fact == found.look.question.fact


def test_a_firm_without_a_file_is_refused_nothing(firm: Firm) -> None:
    found = own(firm)
    assert not found.groups.far and not found.groups.near
    assert len(found.groups.needs_data) == 73


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_of_the_firm(filled: Firm, notice: Notice, client_as: Clients, language: str) -> None:
    client = in_(client_as("enterprise", filled), language)
    assert client.get("/policy/mine/").url == home(filled)
    for page in (*PAGES, f"notices/{notice.pk}/"):
        answer = client.get(home(filled) + page)
        assert answer.status_code == 200, page
    text = client.get(home(filled)).content.decode()
    assert ("19.2万元" if language == "zh" else "CNY 192,000") in text
    assert ("不是承诺" if language == "zh" else "no promise") in text


def test_another_firm_is_not_there(
    filled: Firm, other_firm: Firm, notice: Notice, client_as: Clients
) -> None:
    client = client_as("enterprise", other_firm)
    for page in (*PAGES, f"notices/{notice.pk}/"):
        assert client.get(home(filled) + page).status_code == 404, page
    assert client.get(f"{home(other_firm)}notices/{notice.pk}/").status_code == 404
    assert client.post(f"{home(other_firm)}notices/{notice.pk}/", {"answer": "interested"}).status_code == 404
    assert client.post(f"{home(filled)}subscriptions/").status_code == 404
    notice.refresh_from_db()
    assert (notice.read_at, notice.answer) == (None, "")


@pytest.mark.parametrize("role", ["bank", "customs", "auditor", "system_admin", "security_admin"])
def test_who_may_not_look(filled: Firm, client_as: Clients, role: str) -> None:
    client = client_as(role)
    assert {client.get(home(filled) + page).status_code for page in PAGES} <= {403, 404}


def test_visitors_are_sent_to_log_in(filled: Firm) -> None:
    assert all(Client().get(home(filled) + page).status_code == 302 for page in PAGES)


def test_officers_look_and_touch_nothing(filled: Firm, notice: Notice, client_as: Clients) -> None:
    client = client_as("service")
    assert client.get(home(filled)).status_code == 200
    text = client.get(f"{home(filled)}notices/{notice.pk}/").content.decode()
    assert "有意申报</button>" not in text
    assert client.post(f"{home(filled)}notices/{notice.pk}/", {"answer": "interested"}).status_code == 403
    assert client.post(f"{home(filled)}subscriptions/").status_code == 403
    notice.refresh_from_db()
    assert (notice.read_at, notice.answer) == (None, "")


def test_the_decision_file_verifies_without_the_site(filled: Firm, client_as: Clients) -> None:
    answer = client_as("enterprise", filled).get(f"{home(filled)}policy/yunchuan.rd_grant/file")
    assert filled.uscc in answer["Content-Disposition"]
    grounds = Grounds(library_of(filled.zone))
    assert check(answer.content, grounds).problems == ()
    data = json.loads(answer.content)
    assert data["verdict"]["state"] == "eligible"
    assert check(answer.content.replace(b'"eligible"', b'"ineligible"'), grounds).problems


def test_a_decision_tells_value_source_date_and_clause(filled: Firm, client_as: Clients) -> None:
    text = client_as("enterprise", filled).get(f"{home(filled)}policy/yunchuan.rd_grant/").content.decode()
    for part in (
        "企业基础信息采集表",
        "云川高新区管委会",
        "2026-01-01",
        "第三条（二）",
        "240万元",
        "gaoxin decision verify",
    ):
        assert part in text
    gone = client_as("enterprise", filled).get(f"{home(filled)}policy/cn.nothing/")
    assert gone.status_code == 404


def test_three_more_of_the_staff(filled: Firm, client_as: Clients) -> None:
    found = what_if(filled, ["staff_year_end"], {"staff_year_end": ["+8"]})
    assert found.done
    changed = {d.after.policy: d for d in found.changed}
    hiring = changed["yunchuan.hiring_award"]
    assert (hiring.before.state, hiring.after.state, hiring.better) == ("one_step", "eligible", True)
    worse = what_if(filled, ["zone_member"], {"zone_member": ["false"]})
    assert worse.changed and not any(d.better for d in worse.changed)
    client = client_as("enterprise", filled)
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(f"{home(filled)}what-if/", {"fact": "staff_year_end", "staff_year_end": "+8"})
    assert "吸纳就业奖励" in answer.content.decode()
    writes = [
        q["sql"]
        for q in caught.captured_queries
        if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert [w for w in writes if "session" not in w.lower()] == []


@pytest.mark.parametrize("value", ["约30", "<script>alert(1)</script>", "", "-4", "+", "+x", "9" * 300])
def test_what_cannot_be_supposed_is_told(filled: Firm, client_as: Clients, value: str) -> None:
    client = client_as("enterprise", filled)
    answer = client.post(f"{home(filled)}what-if/", {"fact": "staff_year_end", "staff_year_end": value})
    text = answer.content.decode()
    assert answer.status_code == 422 and "error-summary" in text and "<script>alert" not in text


def test_facts_that_nobody_may_suppose_are_left_out(filled: Firm) -> None:
    found = what_if(
        filled,
        ["innovation_score", "uscc", "nothing", "revenue", "rd_expense", "staff_total", "ip_class1"],
        None,
    )
    assert [s.asked.fact.id for s in found.supposals] == ["revenue", "rd_expense", "staff_total"]


def test_a_notice_is_read_once_and_answered(filled: Firm, notice: Notice, client_as: Clients) -> None:
    client = client_as("enterprise", filled)
    page = f"{home(filled)}notices/{notice.pk}/"
    text = client.get(page).content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;" in text
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    client.get(page)
    assert Event.objects.filter(kind="policy.notice.read").count() == 1
    assert client.post(page, {"answer": "contact"}).url == page
    assert client.post(page, {"answer": "nonsense"}).url == page
    notice.refresh_from_db()
    assert (notice.answer, notice.read_at) == ("contact", first)
    assert "请专员联系" in client.get(page).content.decode()


def test_notices_are_the_firms_own_to_answer(
    filled: Firm, other_firm: Firm, notice: Notice, actor_as: Callable[..., Any]
) -> None:
    with pytest.raises(PermissionDenied):
        answer_notice(actor=actor_as("service"), firm=filled, notice=notice.pk, answer="interested")
    with pytest.raises(Refused):
        read_notice(actor=actor_as("enterprise", other_firm), firm=other_firm, notice=notice.pk)


def test_subscriptions(filled: Firm, client_as: Clients, actor_as: Callable[..., Any]) -> None:
    client = client_as("enterprise", filled)
    there = f"{home(filled)}subscriptions/"
    client.post(there, {"policy": ""})
    client.post(there, {"policy": "yunchuan.rd_grant", "from": "policy"})
    client.post(there, {"policy": "yunchuan.rd_grant"})
    found = inbox(filled)
    assert found.every and [p for p, _ in found.policies] == ["yunchuan.rd_grant"]
    assert client.post(there, {"policy": "cn.nothing"}).status_code == 404
    client.post(there, {"policy": "yunchuan.rd_grant", "stop": "1"})
    client.post(there, {"policy": "", "stop": "1"})
    assert not Subscription.objects.exists()
    actor = actor_as("service")
    for do in (subscribe, unsubscribe):
        with pytest.raises(PermissionDenied):
            do(actor=actor, firm=filled, policy="")


def test_a_firm_is_weighed_again_once_a_fact_changes(filled: Firm) -> None:
    before = own(filled)
    assert own(filled).groups is before.groups
    Observation.objects.filter(firm=filled, fact="in_statistics").delete()
    after = own(filled)
    assert "in_statistics" in {need.asked.fact.id for need in after.needs}
    assert after.groups != before.groups
