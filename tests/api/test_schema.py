"""Schemathesis asks every operation everything that its description allows, and what it does not."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

schema = schemathesis.pytest.from_fixture("described")
ROLES = ("service", "firm1", "auditor")


@pytest.fixture(scope="module")
def described(demo: object) -> Any:
    """The site in this process."""
    from gaoxin.config.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gaoxin.frame.api.access.PER_MINUTE", 10**9)


@pytest.mark.parametrize("login", ROLES)
@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_every_operation_does_as_described(case: Any, login: str, token_of: Callable[..., str]) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token_of(login)}"})
