"""Writes that waited too long for another, which a large import on the embedded database can bring about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gaoxin.center.security.patience import waited

AGAIN = 60
"""Seconds after which to try again."""


class BusyMiddleware:
    """Answers 503 with what to do next; the write was taken back whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only for a write that another kept out."""
        if not waited(error):
            return None
        answer = render(request, "503.html", status=503)
        answer["Retry-After"] = str(AGAIN)
        return answer
