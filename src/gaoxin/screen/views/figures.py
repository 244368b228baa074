"""A figure opened to its rows and from there to its sources."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from gaoxin.base.clock import SystemClock
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.screen.queries.figure import opened


@page("figures/<slug:name>/", permission="screen.read", name="figure")
def figure(request: Request, name: str) -> HttpResponseBase:
    """One indicator: definition, computation, rows, sources."""
    asked = request.GET
    found = opened(request.zone, SystemClock().today(), name, asked.get("period", ""), asked.get("area", ""))
    if found is None:
        raise Http404
    return render(request, "screen/figure.html", {"figure": found})
