"""Pages of changes: weighing one, proposing it, deciding on it, and the history."""

from urllib.parse import quote

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.frame.page import page
from gaoxin.frame.request import Request, language
from gaoxin.frame.table import listing
from gaoxin.scenes.policy.actions.changes import approve, propose, reject, withdraw
from gaoxin.scenes.policy.actions.exports import impact_sheet
from gaoxin.scenes.policy.attempt import attempt
from gaoxin.scenes.policy.changing import Draft, drafted
from gaoxin.scenes.policy.queries.changes import change_view, record
from gaoxin.scenes.policy.tables.changes import change_table
from gaoxin.scenes.policy.views.library import found

PROPOSED = Text("已提交，等待另一人审批", "Proposed; another person decides")
DONE = {
    "approve": Text("已批准并发布，正在重新匹配", "Approved and published; firms are being matched"),
    "reject": Text("已驳回", "Rejected"),
    "withdraw": Text("已撤回", "Withdrawn"),
}
DECISIONS = {"approve": approve, "reject": reject}


@page("p/<str:policy>/change/", permission="policy.read", methods=("GET", "POST"))
def change(request: Request, policy: str) -> HttpResponse:
    """Change numbers or the text, see whom it reaches, and propose it."""
    view = found(request, policy)
    draft = drafted(request, policy)
    if draft.step == "propose" and draft.weighed and _proposed(request, policy, draft):
        return HttpResponseRedirect(reverse("policy:changes"))
    if draft.step == "sheet" and draft.weighed:
        return _sheet(request, policy, draft)
    return render(request, "policy/officer/change.html", {"policy": view, "draft": draft})


def _proposed(request: Request, policy: str, draft: Draft) -> bool:
    impact = record(draft.known)
    return attempt(
        request,
        lambda: propose(
            actor=request.actor,
            zone=request.zone,
            policy=policy,
            text=draft.text,
            reason=draft.reason,
            impact=impact,
        ),
        PROPOSED,
    )


def _sheet(request: Request, policy: str, draft: Draft) -> HttpResponse:
    raw = impact_sheet(
        actor=request.actor, zone=request.zone, policy=policy, weighed=draft.known, tongue=language()
    )
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(policy)}.impact.xlsx"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(raw, content_type=kind, headers={**headers, "Cache-Control": "no-store"})


@page("changes/", permission="policy.read")
def changes(request: Request) -> HttpResponse:
    """The history of changes."""
    return listing(request, change_table(request.zone), "policy/officer/changes.html")


@page("changes/<int:pk>/", permission="policy.read")
def change_one(request: Request, pk: int) -> HttpResponse:
    """One change: what differs, what it was weighed to do, and who decided."""
    person = request.actor.person
    view = change_view(request.zone, pk, person.pk if person else None)
    if view is None:
        raise Http404
    may = request.actor.may("policy.approve", zone=request.zone)
    return render(request, "policy/officer/change_one.html", {"change": view, "may_approve": may})


@page("changes/<int:pk>/approve/", permission="policy.approve", methods=("POST",))
def change_approve(request: Request, pk: int) -> HttpResponse:
    """Approve and publish, or reject."""
    actor, zone, answer = request.actor, request.zone, request.POST.get("answer", "")
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        raise BadRequest("neither approved nor rejected")
    act = DECISIONS[decision]
    attempt(request, lambda: act(actor=actor, zone=zone, change=pk, answer=answer), DONE[decision])
    return HttpResponseRedirect(reverse("policy:change_one", args=[pk]))


@page("changes/<int:pk>/withdraw/", permission="policy.propose", methods=("POST",))
def change_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take one's own change back."""
    actor, zone = request.actor, request.zone
    attempt(request, lambda: withdraw(actor=actor, zone=zone, change=pk), DONE["withdraw"])
    return HttpResponseRedirect(reverse("policy:change_one", args=[pk]))
