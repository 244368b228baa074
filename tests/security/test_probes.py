"""Hostile words in every place that shows words, and hostile files in every place that takes files."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import USCCS
from gaoxin.center.models import Batch, Event, Firm
from tests.security.walk import places

PROBE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
TELLING = ("<script>alert(1)", "<img src=x", "&lt;script&gt;alert(1)&lt;/script&gt;{{49}}")


def shown(client, address, **query):
    client.raise_request_exception = False
    answer = client.get(address, query)
    return answer.content.decode(errors="replace") if "html" in answer.get("Content-Type", "") else ""


def test_names_of_firms_and_people_are_words_on_every_page(client_as, make_firm, person_as):
    firm = make_firm(USCCS[0], PROBE)
    person = person_as("service", login="probe")
    person.name = PROBE[:60]
    person.save()
    wrong = []
    for role in (
        "leader",
        "service",
        "statistician",
        "system_admin",
        "security_admin",
        "auditor",
        "enterprise",
    ):
        client = client_as(role, firm if role == "enterprise" else None)
        for place in (p for p in places() if "GET" in p.route.methods):
            address = place.address(firm.uscc).replace("999999999", str(person.pk))
            text = shown(client, address)
            wrong += [(role, address) for words in TELLING if words in text]
    assert wrong == []


def test_what_is_searched_for_is_words(client_as):
    for role in ("service", "security_admin", "auditor"):
        client = client_as(role)
        for place in (p for p in places() if "GET" in p.route.methods and "<" not in p.pattern):
            text = shown(client, place.address(), q=PROBE, next=PROBE, period=PROBE, sort=PROBE, page=PROBE)
            assert not [w for w in TELLING if w in text], place


def test_what_was_typed_at_the_door_is_words_in_page_and_log(zone, client_as):
    hostile = "a\r\nlevel=error event=login person=1 " + PROBE
    answer = Client().post("/access/login/", {"login": hostile, "password": "x"})
    assert not [w for w in TELLING if w in answer.content.decode()]
    event = Event.objects.get(kind="login.failed")
    assert event.detail == {"login": ""}
    assert "alert" not in shown(client_as("auditor"), f"/access/log/{event.pk}/")


def test_hostile_headers_stay_words(person_as, client_as):
    from conftest import PASSWORD

    person_as("service", login="clerk")
    client = Client(HTTP_USER_AGENT=f"Chrome {PROBE}", HTTP_ACCEPT_LANGUAGE=PROBE)
    client.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    assert not [w for w in TELLING if w in shown(client, "/access/account/")]


def test_reasons_are_words(client_as, person_as):
    clerk = person_as("service", login="clerk")
    client_as("system_admin")
    system = client_as("system_admin")
    system.post(f"/access/people/{clerk.pk}/disable/", {"reason": PROBE})
    event = Event.objects.get(kind="person.disabled")
    text = shown(client_as("auditor"), f"/access/log/{event.pk}/")
    assert "&lt;script&gt;" in text
    assert not [w for w in TELLING if w in text]


def bomb():
    """A workbook whose sheet unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<c/>" * (75 * 2**20))
    return out.getvalue()


def outward():
    """An archive with a member that climbs out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../../../tmp/gaoxin-was-here", "x")
    return out.getvalue()


FILES = {
    "page": b"<html><script>alert(1)</script></html>",
    "program": b"MZ\x90\x00\x03" + b"\0" * 500,
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
    "nothing": b"",
}


@pytest.mark.parametrize("kind", FILES)
def test_an_import_takes_only_what_is_a_table(client_as, kind, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("firms.xlsx", FILES[kind])
    answer = client_as("service").post("/data/imports/new/", {"file": file})
    assert answer.status_code in {200, 422}
    assert not Batch.objects.exists()
    assert "alert(1)</script>" not in answer.content.decode()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "nothing is left lying"


@pytest.mark.parametrize("make", [bomb, outward])
def test_archives_that_are_no_workbook_are_refused_when_read(
    client_as, make, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client = client_as("service")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/data/imports/new/", {"file": SimpleUploadedFile("firms.xlsx", make())})
    if answer.status_code == 302:
        assert client.get(answer.url).status_code == 200
        assert Batch.objects.get().state in {"refused", "failed"}
    assert not Firm.objects.exists()
    assert not Path("/tmp/gaoxin-was-here").exists()


def test_the_name_of_a_file_leads_nowhere(client_as, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    sheet = SimpleUploadedFile("x.csv", "统一社会信用代码,企业名称\n".encode())
    sheet._name = "../../../escape.csv"
    client_as("service").post("/data/imports/new/", {"file": sheet})
    assert not list(tmp_path.glob("*.csv"))
    assert all(settings.MEDIA_ROOT in path.parents for path in tmp_path.rglob("*.csv"))


def test_a_form_may_not_be_endless(client_as):
    client = client_as("service")
    client.raise_request_exception = False
    answer = client.post("/access/account/password/", {"new": "x" * (6 * 2**20)})
    assert answer.status_code in {400, 413}
    answer = client.post("/access/account/password/", {f"f{n}": "x" for n in range(1100)})
    assert answer.status_code == 400


@pytest.mark.parametrize("role", ["service", "auditor", "system_admin", "enterprise"])
def test_a_zero_character_is_answered_and_never_reaches_the_database(role, client_as, firm, monkeypatch):
    client = client_as(role, firm if role == "enterprise" else None)
    for place in places():
        for method in place.route.methods:
            ask = getattr(client, method.lower())
            found = ask(place.address(firm.uscc), {"q": "a\0b", "login": "\0"})
            assert found.status_code == 400, f"{method} {place.address(firm.uscc)}"
    assert client.get("/data/firms/%00/").status_code == 400
