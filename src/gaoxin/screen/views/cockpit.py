"""The front page: the cockpit for the committee, the way in for everybody else."""

from django.http import HttpResponseBase
from django.shortcuts import render

from gaoxin.base.clock import SystemClock
from gaoxin.frame.page import page
from gaoxin.frame.request import Request, language
from gaoxin.screen.queries.cockpit import cockpit
from gaoxin.screen.queries.lights import board


@page("", permission=None, name="home")
def home(request: Request) -> HttpResponseBase:
    """The cockpit, or for those who may not see it what they can do here."""
    if not request.actor.may("screen.read", zone=request.zone):
        return render(request, "screen/welcome.html")
    found = cockpit(request.zone, SystemClock().today(), request.GET.get("period", ""), language())
    template = "screen/_lights.html" if request.htmx else "screen/cockpit.html"
    return render(request, template, {"cockpit": found, "board": board(found.lights, request.GET)})


@page("wall/", permission="screen.read", name="wall")
def wall(request: Request) -> HttpResponseBase:
    """The cockpit for a wall of 1920 × 1080: no scrolling, panels in turn."""
    found = cockpit(request.zone, SystemClock().today(), request.GET.get("period", ""), language())
    return render(request, "screen/wall.html", {"cockpit": found, "board": board(found.lights, {})})
