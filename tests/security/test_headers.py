"""What every answer carries, errors as well."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from gaoxin.config.urls import urlpatterns as ours
from tests.security.walk import places


def broken(_request):
    raise RuntimeError("meant")


urlpatterns = [*ours, path("broken/", broken)]


def check(answer):
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    for part in ("script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


@override_settings(ROOT_URLCONF="tests.security.test_headers")
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere/", 404),
        ("get", "/access/login/", 200),
        ("get", "/access/account/", 302),
        ("post", "/access/account/", 405),
        ("get", "/health", 200),
        ("get", "/broken/", 500),
        ("get", "/api/nowhere", 404),
    ],
)
def test_every_answer_is_guarded(zone, method, address, status):
    answer = getattr(Client(raise_request_exception=False), method)(address)
    assert answer.status_code == status
    check(answer)


def test_refusals_are_guarded(client_as):
    answer = client_as("service").get("/access/people/")
    assert answer.status_code == 403
    check(answer)


def test_an_error_tells_nothing_of_the_inside(zone):
    with override_settings(ROOT_URLCONF="tests.security.test_headers"):
        answer = Client(raise_request_exception=False).get("/broken/")
    text = answer.content.decode()
    assert "meant" not in text
    assert "Traceback" not in text
    assert "RuntimeError" not in text


def test_pages_hold_no_inline_script_or_style(client_as, firm):
    found = []
    for role in ("service", "security_admin", "auditor", "enterprise"):
        client = client_as(role, firm if role == "enterprise" else None)
        client.raise_request_exception = False
        for place in (p for p in places() if "GET" in p.route.methods):
            answer = client.get(place.address(firm.uscc))
            if "text/html" not in answer.get("Content-Type", "") or answer.status_code != 200:
                continue
            text = answer.content.decode()
            inline = [
                w for w in (' style="', "<style", " onclick", " onload", "javascript:", "hx-on") if w in text
            ]
            scripts = (
                text.count("<script") - text.count("<script src=") - text.count('type="application/json"')
            )
            if inline or scripts:
                found.append((place.address(), inline, scripts))
    assert found == []


def test_cookies(client_as, person_as, settings):
    from conftest import PASSWORD

    person_as("service", login="clerk")
    client = Client()
    client.get("/access/login/")
    client.post("/access/login/", {"login": "clerk", "password": PASSWORD})
    session, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert session["httponly"] and csrf["httponly"]
    assert session["samesite"] == csrf["samesite"] == "Lax"
    assert session["max-age"] <= 30 * 60
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    again = Client()
    again.get("/access/login/", secure=True)
    again.post("/access/login/", {"login": "clerk", "password": PASSWORD}, secure=True)
    assert again.cookies["sessionid"]["secure"] and again.cookies["csrftoken"]["secure"]


def test_a_foreign_host_is_refused(zone):
    answer = Client().get("/access/login/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
