"""Tokens of every kind over a small demo zone."""

from collections.abc import Callable

import pytest

from tests.running.site import PASSWORDS

EVERYTHING = "*"


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> object:
    """The demo zone with 40 firms, matched, taken away at the end of the module."""
    from django.core.management import call_command

    from gaoxin.center.seed import seed
    from gaoxin.cli.tick import run

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        seed(40, PASSWORDS)
        assert run() == []
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def token_of(demo: object, db: None) -> Callable[..., str]:
    """Issues a token to a demo person; without scopes, of all that the person may do."""
    from gaoxin.center.actor import actor_of
    from gaoxin.center.models import Person
    from gaoxin.center.permissions import permissions
    from gaoxin.center.tokens import issue_token, new_secret

    def issue(login: str, scopes: list[str] | None = None) -> str:
        actor = actor_of(Person.objects.get(login=login))
        secret = new_secret()
        held = [p.code for p in permissions() if actor.may(p.code)]
        issue_token(actor=actor, secret=secret, name="test", scopes=scopes or held, days=1)
        return secret

    return issue
