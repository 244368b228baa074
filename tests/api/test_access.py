"""Who may ask what: tokens, scopes, own firm, repeated writes, limits, errors of one shape."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def asked(token: str, path: str, body: object = None, **headers: str) -> Any:
    """One request; `body` makes it a POST."""
    given = {"HTTP_AUTHORIZATION": f"Bearer {token}", **headers}
    client = Client()
    if body is None:
        return client.get(f"/api{path}", **given)
    return client.post(f"/api{path}", json.dumps(body), content_type="application/json", **given)


@pytest.fixture
def codes(demo: object, db: None) -> list[str]:
    """The firms that firm1 and firm2 act for."""
    from gaoxin.center.models import Membership

    own = Membership.objects.filter(role="enterprise").order_by("person__login")
    return [member.firm.uscc for member in own]


STATEMENT = {"fact": "rd_staff", "value": "12", "valid_from": "2026-06-30"}


def test_an_officer_reads_firms_and_facts_as_of_both_times(
    token_of: Callable[..., str], codes: list[str]
) -> None:
    token = token_of("service")
    page = asked(token, "/zones/yunchuan/firms?limit=3").json()
    assert page["total"] == 40
    assert len(page["items"]) == 3
    now = asked(token, f"/firms/{codes[1]}/facts").json()
    before = asked(token, f"/firms/{codes[1]}/facts?known_on=2026-03-01").json()
    assert len(now) > len(before)
    assert {f["fact"] for f in before} < {f["fact"] for f in now}


def test_a_firm_reaches_only_itself(token_of: Callable[..., str], codes: list[str]) -> None:
    token = token_of("firm1")
    assert asked(token, f"/firms/{codes[0]}/facts").status_code == 200
    assert asked(token, f"/firms/{codes[1]}/facts").status_code == 404
    assert asked(token, "/zones/yunchuan/firms").status_code == 403


def test_officers_cannot_state_a_firms_facts(token_of: Callable[..., str], codes: list[str]) -> None:
    assert asked(token_of("service"), f"/firms/{codes[0]}/facts", STATEMENT).status_code == 403


def test_a_token_does_no_more_than_its_scopes(token_of: Callable[..., str], codes: list[str]) -> None:
    token = token_of("service", ["policy.read"])
    assert asked(token, "/zones/yunchuan/policies").status_code == 200
    answer = asked(token, "/zones/yunchuan/firms")
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_without_a_token_nothing(demo: object) -> None:
    for token in ("", "gx_wrong"):
        answer = asked(token, "/zones")
        assert answer.status_code == 401
        assert answer.json()["message"].keys() == {"zh", "en"}


def test_revoked_and_ended_tokens_are_nothing(token_of: Callable[..., str]) -> None:
    from django.utils import timezone

    from gaoxin.center.actor import actor_of
    from gaoxin.center.models import Token
    from gaoxin.center.tokens import digest, revoke_token

    first, second = token_of("service"), token_of("service")
    row = Token.objects.get(digest=digest(first))
    revoke_token(actor=actor_of(row.person), token=row)
    Token.objects.filter(digest=digest(second)).update(expires_at=timezone.now())
    assert {asked(token, "/zones").status_code for token in (first, second)} == {401}


def test_a_write_sent_twice_is_done_once(token_of: Callable[..., str], codes: list[str]) -> None:
    from gaoxin.center.models import Event

    token, path = token_of("firm1"), f"/firms/{codes[0]}/facts"
    first = asked(token, path, STATEMENT, HTTP_IDEMPOTENCY_KEY="a1")
    count = Event.objects.count()
    again = asked(token, path, STATEMENT, HTTP_IDEMPOTENCY_KEY="a1")
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert Event.objects.count() == count
    other = asked(token, path, {**STATEMENT, "value": "13"}, HTTP_IDEMPOTENCY_KEY="a1")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_a_refused_write_leaves_its_key_free(token_of: Callable[..., str], codes: list[str]) -> None:
    token, path = token_of("firm1"), f"/firms/{codes[0]}/facts"
    bad = asked(token, path, {**STATEMENT, "value": "many"}, HTTP_IDEMPOTENCY_KEY="b1")
    assert (bad.status_code, bad.json()["field"]) == (422, "value")
    assert asked(token, path, STATEMENT, HTTP_IDEMPOTENCY_KEY="b1").status_code == 200


def test_too_many_requests_are_told_to_wait(
    token_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gaoxin.frame.api.access.PER_MINUTE", 2)
    token = token_of("service")
    answers = [asked(token, "/zones") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60


def test_a_session_writes_only_with_the_csrf_token(demo: object, codes: list[str]) -> None:
    from gaoxin.center.models import Person

    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(login="firm1"))
    assert client.get(f"/api/firms/{codes[0]}/facts").status_code == 200
    answer = client.post(
        f"/api/firms/{codes[0]}/facts", json.dumps(STATEMENT), content_type="application/json"
    )
    assert answer.status_code == 403


def test_a_decision_file_verifies_offline(token_of: Callable[..., str], codes: list[str]) -> None:
    token = token_of("firm1")
    answer = asked(token, f"/firms/{codes[0]}/policies/cn.hnte.recognition/decision")
    assert answer.status_code == 200
    assert answer.json()


def test_a_check_keeps_nothing_and_names_what_it_could_not_read(token_of: Callable[..., str]) -> None:
    from gaoxin.center.models import Event, Observation

    token = token_of("service")
    before = (Event.objects.count(), Observation.objects.count())
    body = {"facts": {"resident_enterprise": False, "revenue": "much", "nonsense": "1"}}
    answer = asked(token, "/zones/yunchuan/check", body).json()
    states = {one["policy"]: one["state"] for one in answer["policies"]}
    assert states["cn.hnte.recognition"] == "ineligible"
    assert {one["fact"] for one in answer["unread"]} == {"revenue", "nonsense"}
    assert (Event.objects.count(), Observation.objects.count()) == before


def test_the_auditor_alone_reads_the_log(token_of: Callable[..., str]) -> None:
    auditor = token_of("auditor")
    first = asked(auditor, "/events?limit=1").json()
    more = asked(auditor, f"/events?after={first[0]['id']}&limit=500").json()
    assert more
    assert more[0]["previous"] == first[0]["digest"]
    assert asked(token_of("service"), "/events").status_code == 403


def test_the_interface_describes_itself(demo: object) -> None:
    page = Client().get("/api/")
    assert page.status_code == 200
    assert "/api/firms/{uscc}/facts" in page.content.decode()
    described = Client().get("/api/openapi.json").json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert {"401", "403", "404", "409", "422", "429"} <= operation["responses"].keys(), path
            assert operation["summary"] and operation["description"], path
