"""Pages of the library: the list, a policy clause by clause, two versions side by side, matching anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.policy.actions.runs import match_again
from gaoxin.scenes.policy.queries.library import PolicyView, policy_view
from gaoxin.scenes.policy.queries.runs import run_view
from gaoxin.scenes.policy.queries.versions import comparison
from gaoxin.scenes.policy.tables.library import library_table


@page("", permission="policy.read")
def library(request: Request) -> HttpResponse:
    """All policies with how many firms each reaches."""
    run = run_view(request.zone)
    may = request.actor.may("policy.match", zone=request.zone)
    return listing(
        request, library_table(request.zone), "policy/officer/library.html", run=run, may_match=may
    )


@page("match/", permission="policy.match", methods=("POST",))
def match(request: Request) -> HttpResponse:
    """Match all firms anew; a page that finds new data asks for it by itself."""
    match_again(actor=request.actor, zone=request.zone)
    if request.htmx:
        return render(request, "policy/officer/_run.html", {"run": run_view(request.zone)})
    messages.success(
        request, say(Text("已开始重新匹配，完成后数字自动更新", "Matching has begun; the figures follow"))
    )
    return HttpResponseRedirect(reverse("policy:library"))


@page("match/state/", permission="policy.read")
def run(request: Request) -> HttpResponse:
    """How far the matching is; the page asks every second while it runs, and is shown anew when it ends."""
    state = run_view(request.zone)
    response = render(request, "policy/officer/_run.html", {"run": state})
    if request.htmx and state.running is None:
        response["HX-Refresh"] = "true"
    return response


def found(request: Request, policy: str) -> PolicyView:
    """A policy of the zone's library, or 404."""
    view = policy_view(request.zone, policy)
    if view is None:
        raise Http404
    return view


@page("p/<str:policy>/", permission="policy.read")
def policy(request: Request, policy: str) -> HttpResponse:
    """One policy clause by clause."""
    return render(request, "policy/officer/policy.html", {"policy": found(request, policy), "tab": "clauses"})


@page("p/<str:policy>/versions/", permission="policy.read")
def versions(request: Request, policy: str) -> HttpResponse:
    """Two versions of a policy side by side."""
    beside = comparison(request.zone, policy, request.GET.get("a", ""), request.GET.get("b", ""))
    view = {"policy": found(request, policy), "tab": "versions", "comparison": beside}
    return render(request, "policy/officer/versions.html", view)
