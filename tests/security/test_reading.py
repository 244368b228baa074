"""Whoever opens one firm's data is told in its log, wherever the data is opened; the firm's own people are not."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gaoxin.center.actor import actor_of
from gaoxin.center.models import Event, Firm, Person
from gaoxin.center.tokens import issue_token, new_secret
from gaoxin.frame.page import routes

pytestmark = pytest.mark.django_db
GIVEN = {"<slug:fact>": "revenue", "<str:policy>": "yunchuan.rd_grant"}
API = ("/api/firms/{}/facts", "/api/firms/{}/facts/revenue", "/api/firms/{}/policies/yunchuan.rd_grant")


def addresses() -> Iterator[str]:
    """The pages that show one firm by its code."""
    from gaoxin.config.urls import urlpatterns

    assert urlpatterns
    for route in routes():
        scene, address = route.module.split(".")[2], route.address.replace("<str:uscc>", "<uscc>")
        for part, value in GIVEN.items():
            address = address.replace(part, value)
        if "GET" in route.methods and address.count("<") == address.count("<uscc>") == 1:
            yield f"/{scene}/{address.replace('<uscc>', '{}')}"


def test_every_page_of_one_firm_tells_who_opened_it(
    firm: Firm, client_as: Callable[..., Client], settings: object
) -> None:
    opened = []
    for address in addresses():
        before = Event.objects.filter(kind="firm.read", firm=firm).count()
        if client_as("service").get(address.format(firm.uscc)).status_code == 200:
            opened.append(address)
            assert Event.objects.filter(kind="firm.read", firm=firm).count() == before + 1, address
    assert {"/policy/firm/{}/", "/policy/decision/{}/yunchuan.rd_grant/file", "/data/firms/{}/"} <= set(
        opened
    )


def test_a_firms_own_people_are_not_told(firm: Firm, client_as: Callable[..., Client]) -> None:
    own = client_as("enterprise", firm)
    assert {own.get(address.format(firm.uscc)).status_code for address in addresses()} >= {200}
    assert not Event.objects.filter(kind="firm.read").exists()


@pytest.mark.parametrize("address", API)
def test_programs_are_told_as_well(address: str, firm: Firm, person_as: Callable[..., Person]) -> None:
    officer = person_as("service")
    secret = _token(officer)
    answer = Client().get(address.format(firm.uscc), HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 200, answer.content
    assert Event.objects.get(kind="firm.read").actor == officer


def _token(person: Person) -> str:
    secret = new_secret()
    scopes = ["center.own", "policy.own"]
    issue_token(actor=actor_of(person), secret=secret, name="test", scopes=scopes, days=1)
    return secret
