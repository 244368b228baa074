"""One log line a request: id, method, path, status, milliseconds, person by number."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from gaoxin.config.logs import REQUEST

log = logging.getLogger("gaoxin.request")

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"


class RequestLog:
    """Gives every request an id (that of the gateway where it sends one), returns it, and logs the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Around everything else."""
        given = request.headers.get(HEADER, "")
        token = REQUEST.set(given if GIVEN.fullmatch(given) else secrets.token_hex(8))
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = REQUEST.get()
            if not request.path.startswith("/static/") and request.path != "/health":
                log.info("request", extra=_told(request, response, start))
            return response
        finally:
            REQUEST.reset(token)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """A fault of ours, with its trace; the page that the person sees is made elsewhere."""
        if not isinstance(error, Http404 | PermissionDenied):
            log.error("request.failed", exc_info=error, extra={"path": request.path})


def _told(request: HttpRequest, response: HttpResponseBase, start: float) -> dict[str, object]:
    person = getattr(getattr(request, "_cached_user", None), "pk", None)
    return {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - start) * 1000, 1),
        "person": person,
    }
