"""Pushes: who is told, never twice unnoticed, and the log."""

import pytest
from django.test import Client
from django.urls import reverse

from gaoxin.base.result import Refused
from gaoxin.center.models import Event, Firm, Zone
from gaoxin.scenes.policy.actions.pushes import push
from gaoxin.scenes.policy.models import Match, Notice, Push

STABLE = "yunchuan.job_stabilise"


@pytest.fixture
def codes(matched: list[Firm]) -> list[str]:
    found = Match.objects.filter(policy=STABLE, state="eligible").order_by("firm__uscc")
    return list(found.values_list("firm__uscc", flat=True)[:5])


def told(zone: Zone, actor, firms: list[str], **more: object) -> Push:
    given = {"message": "请申报", "message_en": "please apply", "again": False, **more}
    return push(actor=actor, zone=zone, policy=STABLE, group="eligible", firms=firms, **given)


def test_each_firm_gets_one_notice_with_its_verdict(zone: Zone, codes: list[str], actor_as) -> None:
    sent = told(zone, actor_as("service"), [*codes, codes[0]])
    notices = {n.firm.uscc: n for n in sent.notices.select_related("firm")}
    assert sorted(notices) == sorted(codes)
    for match in Match.objects.filter(policy=STABLE, firm__uscc__in=codes).select_related("firm"):
        notice = notices[match.firm.uscc]
        assert (notice.state, notice.amount) == ("eligible", match.amount)
    assert (
        Event.objects.get(kind="policy.push").detail["firms"][: len(codes)]
        == [*codes, codes[0]][: len(codes)]
    )


def test_nobody_is_told_twice_of_one_version_unless_asked_for(zone: Zone, codes: list[str], actor_as) -> None:
    actor = actor_as("service")
    told(zone, actor, codes[:3])
    second = told(zone, actor, codes)
    assert set(second.notices.values_list("firm__uscc", flat=True)) == set(codes[3:])
    with pytest.raises(Refused):
        told(zone, actor, codes)
    assert told(zone, actor, codes, again=True).notices.count() == 5
    Match.objects.filter(policy=STABLE).update(version="2030-01-01")
    assert told(zone, actor, codes).notices.count() == 5


def test_refused_pushes_leave_nothing(zone: Zone, codes: list[str], actor_as) -> None:
    actor = actor_as("service")
    for firms, more in (([], {}), (["nobody"], {}), (codes, {"message": " "}), (codes, {"message_en": ""})):
        with pytest.raises(Refused):
            told(zone, actor, firms, **more)
    assert not Push.objects.exists()
    assert not Notice.objects.exists()
    assert not Event.objects.filter(kind="policy.push").exists()


def test_writing_looking_and_sending(zone: Zone, codes: list[str], client_as) -> None:
    client: Client = client_as("service")
    url = reverse("policy:push", args=[STABLE, "eligible"])
    form = client.get(url).context["form"]
    assert "{" not in form.message.zh + form.message.en
    words = {"message": form.message.zh, "message_en": form.message.en, "firm": codes[:2]}
    shown = client.post(url, {**words, "step": "preview"})
    assert shown.context["form"].reached == 2
    assert not Push.objects.exists()
    assert client.post(url, {**words, "step": "send"}).status_code == 302
    again = client.post(url, {**words, "step": "preview"})
    assert (again.context["form"].told, again.context["form"].reached) == (2, 0)
    refused = client.post(url, {**words, "step": "send"})
    assert refused.status_code == 200
    assert Push.objects.count() == 1
    Notice.objects.update(answer="later", answered_at="2026-01-01T00:00Z", read_at="2026-01-01T00:00Z")
    log = client.get(reverse("policy:pushes"))
    row = log.context["table"].table.rows.slice(0, 1)[0]
    assert (row.firms, row.read, row.answered) == (2, 2, 2)
    assert client.get(reverse("policy:push_one", args=[row.id])).context["table"].count == 2
    unticked = client.get(url).context["form"].chosen
    assert not unticked & set(codes[:2])


def test_a_narrowed_list_is_what_is_told(zone: Zone, codes: list[str], client_as) -> None:
    client: Client = client_as("service")
    url = reverse("policy:push", args=[STABLE, "eligible"])
    assert [r.uscc for r in client.get(url, {"q": codes[0]}).context["form"].rows] == [codes[0]]


def test_a_long_list_is_told_as_a_whole(
    zone: Zone, codes: list[str], client_as, actor_as, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gaoxin.scenes.policy.pushing.LISTED", 2)
    told(zone, actor_as("service"), codes[:3])
    form = client_as("service").get(reverse("policy:push", args=[STABLE, "eligible"])).context["form"]
    everyone = set(Match.objects.filter(policy=STABLE, state="eligible").values_list("firm__uscc", flat=True))
    assert (form.rows, form.chosen, form.told) == ((), everyone, 3)
