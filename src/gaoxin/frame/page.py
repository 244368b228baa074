"""Pages: a route, the permission it needs, and a view of a few lines."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path

from gaoxin.center.queries.firms import firm_of
from gaoxin.frame.entrance import entrance
from gaoxin.frame.request import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Route:
    """One page: where it is, what it is called, what it needs (None: nothing, anybody may see it)."""

    module: str
    address: str
    name: str
    permission: str | None
    methods: tuple[str, ...]
    view: Callable[..., HttpResponseBase]


_ROUTES: list[Route] = []


def page(
    address: str, *, permission: str | None, name: str = "", methods: tuple[str, ...] = ("GET",)
) -> Callable[[View[P]], View[P]]:
    """Make a function a page at `address` under its scene.

    A part `<uscc>` of the address becomes the argument `firm`, and the permission is asked for that firm. Who
    has not logged in is sent to do so; who lacks the permission gets 403; a firm not one's own is not found.
    """

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
            asked = cast(Request, request)
            if request.method not in (*methods, "HEAD", "OPTIONS"):
                return HttpResponseNotAllowed(methods)
            if "uscc" in given:
                given["firm"] = firm_of(given.pop("uscc"))
                if given["firm"] is None:
                    raise Http404
            if permission is not None:
                refusal = _refusal(asked, permission, given.get("firm"))
                if refusal is not None:
                    return refusal
            return view(asked, **given)  # type: ignore[call-arg]

        title = name or view.__name__
        _ROUTES.append(Route(view.__module__, address, title, permission, methods, guarded))
        return cast(View[P], guarded)

    return wrap


def routes(module: str | None = None) -> list[Route]:
    """The pages of a module and of those below it, or all."""
    return [r for r in _ROUTES if module is None or f"{r.module}.".startswith(f"{module}.")]


def patterns(module: str) -> list[URLPattern]:
    """The pages of a module as Django addresses."""
    return [path(route.address, route.view, name=route.name) for route in routes(module)]


def _refusal(request: Request, permission: str, firm: Any) -> HttpResponseBase | None:
    actor = request.actor
    if actor.person is None:
        return redirect_to_login(request.get_full_path(), entrance("login") or None)
    if actor.may(permission, zone=None if firm else request.zone, firm=firm):
        return None
    if firm is not None and actor.may(permission):
        raise Http404
    raise PermissionDenied(permission)
