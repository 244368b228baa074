"""Changing a policy: numbers in the text, weighing, two persons, publication, replay of old decisions."""

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gaoxin.base.result import Refused
from gaoxin.center.actor import Actor
from gaoxin.center.models import Event, Firm, Zone
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.rules.replay import read
from gaoxin.scenes.policy import library as libraries
from gaoxin.scenes.policy.actions.changes import approve, propose, reject, withdraw
from gaoxin.scenes.policy.deciding import decide_one, decision_file
from gaoxin.scenes.policy.editing import edited, thresholds
from gaoxin.scenes.policy.library import library_of, parsed, text_of
from gaoxin.scenes.policy.models import Change, Match, Published
from gaoxin.scenes.policy.runs import today
from gaoxin.scenes.policy.weighing import weigh_text

GRANT = "yunchuan.rd_grant"
HELD = dt.date(2025, 1, 1)
CAP = "outcome/amount/cap"
ActorAs = Callable[..., Actor]


@pytest.fixture
def lower(zone: Zone) -> str:
    """The grant with half its cap from today on."""
    return edited(text_of(zone, GRANT), HELD, {CAP: "100万元"}, today(), "示高管〔2026〕99号", "调整办法")


def proposed(zone: Zone, actor: Actor, text: str, policy: str = GRANT) -> Change:
    return propose(actor=actor, zone=zone, policy=policy, text=text, reason="控制预算", impact={})


def test_every_number_of_every_policy_can_be_changed_in_place(zone: Zone) -> None:
    library = library_of(zone)
    for policy, file in library.policies.items():
        text = text_of(zone, policy)
        for version in file.policy.versions:
            same = {t.path: t.value for t in thresholds(text, version.from_)}
            again = parsed(policy, edited(text, version.from_, same, version.from_)).policy
            assert again == file.policy


def test_a_later_day_adds_a_version_and_ends_the_one_before(zone: Zone, lower: str) -> None:
    before, after = parsed(GRANT, text_of(zone, GRANT)).policy, parsed(GRANT, lower).policy
    assert len(after.versions) == len(before.versions) + 1
    old, new = after.versions[-2:]
    assert old.to == today() - dt.timedelta(days=1)
    assert (new.from_, new.to) == (today(), before.versions[-1].to)
    assert new.outcome.amount is not None
    assert new.outcome.amount.cap == "100万元"
    assert old.outcome == before.versions[-1].outcome
    assert new.conditions == old.conditions
    assert new.source.number == "示高管〔2026〕99号"
    assert after.cases == before.cases


@pytest.mark.parametrize("value", ["abc", "5%, x: 1", "1}{", "", "5 %%%", "1\n2"])
def test_what_is_no_quantity_is_refused(zone: Zone, value: str) -> None:
    with pytest.raises(Refused):
        edited(text_of(zone, GRANT), HELD, {CAP: value}, today())


def test_a_weighed_change_counts_as_the_matches_do(zone: Zone, matched: list[Firm], lower: str) -> None:
    weighed = weigh_text(zone, GRANT, lower, today(), "zh")
    total = weighed.summary.total
    assert total["firms"] == len(matched)
    rows = Match.objects.filter(policy=GRANT, state="eligible")
    assert total["eligible_before"] == total["eligible_after"] == rows.count()
    cap = 100_000_000
    paid = list(rows.values_list("amount", flat=True))
    assert total["paid_before"] == sum(paid)
    assert total["paid_after"] == sum(min(a, cap) for a in paid)
    assert total["less"] == sum(a > cap for a in paid) > 0


