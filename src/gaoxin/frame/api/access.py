"""Who asks: by a token, or by the session of a browser, which for writes needs the CSRF token as pages do."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from gaoxin.center.actor import Actor
from gaoxin.center.queries.firms import firm_of
from gaoxin.center.queries.zones import zones_for
from gaoxin.center.security.limits import take
from gaoxin.center.security.reading import note_reading
from gaoxin.center.tokens import actor_of_token
from gaoxin.frame.api.errors import BUSY, ApiError, missing, refused

PER_MINUTE = int(settings.GAOXIN_API_RATE)
"""Requests a minute for each token or person."""


class ByToken(HttpBearer):
    """`Authorization: Bearer gx_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, None where the token is unknown or has ended; 429 where it asks too often."""
        found = actor_of_token(token, request.META.get("REMOTE_ADDR", ""))
        if found is None:
            return None
        actor, row = found
        _count(f"token {row.pk}")
        return actor


class BySession(APIKeyCookie):
    """The cookie of somebody who is logged in."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002
        """The actor, None where nobody is logged in."""
        actor = _logged_in(request)
        if actor is not None and actor.person is not None:
            _count(f"person {actor.person.pk}")
        return actor

    def _get_key(self, request: HttpRequest) -> str | None:
        return super()._get_key(request) if _logged_in(request) else None


def _logged_in(request: HttpRequest) -> Actor | None:
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    return actor if actor.person is not None else None


def _count(who: str) -> None:
    wait = take("api", who, PER_MINUTE, 60)
    if wait:
        raise ApiError(429, "too_many", BUSY, wait=wait)


def actor_in(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]


def zone_in(request: HttpRequest, zone: str, permission: str | None) -> Any:
    """A zone that the actor may enter; 404 for any other, 403 where the permission is not held there."""
    actor = actor_in(request)
    found = next((z for z in zones_for(actor) if z.pk == zone), None)
    if found is None:
        raise missing()
    if permission is not None and not actor.may(permission, zone=found):
        raise refused()
    return found


def firm_in(request: HttpRequest, uscc: str, permission: str) -> Any:
    """A firm about which the actor holds the permission; 403 where it is held nowhere, else 404.

    Who is not of the firm is told in its log of readers.
    """
    actor = actor_in(request)
    if not actor.may(permission):
        raise refused()
    firm = firm_of(uscc)
    if firm is None or not actor.may(permission, firm=firm):
        raise missing()
    note_reading(actor, firm, "数据接口 / API")
    return firm


def require(request: HttpRequest, permission: str) -> Actor:
    """The actor, who must hold the permission somewhere; 403."""
    actor = actor_in(request)
    if not actor.may(permission):
        raise refused()
    return actor
