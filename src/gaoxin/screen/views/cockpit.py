"""The front page: the cockpit for the committee, the way in for everybody else."""

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from gaoxin.base.clock import SystemClock
from gaoxin.frame.context import zone_of
from gaoxin.frame.page import page
from gaoxin.frame.request import Request, language
from gaoxin.screen.landing import address, landing
from gaoxin.screen.queries.cockpit import cockpit
from gaoxin.screen.queries.lights import board


@page("", permission=None, name="home")
@gzip_page
def home(request: Request) -> HttpResponseBase:
    """The cockpit; people without one go to their own first page, visitors read what there is here."""
    zone = zone_of(request)
    if zone is None or not request.actor.may("screen.read", zone=zone):
        elsewhere = landing(request)
        given = {"quiz": address("policy:quiz"), "login": address("access:login")}
        return HttpResponseRedirect(elsewhere) if elsewhere else render(request, "screen/welcome.html", given)
    found = cockpit(zone, SystemClock().today(), request.GET.get("period", ""), language())
    template = "screen/_lights.html" if request.htmx else "screen/cockpit.html"
    return render(request, template, {"cockpit": found, "board": board(found.lights, request.GET)})


@page("wall/", permission="screen.read", name="wall")
def wall(request: Request) -> HttpResponseBase:
    """The cockpit for a wall of 1920 × 1080: no scrolling, panels in turn."""
    found = cockpit(request.zone, SystemClock().today(), request.GET.get("period", ""), language())
    return render(request, "screen/wall.html", {"cockpit": found, "board": board(found.lights, {})})