def test_another_person_approves_and_all_see_it_at_once(
    zone: Zone, matched: list[Firm], lower: str, actor_as: ActorAs, django_capture_on_commit_callbacks
) -> None:
    one, two = actor_as("service"), actor_as("leader")
    most = Match.objects.filter(policy=GRANT, state="eligible").order_by("-amount").first()
    assert most is not None
    firm = most.firm
    old = decision_file(firm, GRANT, today())
    change = proposed(zone, one, lower)
    with pytest.raises(Refused):
        approve(actor=one, zone=zone, change=change.pk)
    assert not Published.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        approve(actor=two, zone=zone, change=change.pk)
    assert text_of(zone, GRANT) == lower
    assert decide_one(zone, firm, GRANT, today()).amount == 100_000_000
    assert Match.objects.get(firm=firm, policy=GRANT).amount == 100_000_000
    assert Match.objects.filter(policy=GRANT).exclude(version=str(today())).count() == 0
    assert decide_one(zone, firm, GRANT, today() - dt.timedelta(days=1)).amount != 100_000_000
    assert read(old).policy.version == str(HELD)
    assert Event.objects.filter(kind="policy.approve").count() == 1


def test_another_process_sees_the_publication(
    zone: Zone, few: list[Firm], lower: str, actor_as: ActorAs
) -> None:
    libraries._HELD.clear()
    held = library_of(zone)
    change = proposed(zone, actor_as("service"), lower)
    approve(actor=actor_as("leader"), zone=zone, change=change.pk)
    assert library_of(zone) is not held
    libraries._HELD[zone.pk] = (0, held)
    assert library_of(zone).file(GRANT).digest == libraries.digest_of(lower)


def test_old_decisions_replay_from_the_old_pack_and_new_ones_from_the_new(
    zone: Zone, few: list[Firm], lower: str, actor_as: ActorAs, tmp_path: Path
) -> None:
    old = tmp_path / "old.json"
    old.write_bytes(decision_file(few[0], GRANT, today()))
    change = proposed(zone, actor_as("service"), lower)
    approve(actor=actor_as("leader"), zone=zone, change=change.pk)
    new = tmp_path / "new.json"
    new.write_bytes(decision_file(few[0], GRANT, today()))
    assert verified(old) == 0
    assert verified(new) != 0
    pack = tmp_path / "demo"
    shutil.copytree(bundled("demo"), pack)
    (pack / "policies" / f"{GRANT}.yaml").write_bytes(lower.encode())
    packs = ("--pack", str(bundled("national")), "--pack", str(pack))
    assert verified(new, *packs) == 0
    assert verified(old, *packs) != 0


def verified(file: Path, *packs: str) -> int:
    command = [sys.executable, "-m", "gaoxin.cli", "decision", "verify", str(file), *packs]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_database_itself_keeps_four_eyes(zone: Zone, lower: str, actor_as: ActorAs) -> None:
    change = proposed(zone, actor_as("service"), lower)
    change.state, change.decided_by = "approved", change.proposed_by
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_who_may_not_decide_is_refused(zone: Zone, lower: str, actor_as: ActorAs) -> None:
    change = proposed(zone, actor_as("service"), lower)
    for role in ("statistician", "auditor"):
        with pytest.raises(PermissionDenied):
            approve(actor=actor_as(role), zone=zone, change=change.pk)
    with pytest.raises(PermissionDenied):
        withdraw(actor=actor_as("service"), zone=zone, change=change.pk)
    with pytest.raises(Refused):
        reject(actor=actor_as("leader"), zone=zone, change=change.pk, answer=" ")
    assert Change.objects.get().state == "proposed"


def test_a_change_written_against_an_older_text_is_not_published(
    zone: Zone, lower: str, actor_as: ActorAs
) -> None:
    first = proposed(zone, actor_as("service"), lower)
    other = edited(text_of(zone, GRANT), HELD, {CAP: "120万元"}, today())
    second = proposed(zone, actor_as("service"), other)
    approve(actor=actor_as("leader"), zone=zone, change=first.pk)
    with pytest.raises(Refused):
        approve(actor=actor_as("leader"), zone=zone, change=second.pk)
    assert Published.objects.count() == 1


