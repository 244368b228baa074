"""The pages of administrators, auditors and firms."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from gaoxin.center.actor import actor_of
from gaoxin.center.models import Consent, Event, Person
from gaoxin.center.permissions import permissions
from gaoxin.center.roles import Role
from gaoxin.center.security.reading import note_reading


def main(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_colleague_is_added_and_his_password_shown_once(client_as):
    system = client_as("system_admin")
    answer = system.post("/access/people/new/", {"name": "李雷", "login": "lilei"})
    assert answer["Cache-Control"] == "no-store"
    person = Person.objects.get(login="lilei")
    password = main(answer).partition('id="first-password"')[2].partition(">")[2].partition("<")[0]
    assert person.check_password(password)
    assert password not in main(system.get(f"/access/people/{person.pk}/"))
    again = system.post("/access/people/new/", {"name": "李雷", "login": "lilei"})
    assert again.status_code == 422
    assert "已被使用" in main(again)
    assert 'value="李雷"' in main(again), "nothing that was filled in is lost"


def test_a_role_is_granted_and_revoked_through_the_pages(client_as, zone):
    security = client_as("security_admin")
    person = Person.objects.create(login="lilei", name="李雷")
    page = f"/access/people/{person.pk}/grant/"
    form = {"role": "service", "zone": zone.pk, "valid_from": "2026-03-01", "reason": "任命文件 12 号"}
    assert security.get(page).status_code == 200
    assert "请填写原因" in main(security.post(page, {**form, "reason": ""}))
    assert security.post(page, form).status_code == 302
    shown = main(security.get(f"/access/people/{person.pk}/"))
    assert "企业服务专员" in shown
    assert "任命文件 12 号" in shown
    held = person.memberships.get()
    assert security.post(f"/access/roles/{held.pk}/revoke/", {"reason": "调离"}).status_code == 302
    assert "调离" in main(security.get(f"/access/people/{person.pk}/"))


def test_the_table_of_accounts_narrows(client_as, zone):
    system = client_as("system_admin")
    client_as("service")
    shown = main(system.get("/access/people/", {"role": "service"}))
    assert "测试service" in shown
    assert "测试system_admin" not in shown
    assert "测试service" not in main(system.get("/access/people/", {"state": "stopped"}))
    assert "测试service" in main(system.get("/access/people/", {"zone": zone.pk, "q": "测试service"}))


def test_the_matrix_goes_out_as_a_workbook(client_as):
    answer = client_as("security_admin").get("/access/matrix/", {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[0] == "权限"
    assert heads[1:] == [role.named.zh for role in Role]
    rows = {
        row[0]: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    }
    for permission in permissions():
        for role in Role:
            assert rows[permission.title.zh][role.named.zh] == ("✓" if role in permission.roles else "–")


def test_the_auditor_finds_who_took_what_out(client_as):
    client_as("security_admin").get("/access/matrix/", {"format": "csv"})
    auditor = client_as("auditor")
    shown = main(auditor.get("/access/exports/"))
    assert "测试security_admin" in shown
    assert "matrix" in shown
    event = Event.objects.get(kind="export")
    detail = main(auditor.get(f"/access/log/{event.pk}/"))
    assert event.digest in detail
    assert "测试security_admin" in main(auditor.get("/access/log/", {"kind": "export", "days": "1"}))
    assert "测试security_admin" not in main(auditor.get("/access/log/", {"q": "nobody-of-this-name"}))


def test_the_chain_is_checked_and_the_log_tells_it(client_as):
    client_as("security_admin").get("/access/matrix/", {"format": "csv"})
    auditor = client_as("auditor")
    assert "还没有核验过" in auditor.get("/access/log/").content.decode()
    shown = auditor.post("/access/log/check/", follow=True).content.decode()
    assert "链完整" in shown
    assert Event.objects.get(kind="log.verified").detail["count"] == 1


def test_an_auditor_of_one_zone_reads_of_that_zone(client_as, person_as, other_zone, zone):
    stranger = person_as("service", login="stranger")
    stranger.memberships.update(zone=other_zone)
    from django.test import Client

    from conftest import PASSWORD

    Client().post("/access/login/", {"login": "stranger", "password": PASSWORD})
    auditor = client_as("auditor")
    assert "测试service" not in main(auditor.get("/access/log/"))
    assert auditor.get(f"/access/log/{Event.objects.get().pk}/").status_code == 404


def test_reading_is_told_once_an_hour(actor_as, firm, other_firm):
    officer, bank, own = actor_as("service"), actor_as("bank"), actor_as("enterprise", firm)
    for _ in range(3):
        note_reading(officer, firm, "企业档案")
    note_reading(officer, other_firm, "企业档案")
    note_reading(bank, firm, "贷款需求")
    note_reading(own, firm)
    told = Event.objects.filter(kind="firm.read").values_list("actor", "firm", "role")
    assert sorted(told) == sorted(
        [
            (officer.person.pk, firm.pk, "service"),
            (officer.person.pk, other_firm.pk, "service"),
            (bank.person.pk, firm.pk, "bank"),
        ]
    )


@pytest.fixture
def consent(firm, person_as):
    return Consent.objects.create(
        firm=firm,
        receiver="云川农商行",
        purpose="贷款审查",
        fields=["revenue"],
        given_by=person_as("enterprise", firm),
        valid_from=timezone.localdate() - dt.timedelta(days=1),
        valid_to=timezone.localdate() + dt.timedelta(days=30),
    )


def test_a_firm_sees_its_consents_and_readers_and_takes_one_back(
    client_as, person_as, firm, other_firm, consent
):
    note_reading(actor_of(person_as("bank")), firm, "贷款审查")
    note_reading(actor_of(person_as("service")), other_firm, "别家的事")
    ours = client_as("enterprise", firm)
    shown = main(ours.get("/access/consents/"))
    assert "云川农商行" in shown
    assert "测试bank" in shown
    assert "别家的事" not in shown
    assert ours.post(f"/access/consents/{consent.pk}/withdraw/").status_code == 302
    assert not Consent.objects.standing(timezone.localdate()).exists()
    assert Event.objects.get(kind="consent.withdrawn").firm == firm


def test_a_firm_cannot_take_back_what_another_gave(client_as, other_firm, consent):
    theirs = client_as("enterprise", other_firm)
    assert theirs.post(f"/access/consents/{consent.pk}/withdraw/").status_code == 404
    assert "云川农商行" not in main(theirs.get("/access/consents/"))
    assert Consent.objects.standing(timezone.localdate()).exists()


def test_a_firm_gives_a_consent_sees_it_and_takes_it_back(client_as, person_as, firm, zone):
    bank = person_as("bank").memberships.get()
    bank.organisation = "云川农商行"
    bank.save()
    ours, until = client_as("enterprise", firm), timezone.localdate() + dt.timedelta(days=30)
    assert "云川农商行" in main(ours.get("/access/consents/new/"))
    sent = {
        "receiver": "云川农商行",
        "purpose": "贷款审查",
        "valid_to": until.isoformat(),
        "fields": ["revenue", "nothing", "tax_paid"],
    }
    assert ours.post("/access/consents/new/", sent).status_code == 302
    given = Consent.objects.standing(timezone.localdate()).get()
    assert (given.firm, given.fields, given.valid_to) == (firm, ["revenue", "tax_paid"], until)
    assert Event.objects.get(kind="consent.given").firm == firm
    shown = main(ours.get("/access/consents/"))
    assert "营业收入" in shown and "贷款审查" in shown
    ours.post(f"/access/consents/{given.pk}/withdraw/")
    assert not Consent.objects.standing(timezone.localdate()).exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"fields": []}, "请至少勾选一个数据项"),
        ({"fields": ["nothing"]}, "请至少勾选一个数据项"),
        ({"valid_to": "2020-01-01"}, "截止日期已经过去"),
        ({"valid_to": "soon"}, "日期格式"),
        ({"purpose": " "}, "请填写用途"),
    ],
)
def test_a_consent_that_says_too_little_is_refused_and_nothing_typed_is_lost(client_as, firm, changed, told):
    sent = {
        "receiver": "某银行",
        "purpose": "审查",
        "valid_to": "2099-01-01",
        "fields": ["revenue"],
        **changed,
    }
    answer = client_as("enterprise", firm).post("/access/consents/new/", sent)
    assert answer.status_code == 422
    assert told in main(answer)
    assert "某银行" in main(answer)
    assert not Consent.objects.exists()


def test_only_the_firm_gives_consents(client_as):
    assert client_as("service").get("/access/consents/new/").status_code == 403


PAGES = [
    ("system_admin", "/access/people/"),
    ("system_admin", "/access/people/new/"),
    ("security_admin", "/access/matrix/"),
    ("auditor", "/access/exports/"),
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_the_pages_speak_english(client_as, zone, role, address):
    client = client_as(role)
    client.cookies["django_language"] = "en"
    shown = main(client.get(address)).replace(f"测试{role}", "").replace(zone.name_zh, "")
    assert not [c for c in shown if "\u4e00" <= c <= "\u9fff"]
