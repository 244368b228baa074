"""Officers' pages: who may open them, that counts agree, and that what they offer works."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gaoxin.center.models import Batch, Event, Firm, Zone
from gaoxin.scenes.policy.models import Match, Tally
from gaoxin.scenes.policy.runs import begin, perform

HNTE = "cn.hnte.recognition"
COMMITTEE = ("leader", "service", "statistician", "promotion", "project")
OTHERS = ("bank", "customs", "system_admin", "security_admin", "auditor")


def pages() -> list[str]:
    return [
        reverse("policy:library"),
        reverse("policy:run"),
        reverse("policy:policy", args=[HNTE]),
        reverse("policy:versions", args=["yunchuan.rd_grant"]),
        *(
            reverse("policy:firms", args=[HNTE, g])
            for g in ("eligible", "one_step", "needs_data", "needs_review", "all")
        ),
        reverse("policy:change", args=["yunchuan.rd_grant"]),
        reverse("policy:changes"),
        reverse("policy:pushes"),
        reverse("policy:budget"),
    ]


@pytest.fixture(params=["zh-hans", "en"])
def tongue(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_committee_opens_every_page_in_both_languages(client_as, matched: list[Firm], tongue: str) -> None:
    client: Client = client_as("service")
    client.cookies["django_language"] = tongue
    firm = matched[0]
    for url in [*pages(), reverse("policy:decision", args=[firm.uscc, HNTE])]:
        answer = client.get(url)
        assert answer.status_code == 200, url
        text = re.sub(r"<(script|style)[\s\S]*?</\1>", "", answer.content.decode())
        shown = re.sub(r"<textarea[\s\S]*?</textarea>|<[^>]+>", " ", text)
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown), (
            url,
            re.findall(r"\b[a-z]+_[a-z_]+\b", shown)[:5],
        )
        assert "style=" not in text


def test_committee_reads(client_as, few: list[Firm]) -> None:
    for role in COMMITTEE:
        client: Client = client_as(role)
        assert client.get(reverse("policy:library")).status_code == 200
        assert client.get(reverse("policy:firms", args=[HNTE, "one_step"])).status_code == 200


def test_nobody_else_reads(client_as, few: list[Firm]) -> None:
    for role in OTHERS:
        client: Client = client_as(role)
        for url in [*pages(), reverse("policy:decision", args=[few[0].uscc, HNTE])]:
            assert client.get(url).status_code in (403, 404), url


def test_an_enterprise_reads_none_of_it(client_as, few: list[Firm]) -> None:
    client: Client = client_as("enterprise", few[0])
    for url in [*pages(), reverse("policy:decision", args=[few[0].uscc, HNTE])]:
        assert client.get(url).status_code in (403, 404), url


def test_only_service_officers_push_and_match(client_as, few: list[Firm]) -> None:
    for role in ("leader", "statistician"):
        client: Client = client_as(role)
        assert client.post(reverse("policy:match")).status_code == 403
        assert client.get(reverse("policy:push", args=[HNTE, "all"])).status_code == 403


def test_unknown_policies_groups_and_firms_are_not_found(client_as, few: list[Firm]) -> None:
    client: Client = client_as("service")
    for url in (
        reverse("policy:policy", args=["no.such"]),
        reverse("policy:firms", args=[HNTE, "none"]),
        reverse("policy:decision", args=[few[0].uscc, "no.such"]),
        reverse("policy:push", args=[HNTE, "none"]),
        reverse("policy:push_one", args=[99]),
        reverse("policy:change_one", args=[99]),
    ):
        assert client.get(url).status_code == 404, url


def test_counts_on_the_list_are_the_rows_of_the_table(client_as, matched: list[Firm]) -> None:
    client: Client = client_as("service")
    for tally in Tally.objects.filter(policy__in=[HNTE, "yunchuan.rd_grant"]):
        for group in ("eligible", "one_step", "needs_data", "needs_review"):
            answer = client.get(reverse("policy:firms", args=[tally.policy, group]))
            assert answer.context["table"].count == getattr(tally, group)


def test_who_is_one_step_from_hnte_leaves_as_a_workbook_and_is_logged(client_as, matched: list[Firm]) -> None:
    client: Client = client_as("service")
    url = reverse("policy:firms", args=[HNTE, "one_step"])
    expected = Match.objects.filter(policy=HNTE).one_step().count()
    assert expected > 0
    answer = client.get(url, {"format": "xlsx", "purpose": "走访"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    event = Event.objects.filter(kind="export").latest("pk")
    assert event.detail["rows"] == expected
    assert event.detail["purpose"] == "走访"


def test_filters_narrow(client_as, matched: list[Firm]) -> None:
    client: Client = client_as("service")
    url = reverse("policy:firms", args=[HNTE, "one_step"])
    unmet = Match.objects.filter(policy=HNTE).one_step().first().unmet
    answer = client.get(url, {"unmet": unmet})
    assert answer.context["table"].count == Match.objects.filter(policy=HNTE, unmet=unmet).one_step().count()
    waiting = client.get(reverse("policy:firms", args=[HNTE, "needs_data"]))
    for question in waiting.context["asked"][:3]:
        narrowed = client.get(reverse("policy:firms", args=[HNTE, "needs_data"]), {"missing": question.fact})
        assert narrowed.context["table"].count == question.firms


def test_a_downloaded_decision_verifies_offline_and_a_flipped_byte_fails(
    client_as, matched: list[Firm], tmp_path: Path
) -> None:
    client: Client = client_as("service")
    raw = client.get(reverse("policy:decision_file", args=[matched[0].uscc, HNTE])).content
    file = tmp_path / "decision.json"
    file.write_bytes(raw)
    assert verified(file) == 0
    facts = json.loads(raw)["facts"]
    assert all(
        "企业基础信息采集表" in value["column"]
        for key, value in facts.items()
        if key not in ("uscc", "name_zh")
    )
    place = raw.index(b'"state":"') + 9
    file.write_bytes(raw[:place] + (b"x" if raw[place : place + 1] != b"x" else b"y") + raw[place + 1 :])
    assert verified(file) != 0


def verified(file: Path, *packs: str) -> int:
    command = [sys.executable, "-m", "gaoxin.cli", "decision", "verify", str(file), *packs]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_matching_again_is_asked_for_once(client_as, matched: list[Firm], zone: Zone) -> None:
    client: Client = client_as("service")
    assert client.post(reverse("policy:match"), follow=True).status_code == 200
    assert Event.objects.filter(kind="policy.match").count() == 1


def test_budget_sums(client_as, matched: list[Firm]) -> None:
    answer = client_as("leader").get(reverse("policy:budget"))
    rows = list(answer.context["table"].table.rows.every())
    totals = answer.context["totals"]
    assert totals.paid == sum(r.paid for r in rows if r.budget is not None)
    assert totals.over == sum(r.budget is not None and r.paid > r.budget for r in rows)
    for row in rows:
        tally = Tally.objects.get(policy=row.id)
        paid = sum(
            a or 0
            for a in Match.objects.filter(policy=row.id, state="eligible").values_list("amount", flat=True)
        )
        assert row.paid == tally.paid == paid


def test_new_data_are_matched_when_an_officer_comes(client_as, matched: list[Firm], zone: Zone) -> None:
    client: Client = client_as("service")
    post = f'hx-post="{reverse("policy:match")}"'
    assert post not in client.get(reverse("policy:library")).content.decode()
    now = timezone.now()
    Batch.objects.create(
        zone=zone, file_name="a.xlsx", digest="0", size=1, state="done", created_at=now, finished_at=now
    )
    assert post in client.get(reverse("policy:library")).content.decode()
    assert post not in client_as("leader").get(reverse("policy:library")).content.decode()
    answer = client.post(reverse("policy:match"), headers={"HX-Request": "true"})
    assert "policy-run" in answer.content.decode()


def test_the_page_is_shown_anew_when_matching_ends(client_as, matched: list[Firm], zone: Zone) -> None:
    client: Client = client_as("service")
    run = begin(zone)
    url, htmx = reverse("policy:run"), {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(url, headers=htmx)
    perform(run)
    assert client.get(url, headers=htmx)["HX-Refresh"] == "true"
