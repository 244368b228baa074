"""Pages of the firms a policy reaches, and of single decisions."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gaoxin.center.security.reading import note_reading
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.scenes.policy.queries.decisions import Firm, decided, file_of
from gaoxin.scenes.policy.queries.matches import GROUPS, hurdles, judgements, questions
from gaoxin.scenes.policy.tables.matches import match_table
from gaoxin.scenes.policy.views.library import found

ASKED = {"needs_data": questions, "one_step": hurdles, "needs_review": judgements}
"""What is told above the list of a group."""
READING = "政策核对 / decision on a policy"
"""What an officer opens a decision for, as the firm reads it."""


@page("p/<str:policy>/firms/<str:group>/", permission="policy.read")
def firms(request: Request, policy: str, group: str) -> HttpResponse:
    """The firms of one group, with what to ask or mend."""
    if group not in GROUPS:
        raise Http404
    view = found(request, policy)
    asked = ASKED[group](request.zone, policy) if group in ASKED else ()
    may_push = request.actor.may("policy.push", zone=request.zone)
    context = {"policy": view, "tab": group, "asked": asked, "may_push": may_push}
    return listing(request, match_table(request.zone, view, group), "policy/officer/firms.html", **context)


@page("decision/<str:uscc>/<str:policy>/", permission="policy.read")
def decision(request: Request, firm: Firm, policy: str) -> HttpResponse:
    """Why a firm is or is not eligible: every condition, value and source."""
    told = decided(firm, policy)
    if told is None:
        raise Http404
    note_reading(request.actor, firm, READING)
    return render(request, "policy/officer/decision.html", {"told": told, "firm": firm})


@page("decision/<str:uscc>/<str:policy>/file", permission="policy.read")
def decision_file(request: Request, firm: Firm, policy: str) -> HttpResponse:
    """The decision as a file that verifies offline."""
    raw = file_of(firm, policy)
    if raw is None:
        raise Http404
    note_reading(request.actor, firm, READING)
    name = quote(f"{firm.uscc}-{policy}.decision.json")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return HttpResponse(raw, content_type="application/json", headers=headers)
