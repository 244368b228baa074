"""One's own account."""

import pytest
from django.test import Client

from conftest import PASSWORD
from gaoxin.center.models import Event, Person, Session
from gaoxin.center.security.passwords import faults, random_password
from gaoxin.center.tokens import actor_of_token

PAGE = "/access/account/password/"
GOOD = "Quiet-river-42"


@pytest.fixture
def clerk(person_as):
    return person_as("service", login="clerk")


@pytest.fixture
def inside(clerk):
    client = Client()
    client.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Aa1-", "至少 10 位"),
        ("aaaaaaaaaaaa", "至少要有三种"),
        ("alllower12345", "至少要有三种"),
        ("My-Clerk-2026", "登录名"),
        ("Password123", "常见密码"),
        (PASSWORD, "最近 5 个密码"),
    ],
)
def test_bad_passwords_are_refused_with_the_reason(inside, password, said):
    answer = inside.post(PAGE, {"password": PASSWORD, "new": password, "again": password})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert password not in answer.content.decode()


def test_all_faults_are_told_at_once(db):
    assert len(faults("zqj")) == 2
    assert faults(GOOD) == []
    assert len({random_password() for _ in range(50)}) == 50


def test_the_last_five_passwords_do_not_come_back(inside, clerk):
    used = [PASSWORD]
    for n in range(5):
        new = f"{GOOD}-{n}"
        assert inside.post(PAGE, {"password": used[-1], "new": new, "again": new}).status_code == 302
        used.append(new)
    for old in (used[1], used[-1]):
        assert inside.post(PAGE, {"password": used[-1], "new": old, "again": old}).status_code == 422
    assert inside.post(PAGE, {"password": used[-1], "new": PASSWORD, "again": PASSWORD}).status_code == 302


def test_a_new_password_ends_the_other_sessions_and_not_this_one(inside, clerk):
    other = Client()
    other.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    inside.post(PAGE, {"password": PASSWORD, "new": GOOD, "again": GOOD})
    assert inside.get("/access/account/").status_code == 200
    assert other.get("/access/account/").status_code == 302
    told = Event.objects.get(kind="password.changed")
    assert GOOD not in str(told.detail)


def test_log_out_everywhere(inside, clerk):
    other = Client()
    other.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    assert inside.get("/access/account/").content.decode().count("127.0.0.1") == 2
    inside.post("/access/account/sessions/")
    assert other.get("/access/account/").status_code == 302
    assert Session.objects.filter(person_id=clerk.pk).count() == 1


def test_the_present_password_cannot_be_guessed_from_an_open_session(inside, clerk):
    for _ in range(5):
        inside.post(PAGE, {"password": "Wrong-horse-7", "new": GOOD, "again": GOOD})
    refused = inside.post(PAGE, {"password": PASSWORD, "new": GOOD, "again": GOOD})
    assert "错误次数过多" in refused.content.decode()
    assert Person.objects.get(pk=clerk.pk).check_password(PASSWORD)


def test_the_pages_speak_english(inside):
    inside.cookies["django_language"] = "en"
    for address in (
        "account/",
        "account/password/",
        "account/factor/",
        "account/factor/drop/",
        "account/codes/",
    ):
        page = inside.get(f"/access/{address}").content.decode()
        main = page.partition("<main")[2].partition("</main>")[0]
        assert not [c for c in main.replace("测试service", "") if "\u4e00" <= c <= "\u9fff"], address


def test_a_token_is_shown_once_and_ends_when_revoked(inside, clerk):
    page = "/access/account/tokens/"
    form = {"name": "ERP", "days": "30", "scopes": ["center.read"]}
    assert inside.post(page, {**form, "scopes": ["people.grant"]}).status_code == 422
    shown = inside.post(page, form).content.decode()
    secret = shown.partition('id="secret"')[2].partition(">")[2].partition("<")[0]
    assert actor_of_token(secret)[0].may("center.read")
    listed = inside.get(page).content.decode()
    assert "ERP" in listed
    assert secret not in listed
    token = clerk.tokens.get()
    assert inside.post(f"{page}{token.pk}/revoke/").status_code == 302
    assert actor_of_token(secret) is None


def test_nobody_revokes_the_token_of_another(inside, client_as, clerk):
    inside.post("/access/account/tokens/", {"name": "ERP", "days": "30", "scopes": ["center.read"]})
    token = clerk.tokens.get()
    assert client_as("service").post(f"/access/account/tokens/{token.pk}/revoke/").status_code == 404
