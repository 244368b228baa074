"""Every address of the site, found in what it serves, and every kind of person who may ask for it."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from gaoxin.center.permissions import permission
from gaoxin.center.roles import Role
from gaoxin.frame.page import Route, routes

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
UNKNOWN = {"int": "999999999", "uuid": "00000000-0000-4000-8000-000000000000", "path": "none", "slug": "none"}


@dataclass(frozen=True)
class Place:
    """A page at its whole address, with its route."""

    pattern: str
    route: Route

    @property
    def of_firm(self):
        return "uscc>" in self.pattern

    def address(self, uscc="none"):
        def value(found):
            kind, name = found.group(1), found.group(2)
            return uscc if name == "uscc" else UNKNOWN.get(kind or "str", "none")

        return "/" + PARAMETER.sub(value, self.pattern)


def patterns(found=None, before=""):
    """Every address pattern with its view."""
    for entry in found or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield before + str(entry.pattern), entry.callback


def places():
    """Every page."""
    served = list(patterns())
    by_view = {route.view: route for route in routes()}
    return [Place(pattern, by_view[view]) for pattern, view in served if view in by_view]


def strays():
    """Addresses that are neither pages nor operations of the API."""
    found = list(patterns())
    views = {route.view for route in routes()}
    return sorted(p for p, view in found if view not in views and not p.startswith("api/"))


def expected(route, role, own):
    """What a request must meet: login, refused, missing or open."""
    if route.permission is None:
        return "open"
    if role is None:
        return "login"
    roles = permission(route.permission).roles
    if role not in roles:
        return "refused"
    return "missing" if role == Role.ENTERPRISE and own is False else "open"


def met(answer):
    """What it met."""
    if answer.status_code == 302 and answer.url.startswith("/access/login/?next="):
        return "login"
    if answer.status_code in {403, 404, 405}:
        return {403: "refused", 404: "missing", 405: "not allowed"}[answer.status_code]
    return "open" if answer.status_code < 500 else f"error {answer.status_code}"
