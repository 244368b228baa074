"""Pages of the frame itself: language, theme, zone, help, health."""

from django.conf import settings
from django.http import HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from gaoxin.frame import health as standing
from gaoxin.frame.page import page
from gaoxin.frame.powers import powers
from gaoxin.frame.request import Request

YEAR = 365 * 24 * 3600


@page("health", permission=None, name="health")
def health(_request: Request) -> HttpResponseBase:
    """Whether the site stands: 200 with the database reachable, 503 without."""
    found = standing.health()
    worker = {"waiting": found.waiting, "lag_seconds": found.lag}
    answer = {"status": found.status, "database": found.database, "worker": worker}
    return JsonResponse(answer, status=200 if found.database else 503, headers={"Cache-Control": "no-store"})


@page("help", permission=None, name="help")
def help_page(request: Request) -> HttpResponseBase:
    """How to read the pages: states, lights, roles, keys."""
    return render(request, "frame/help.html", {"powers": powers()})


@page("language", permission=None, name="language", methods=("POST",))
def choose_language(request: Request) -> HttpResponseBase:
    """Keep the language in a cookie."""
    chosen = request.POST.get("language", "")
    response = back(request)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", httponly=True
        )
    return response


@page("theme", permission=None, name="theme", methods=("POST",))
def choose_theme(request: Request) -> HttpResponseBase:
    """Keep the theme in a cookie; any other word follows the system."""
    chosen = request.POST.get("theme", "")
    response = back(request)
    if chosen in {"light", "dark"}:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@page("zone", permission=None, name="zone", methods=("POST",))
def choose_zone(request: Request) -> HttpResponseBase:
    """Keep the zone in the session; whether it may be entered is asked at every request."""
    request.session["zone"] = request.POST.get("zone", "")[:40]
    return back(request)


def back(request: Request) -> HttpResponseRedirect:
    """To the page named by `next` if it is of this site, else to the front page."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(asked if ours else "/")
