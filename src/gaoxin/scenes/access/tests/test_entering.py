"""Logging in as a clerk does at 8:30, and as a stranger tries to."""

import datetime as dt
import time

import pyotp
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from conftest import PASSWORD, USCCS
from gaoxin.center.models import Event, Firm, Person, Session
from gaoxin.center.people.own import renew_codes
from gaoxin.center.security.sessions import SessionStore
from gaoxin.center.security.totp import new_salt, secret

LOGIN = "/access/login/"


def log_in(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def with_factor(person):
    person.totp_salt = new_salt()
    person.save()
    return pyotp.TOTP(secret(person, person.totp_salt))


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_a_clerk_comes_in_and_leaves(person_as):
    person = person_as("service", login="clerk")
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537")
    answer = log_in(client, "clerk", next="/access/account/")
    assert answer.url == "/access/account/"
    session = Session.objects.get(person_id=person.pk)
    assert (session.browser, session.address) == ("Chrome · Windows", "127.0.0.1")
    assert "Chrome · Windows" in client.get("/access/account/").content.decode()
    assert client.post("/access/logout/").status_code == 302
    assert client.get("/access/account/").status_code == 302
    assert kinds() == ["login", "logout"]


def test_what_is_wrong_is_not_said_apart(person_as):
    person_as("service", login="clerk")
    wrong = log_in(Client(), "clerk", "Wrong-horse-7")
    unknown = log_in(Client(), "nobody", "Wrong-horse-7")
    assert wrong.status_code == unknown.status_code == 422
    assert "登录名或密码不正确" in wrong.content.decode()
    assert "登录名或密码不正确" in unknown.content.decode()
    # a name that is not known may be a password in the wrong box, and is not kept
    assert list(Event.objects.order_by("pk").values_list("detail__login", flat=True)) == ["clerk", ""]
    assert Event.objects.latest("pk").actor_name == "visitor"


def test_one_hash_is_made_whether_the_login_is_known_or_not(person_as, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    person_as("service", login="clerk")
    stopped = person_as("service", login="stopped")
    stopped.is_active = False
    stopped.save()
    made = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: made.append(1) or plain(self, password, salt),
    )
    for login in ("clerk", "nobody", "stopped"):
        made.clear()
        log_in(Client(), login, "Wrong-horse-7")
        assert len(made) == 1, login


def test_five_failures_lock_also_a_login_that_does_not_exist(person_as):
    person_as("service", login="clerk")
    for login in ("clerk", "nobody"):
        for _ in range(4):
            log_in(Client(), login, "Wrong-horse-7")
        assert "错误次数过多" in log_in(Client(), login, "Wrong-horse-7").content.decode()
    refused = log_in(Client(), "clerk")
    assert refused.status_code == 422
    assert "15 分钟" in refused.content.decode()
    assert kinds().count("login.locked") == 2


def test_the_lock_ends_after_fifteen_minutes(person_as):
    from gaoxin.center.models import Tally

    person_as("service", login="clerk")
    for _ in range(5):
        log_in(Client(), "clerk", "Wrong-horse-7")
    Tally.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert log_in(Client(), "clerk").status_code == 302


def test_success_forgets_failures(person_as):
    person_as("service", login="clerk")
    for _ in range(3):
        for _ in range(4):
            log_in(Client(), "clerk", "Wrong-horse-7")
        assert log_in(Client(), "clerk").status_code == 302


def test_nobody_comes_in_stopped_or_without_a_role(person_as):
    stopped = person_as("service", login="stopped")
    stopped.is_active = False
    stopped.save()
    bare = person_as("service", login="bare")
    bare.memberships.all().delete()
    assert "不正确" in log_in(Client(), "stopped").content.decode()
    assert "没有角色" in log_in(Client(), "bare").content.decode()


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\thttps://e.x"],
)
def test_the_login_leads_nowhere_else(person_as, asked):
    person_as("service", login="clerk")
    assert log_in(Client(), "clerk", next=asked).url == "/"
    assert asked not in Client().get(LOGIN, {"next": asked}).content.decode()