def test_decided_changes_stay_decided_and_old_text_comes_back_as_a_new_change(
    zone: Zone, few: list[Firm], lower: str, actor_as: ActorAs, client_as
) -> None:
    original = text_of(zone, GRANT)
    change = proposed(zone, actor_as("service"), lower)
    approve(actor=actor_as("leader"), zone=zone, change=change.pk)
    with pytest.raises(Refused):
        reject(actor=actor_as("leader"), zone=zone, change=change.pk, answer="晚了")
    client: Client = client_as("service")
    page = client.get(reverse("policy:change", args=[GRANT]), {"undo": change.pk})
    assert page.context["draft"].text == original
    back = proposed(zone, actor_as("service"), original)
    approve(actor=actor_as("leader"), zone=zone, change=back.pk)
    assert text_of(zone, GRANT) == original


def test_faulty_texts_and_national_policies_are_refused(zone: Zone, actor_as: ActorAs) -> None:
    text, actor = text_of(zone, GRANT), actor_as("service")
    for broken in (
        text,
        text.replace("fact: rd_expense, at_least", "fact: no_such_fact, at_least"),
        "id: [",
        text.replace("amount: 15万元", "amount: 16万元"),
    ):
        with pytest.raises(Refused):
            proposed(zone, actor, broken)
    national = text_of(zone, "cn.hnte.recognition")
    with pytest.raises(Refused, match="国家政策"):
        proposed(zone, actor, national.replace("60%", "50%"), "cn.hnte.recognition")
    assert not Change.objects.exists()


def test_the_pages_of_a_change_from_number_to_publication(
    zone: Zone, matched: list[Firm], client_as, django_capture_on_commit_callbacks
) -> None:
    writer, chief = client_as("service"), client_as("leader")
    url = reverse("policy:change", args=[GRANT])
    page = writer.get(url)
    data = {f"n:{t.path}": t.value for t in page.context["draft"].thresholds}
    wrong = writer.post(url, {**data, f"n:{CAP}": "很多", "step": "weigh"})
    assert wrong.context["draft"].problem is not None
    assert "很多" in wrong.content.decode()
    given = {**data, f"n:{CAP}": "100万元", "since": str(today()), "mode": "numbers", "step": "weigh"}
    page = writer.post(url, given)
    draft = page.context["draft"]
    assert draft.shown is not None
    assert not draft.shown.faults
    text = {"mode": "text", "text": draft.text.replace("\n", "\r\n"), "since": str(today())}
    sheet = writer.post(url, {**text, "step": "sheet"})
    assert sheet.content.startswith(b"PK")
    assert Event.objects.filter(kind="export").exists()
    nobody = writer.post(url, {**text, "step": "propose", "reason": ""})
    assert nobody.status_code == 200
    assert not Change.objects.exists()
    sent = writer.post(url, {**text, "step": "propose", "reason": "控制预算"})
    assert sent.status_code == 302
    change = Change.objects.get()
    one = reverse("policy:change_one", args=[change.pk])
    assert "控制预算" in chief.get(one).content.decode()
    for unclear in ({}, {"decision": ""}, {"decision": "withdraw"}):
        assert chief.post(reverse("policy:change_approve", args=[change.pk]), unclear).status_code == 400
    change.refresh_from_db()
    assert change.state == "proposed"
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(reverse("policy:change_approve", args=[change.pk]), {"decision": "approve"})
    change.refresh_from_db()
    assert change.state == "approved"
    assert "100万元" in chief.get(reverse("policy:policy", args=[GRANT])).content.decode()
    assert chief.get(reverse("policy:versions", args=[GRANT])).status_code == 200


def test_reading_roles_weigh_but_do_not_propose(zone: Zone, few: list[Firm], lower: str, client_as) -> None:
    client: Client = client_as("statistician")
    url = reverse("policy:change", args=[GRANT])
    given = {"mode": "text", "text": lower, "reason": "x"}
    assert client.post(url, {**given, "step": "weigh"}).status_code == 200
    assert client.post(url, {**given, "step": "propose"}).status_code == 403
    assert not Change.objects.exists()
