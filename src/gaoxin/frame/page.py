"""Pages: a route, the permission it needs, and a view of a few lines."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path

from gaoxin.center.queries.firms import firm_of
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
    HEAD is GET to the view, and no other method reaches it: those which need no CSRF token must not write.
    """

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
            asked = cast(Request, request)
            if request.method == "HEAD" and "GET" in methods:
                request.method = "GET"
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            _readable(asked)
            if permission is not None and asked.actor.person is None:
                return redirect_to_login(request.get_full_path())
            if "uscc" in given:
                given["firm"] = _firm(asked, permission, given.pop("uscc"))
            elif permission is not None and not asked.actor.may(permission, zone=asked.zone):
                raise PermissionDenied(permission)
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


def _readable(request: Request) -> None:
    """Refuse the zero character, which no person types and PostgreSQL keeps in no text."""
    lists = (values for sent in (request.GET, request.POST) for _, values in sent.lists())
    if "\0" in request.path or any("\0" in value for values in lists for value in values):
        raise BadRequest("a zero character was sent")


def _firm(request: Request, permission: str | None, uscc: str) -> Any:
    """The firm; who may read none learns nothing of which there are."""
    if permission is not None and not request.actor.may(permission):
        raise PermissionDenied(permission)
    firm = firm_of(uscc)
    if firm is None or (permission is not None and not request.actor.may(permission, firm=firm)):
        raise Http404
    return firm