def test_the_session_gets_a_new_key(person_as):
    person_as("service", login="clerk")
    client = Client()
    client.get("/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    log_in(client, "clerk")
    assert client.session.session_key != planted
    assert "planted" not in client.session
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_second_step(person_as):
    person = person_as("service", login="clerk")
    totp = with_factor(person)
    client = Client()
    assert log_in(client, "clerk", next="/access/account/").url == "/access/verify/"
    assert client.get("/access/account/").status_code == 302, "the password alone opens nothing"
    assert client.post("/access/verify/", {"code": "000000"}).status_code == 422
    code = totp.now()
    assert client.post("/access/verify/", {"code": f"{code[:3]} {code[3:]}"}).url == "/access/account/"
    assert client.get("/access/account/").status_code == 200
    again = Client()
    log_in(again, "clerk")
    answer = again.post("/access/verify/", {"code": code})
    assert answer.status_code == 422, "a code is good once"
    assert "已用过" in answer.content.decode()


def test_a_code_of_the_step_before_is_refused_once_a_later_one_was_used(person_as):
    from gaoxin.center.security.totp import use_code

    person = person_as("service", login="clerk")
    totp = with_factor(person)
    now = time.time()
    assert use_code(person, totp.at(now))
    assert not use_code(person, totp.at(now - 30))


def test_recovery_codes_work_once(person_as):
    from gaoxin.center.actor import actor_of

    person = person_as("service", login="clerk")
    with_factor(person)
    renew_codes(actor=actor_of(person), codes=["abcde-fghjk", "mnpqr-stuvw"])
    assert "abcde" not in str(Person.objects.get(pk=person.pk).recovery)
    for status in (302, 422):
        client = Client()
        log_in(client, "clerk")
        assert client.post("/access/verify/", {"code": "ABCDE FGHJK"}).status_code == status
    assert len(Person.objects.get(pk=person.pk).recovery) == 1


def test_guessing_codes_locks(person_as):
    person = person_as("service", login="clerk")
    totp = with_factor(person)
    client = Client()
    log_in(client, "clerk")
    for _ in range(5):
        client.post("/access/verify/", {"code": "000000"})
    assert client.post("/access/verify/", {"code": totp.now()}).status_code == 422


def test_the_second_step_is_not_waited_for_long(person_as):
    person = person_as("service", login="clerk")
    totp = with_factor(person)
    client = Client()
    log_in(client, "clerk")
    session = client.session
    session["pending"] = {**session["pending"], "at": (timezone.now() - dt.timedelta(minutes=6)).isoformat()}
    session.save()
    assert client.post("/access/verify/", {"code": totp.now()}).url == LOGIN


def test_nothing_in_the_database_alone_gives_a_code(person_as, settings):
    person = person_as("service", login="clerk")
    salt = new_salt()
    before = secret(person, salt)
    settings.SECRET_KEY = "another-key"
    assert secret(person, salt) != before


def test_a_first_password_is_changed_before_anything_else(person_as):
    person = person_as("service", login="clerk")
    person.must_change = True
    person.save()
    client = Client()
    log_in(client, "clerk")
    for address in ("/", "/access/account/", "/help"):
        assert client.get(address).url == "/access/account/password/", address
    answer = client.post(
        "/access/account/password/",
        {"password": PASSWORD, "new": "Quiet-river-42", "again": "Quiet-river-42"},
    )
    assert answer.url == "/access/account/"
    assert client.get("/access/account/").status_code == 200


def test_staff_of_a_real_zone_must_have_a_second_factor(person_as, make_firm, other_zone):
    person = person_as("service", login="clerk")
    person.memberships.update(zone=other_zone)
    client = Client()
    log_in(client, "clerk")
    assert client.get("/access/account/").status_code == 200, "public figures alone are no secret"
    Firm.objects.filter(pk=make_firm(USCCS[0]).pk).update(zone=other_zone)
    assert client.get("/").url == "/access/account/factor/"
    page = client.get("/access/account/factor/")
    assert "必须使用第二因素" in page.content.decode()
    code = pyotp.TOTP(secret(person, client.session["salt"])).now()
    shown = client.post("/access/account/factor/", {"code": code})
    assert "只显示这一次" in shown.content.decode()
    assert client.get("/access/account/").status_code == 200
    refused = client.post("/access/account/factor/drop/", {"password": PASSWORD})
    assert refused.status_code == 422
    assert Person.objects.get(pk=person.pk).totp_salt


def test_in_the_demo_zone_it_is_optional_and_the_pages_say_so(person_as):
    person_as("service", login="clerk")
    client = Client()
    assert "第二因素可选" in client.get(LOGIN).content.decode()
    log_in(client, "clerk")
    assert "第二因素可选" in client.get("/access/account/factor/").content.decode()


def test_a_session_ends_idle_and_after_twelve_hours(person_as):
    person_as("service", login="clerk")
    client = Client()
    log_in(client, "clerk")
    assert 0 < (Session.objects.get().expire_date - timezone.now()).total_seconds() <= 30 * 60
    session = client.session
    session["began"] = (timezone.now() - dt.timedelta(hours=12, minutes=1)).isoformat()
    session.save()
    assert client.get("/access/account/").url.startswith(LOGIN)
    assert not Session.objects.exists()


def test_a_busy_session_goes_on(person_as):
    person_as("service", login="clerk")
    client = Client()
    log_in(client, "clerk")
    Session.objects.update(expire_date=timezone.now() + dt.timedelta(seconds=5))
    session = client.session
    session["seen"] = (timezone.now() - dt.timedelta(minutes=2)).isoformat()
    session.save()
    Session.objects.update(expire_date=timezone.now() + dt.timedelta(seconds=5))
    client.get("/access/account/")
    assert (Session.objects.get().expire_date - timezone.now()).total_seconds() > 60


def test_the_second_factor_moves_to_another_phone(person_as):
    person = person_as("service", login="clerk")
    totp = with_factor(person)
    client = Client()
    log_in(client, "clerk")
    client.post("/access/verify/", {"code": totp.now()})
    page = "/access/account/factor/"
    client.get(page)
    new = pyotp.TOTP(secret(person, client.session["salt"]))
    assert client.post(page, {"password": "Wrong-horse-7", "code": new.now()}).status_code == 422
    assert "只显示这一次" in client.post(page, {"password": PASSWORD, "code": new.now()}).content.decode()
    again = Client()
    log_in(again, "clerk")
    assert again.post("/access/verify/", {"code": totp.at(time.time() + 30)}).status_code == 422
    assert again.post("/access/verify/", {"code": new.at(time.time() + 30)}).status_code == 302


def test_a_long_import_stops_no_reader_but_what_is_kept_is_never_dropped(person_as, monkeypatch):
    person_as("service", login="clerk")
    client = Client()
    log_in(client, "clerk")
    store = SessionStore(client.session.session_key)
    assert store["_auth_user_id"]

    def locked(self, **_given):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Session, "save", locked)
    store.mark("2026-01-01T00:00:00+00:00")
    store.save()
    store["zone"] = "elsewhere"
    with pytest.raises(UpdateError):
        store.save()
