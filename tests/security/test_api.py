"""The interface for programs: every operation × nobody, a token without scopes, the wrong role."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from gaoxin.center.models import Token
from gaoxin.center.tokens import digest, new_secret
from tests.security.walk import PARAMETER, UNKNOWN


def operations():
    """Every operation, from the description that the interface gives of itself."""
    from gaoxin.config.api import api

    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            address = path.replace("{", "<").replace("}", ">")
            yield (
                method,
                PARAMETER.sub(lambda m: UNKNOWN.get(m[2], "none"), address),
                operation,
            )


def with_token(person, scopes, **more):
    secret = new_secret()
    given = {"name": "t", "prefix": secret[:10], "expires_at": timezone.now() + dt.timedelta(days=1), **more}
    Token.objects.create(person=person, digest=digest(secret), scopes=scopes, **given)
    return Client(HTTP_AUTHORIZATION=f"Bearer {secret}", raise_request_exception=False)


def asked(client, method, address):
    return getattr(client, method)(address, content_type="application/json")


def test_nobody_gets_in_without_a_token(zone):
    found = list(operations())
    assert found
    for method, address, operation in found:
        answer = asked(Client(raise_request_exception=False), method, address)
        if operation.get("security"):
            assert answer.status_code == 401, (method, address)
        else:
            assert answer.status_code < 500, (method, address)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_administrators_reach_no_data(person_as, role, firm):
    client = with_token(person_as(role), [])
    for method, address, operation in operations():
        if operation.get("security"):
            answer = asked(client, method, address.replace("none", firm.uscc))
            body = answer.content.decode()
            assert firm.name_zh not in body, (method, address)
            assert answer.status_code < 500, (method, address)


def test_a_firm_reaches_itself_and_no_other(person_as, firm, other_firm):
    from gaoxin.center.permissions import permissions

    client = with_token(person_as("enterprise", firm), [p.code for p in permissions()])
    for method, address, operation in operations():
        if operation.get("security") and method == "get":
            answer = asked(client, method, address.replace("none", other_firm.uscc))
            assert other_firm.name_zh not in answer.content.decode(), (method, address)


@pytest.mark.parametrize("ended", ["expires_at", "revoked_at"])
def test_a_token_that_has_ended_is_no_token(person_as, ended):
    client = with_token(
        person_as("service"), ["center.read"], **{ended: timezone.now() - dt.timedelta(seconds=1)}
    )
    method, address, _ = next(o for o in operations() if o[2].get("security"))
    assert asked(client, method, address).status_code == 401


def test_a_token_of_somebody_stopped_is_no_token(person_as):
    person = person_as("service")
    client = with_token(person, ["center.read"])
    person.is_active = False
    person.save()
    method, address, _ = next(o for o in operations() if o[2].get("security"))
    assert asked(client, method, address).status_code == 401


def test_programs_are_limited(person_as, monkeypatch):
    monkeypatch.setattr("gaoxin.frame.api.access.PER_MINUTE", 3)
    client = with_token(person_as("service"), ["center.read"])
    method, address, _ = next(o for o in operations() if o[2].get("security") and o[0] == "get")
    answers = [asked(client, method, address).status_code for _ in range(4)]
    assert answers[3] == 429
    assert 429 not in answers[:3]
