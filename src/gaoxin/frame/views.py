"""Pages of the frame itself: entering, leaving, language, theme, zone, health."""

from django.http import HttpResponseBase, JsonResponse

from gaoxin.frame.page import page
from gaoxin.frame.request import Request


@page("health", permission=None, name="health")
def health(_request: Request) -> HttpResponseBase:
    """Whether the site stands: 200 with the database reachable."""
    return JsonResponse({"status": "ok"})
