"""Limits on pages: so many requests a minute for each person, or for each address where nobody is logged in."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from gaoxin.center.security.limits import take


def limited(
    name: str, *, per_minute: int, methods: tuple[str, ...] = ()
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Answer 429 with Retry-After once `name` was asked more than `per_minute` times; to stand below `@page`.

    Where `methods` is given only those are counted.
    """

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def counted(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if methods and request.method not in methods:
                return view(request, **given)
            wait = take(name, who(request), per_minute, 60)
            return too_many(request, wait) if wait else view(request, **given)

        return counted

    return wrap


def who(request: HttpRequest) -> str:
    """Whose tries are counted together."""
    person = request.user
    return (
        f"person {person.pk}" if person.is_authenticated else f"address {request.META.get('REMOTE_ADDR', '')}"
    )


def too_many(request: HttpRequest, wait: int) -> HttpResponseBase:
    """The page that asks to wait."""
    answer = render(request, "429.html", {"wait": wait}, status=429)
    answer["Retry-After"] = str(wait)
    return answer
