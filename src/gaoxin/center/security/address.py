"""The address a request comes from, also behind gateways."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class AddressMiddleware:
    """Puts the visitor's address into REMOTE_ADDR where `GAOXIN_PROXIES` gateways stand before the site.

    Only what those gateways themselves have written is believed: the entry so many places from the right.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leaves the address as it is where the header is missing or odd."""
        proxies: int = settings.GAOXIN_PROXIES
        if proxies:
            seen = forwarded(request.META.get("HTTP_X_FORWARDED_FOR", ""), proxies)
            request.META["REMOTE_ADDR"] = seen or request.META.get("REMOTE_ADDR", "")
        return self.get_response(request)


def forwarded(header: str, proxies: int) -> str | None:
    """The address that the outermost of our gateways saw, None where it is not there or no address."""
    entries = [entry.strip() for entry in header.split(",")]
    if len(entries) < proxies:
        return None
    try:
        return str(ip_address(entries[-proxies]))
    except ValueError:
        return None
