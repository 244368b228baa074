"""Schemathesis asks every operation everything that its description allows, and what it does not."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from gaoxin.config.api import api


def site(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
    """The site in this process, made when first asked."""
    from gaoxin.config.wsgi import application

    return application(environ, start)


schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = site
pytestmark = pytest.mark.django_db
TURN = count()
"""Cases take the tokens in turn."""
ROLES = ("service", "firm1", "auditor")


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gaoxin.frame.api.access.PER_MINUTE", 10**9)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests leave the connection of the test open, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def tokens(token_of: Callable[..., str]) -> list[str]:
    """One of an officer, of a firm, of the auditor, and one that may do a single thing."""
    return [*map(token_of, ROLES), token_of("service", ["policy.read"])]


@schema.parametrize()
@settings(
    max_examples=int(os.environ.get("GAOXIN_EXAMPLES", "20")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_every_operation_does_as_described(case: Any, tokens: list[str]) -> None:
    token = tokens[next(TURN) % len(tokens)]
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"})
