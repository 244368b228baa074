"""The gate behind the login: sessions end in time, and what a person owes comes before every page."""

import datetime as dt
from collections.abc import Callable
from typing import cast

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gaoxin.center.people.owed import owed
from gaoxin.center.security.sessions import SessionStore
from gaoxin.frame.request import Request

LONGEST = dt.timedelta(hours=12)
"""After which everybody logs in again, busy or not."""

FRESH = dt.timedelta(minutes=1)
"""How old the mark of the last request may grow before it is written again."""

OPEN = frozenset(
    {"access:logout", "access:password", "access:factor", "access:codes", "health", "language", "theme"}
)
PAGES = {"password": "access:password", "factor": "access:factor"}


class GateMiddleware:
    """Ends sessions after 30 idle minutes or 12 hours; sends who owes a password or second factor to that page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Asks nothing of visitors."""
        if SESSION_KEY not in request.session:
            return self.get_response(request)
        if _over(request):
            logout(request)
            return self.get_response(request)
        page = owed(cast(Request, request).actor)
        if page and _name(request.path_info) not in OPEN:
            return redirect(PAGES[page])
        return self.get_response(request)


def _over(request: HttpRequest) -> bool:
    """Whether the session has lasted long enough; marks it as used."""
    now = timezone.now()
    began = parse_datetime(request.session.get("began", ""))
    seen = parse_datetime(request.session.get("seen", ""))
    if began is None:
        request.session["began"] = now.isoformat()
    elif now - began > LONGEST:
        return True
    if seen is None or now - seen > FRESH:
        cast(SessionStore, request.session).mark(now.isoformat())
    return False


def _name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
