"""The request as pages see it."""

from django.http import HttpRequest
from django.utils.translation import get_language
from django_htmx.middleware import HtmxDetails

from gaoxin.base.text import Language
from gaoxin.center.actor import Actor
from gaoxin.center.models import Zone


class Request(HttpRequest):
    """With who acts, in which zone, and whether a fragment is asked for."""

    actor: Actor
    zone: Zone
    zones: list[Zone]
    htmx: HtmxDetails


def language() -> Language:
    """The language of the present request."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"
