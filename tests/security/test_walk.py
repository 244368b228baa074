"""Every address × every role and nobody × own and other firm × GET and POST."""

import re
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from gaoxin.base.uscc import complete
from gaoxin.center.permissions import permissions
from gaoxin.center.roles import Role
from tests.security.walk import Place, expected, met, places, strays

PUBLIC = {
    "home",
    "health",
    "help",
    "language",
    "theme",
    "zone",
    "access:login",
    "access:logout",
    "access:verify",
}
"""Pages that need no permission; those of 测一测 and of checking a decision file are added by their prefix."""
PUBLIC_MODULES = (
    "gaoxin.scenes.policy.views.quiz",
    "gaoxin.scenes.policy.views.public",
    "gaoxin.scenes.policy.views.check",
)

OFFICES = {
    Role.SYSTEM_ADMIN: {"people.read", "people.create", "people.own", "tokens.issue"},
    Role.SECURITY_ADMIN: {"people.read", "people.grant", "people.own", "tokens.issue"},
    Role.AUDITOR: {"events.read", "people.own", "tokens.issue"},
}
"""All that the three administrators may; none of it shows the data of firms."""

UNHEARD_OF = complete("91990171MA3TXPT9")
IDENTITIES = [None, *Role]


def name_of(place: Place) -> str:
    scene = re.search(r"gaoxin\.scenes\.(\w+)", place.route.module)
    return f"{scene[1]}:{place.route.name}" if scene else place.route.name


def test_every_address_is_a_page_with_a_permission_or_on_the_short_list():
    assert strays() == []
    bare = [p for p in places() if p.route.permission is None and name_of(p) not in PUBLIC]
    assert [name_of(p) for p in bare if not p.route.module.startswith(PUBLIC_MODULES)] == []


def test_no_page_hides_another():
    hidden = [p for p in places() if resolve(p.address(UNHEARD_OF)).func is not p.route.view]
    assert [p.address() for p in hidden] == []


def test_the_three_administrators_may_this_and_no_more():
    for role, codes in OFFICES.items():
        assert {p.code for p in permissions() if role in p.roles} == codes


def ask(client: Client, method: str, address: str):
    """One request that leaves nothing behind."""
    kept = client.cookies.output()
    with transaction.atomic():
        answer = getattr(client, method.lower())(address)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept.replace("Set-Cookie: ", ""))
    return answer


@pytest.fixture
def walker(client_as, firm):
    def make(role):
        if role is None:
            return Client(raise_request_exception=False)
        client = client_as(role, firm if role == Role.ENTERPRISE else None)
        client.raise_request_exception = False
        client.get("/access/account/")
        return client

    return make


@pytest.mark.parametrize("role", IDENTITIES, ids=str)
def test_pages_open_to_whom_they_should_and_to_nobody_else(role, walker, firm, other_firm):
    client, wrong = walker(role), []
    for place in served():
        for own, uscc in [(True, firm.uscc), (False, other_firm.uscc)] if place.of_firm else [(None, "")]:
            for method in ("GET", "POST"):
                answer = ask(client, method, place.address(uscc))
                want = wanted(place, method, role, own)
                if met(answer) not in want:
                    wrong.append(f"{method} {place.address(uscc)}: wanted {want}, met {answer.status_code}")
    assert wrong == []


def served():
    """Pages that are reached at their address; that all are is tested above."""
    return [p for p in places() if resolve(p.address(UNHEARD_OF)).func is p.route.view]


def wanted(place, method, role, own):
    if method not in place.route.methods:
        return {"not allowed"}
    want = expected(place.route, role, own)
    # a page that is open may still not know the number that was asked for
    return {"open", "missing"} if want == "open" else {want}


@pytest.mark.parametrize("role", [None, "enterprise", "service", "bank", "system_admin"], ids=str)
def test_another_firm_looks_like_a_firm_that_does_not_exist(role, walker, firm, other_firm):
    client = walker(role)
    for place in (
        p for p in places() if p.of_firm and expected(p.route, role and Role(role), False) != "open"
    ):
        for method in place.route.methods:
            other = ask(client, method, place.address(other_firm.uscc))
            none = ask(client, method, place.address(UNHEARD_OF))
            assert other.status_code == none.status_code, place
            assert plain(other, other_firm.uscc) == plain(none, UNHEARD_OF), place


def plain(answer, uscc):
    """A page without what differs by request: tokens, the minute of the watermark, the address itself."""
    text = answer.content.decode() + answer.headers.get("Location", "")
    text = re.sub(r"(csrfmiddlewaretoken\" value=\"|X-CSRFToken\": \")\w+", "", text)
    return re.sub(r"\d\d:\d\d", "", text).replace(uscc, "")


@pytest.mark.parametrize("role", IDENTITIES, ids=str)
def test_every_post_needs_the_token_of_its_form(role, walker, firm):
    client = walker(role)
    client.handler.enforce_csrf_checks = True
    for place in (p for p in places() if "POST" in p.route.methods):
        answer = ask(client, "POST", place.address(firm.uscc))
        assert answer.status_code == 403, place
        assert "403_csrf.html" in [t.name for t in answer.templates], place


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_methods_without_a_token_never_reach_a_write(method, walker, firm):
    client = walker(Role.SERVICE)
    client.handler.enforce_csrf_checks = True
    for place in (p for p in places() if "GET" not in p.route.methods):
        assert ask(client, method, place.address(firm.uscc)).status_code in {403, 405}, place
    for place in (p for p in places() if {"GET", "POST"} <= set(p.route.methods)):
        answer = ask(client, method, place.address(firm.uscc))
        assert answer.status_code != 422, f"{place}: {method} was taken for a form"
