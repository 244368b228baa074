"""Disputes: the officers' inbox, one dispute, what either side does with it."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.security.reading import note_reading
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.data import tables
from gaoxin.scenes.data.actions import dispute as actions
from gaoxin.scenes.data.queries import Firm
from gaoxin.scenes.data.queries.disputes import dispute_page, of_firm
from gaoxin.scenes.data.queries.evidence import evidence_file
from gaoxin.scenes.data.uploads import uploads

DECISIONS = {
    "accept": (actions.accept_dispute, Text("已采纳，该数据已停用", "Accepted; the value is out of use")),
    "reject": (
        actions.reject_dispute,
        Text("已告知企业不予采纳", "The firm is told that it was not accepted"),
    ),
    "ask": (actions.ask_more, Text("已请企业补充", "The firm is asked for more")),
}


@page("disputes/", permission="data.dispute", name="disputes")
def disputes(request: Request) -> HttpResponseBase:
    """What firms dispute, by due day."""
    return listing(request, tables.disputes(request.zone), "data/disputes.html")


@page("firms/<uscc>/disputes/", permission="center.own", name="firm_disputes")
def firm_disputes(request: Request, firm: Firm) -> HttpResponseBase:
    """The disputes of one firm."""
    note_reading(request.actor, firm, "异议 / disputes")
    return render(request, "data/firm_disputes.html", {"firm": firm, "disputes": of_firm(firm)})


@page("firms/<uscc>/disputes/<int:key>/", permission="center.own", name="dispute")
def dispute(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """One dispute with its evidence, and what can be done with it."""
    return _page(request, firm, key)


@page("firms/<uscc>/disputes/<int:key>/decide/", permission="data.dispute", name="decide", methods=("POST",))
def decide(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """The officer accepts, rejects or asks for more."""
    act, done = DECISIONS.get(request.POST.get("do", ""), (None, None))
    if act is None:
        raise Http404
    try:
        act(actor=request.actor, firm=firm, dispute=key, answer=request.POST.get("answer", ""))
    except Refused as refused:
        return _page(request, firm, key, refused)
    messages.success(request, say(done))
    return redirect("data:dispute", firm.uscc, key)


@page("firms/<uscc>/disputes/<int:key>/answer/", permission="center.state", name="answer", methods=("POST",))
def answer(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """The firm answers."""
    text, papers = request.POST.get("answer", ""), uploads(request)
    try:
        actions.answer_dispute(actor=request.actor, firm=firm, dispute=key, answer=text, papers=papers)
    except Refused as refused:
        return _page(request, firm, key, refused)
    messages.success(request, say(Text("已提交补充", "Your answer is sent")))
    return redirect("data:dispute", firm.uscc, key)


@page(
    "firms/<uscc>/disputes/<int:key>/withdraw/", permission="center.state", name="withdraw", methods=("POST",)
)
def withdraw(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """The firm takes its dispute back."""
    try:
        actions.withdraw_dispute(actor=request.actor, firm=firm, dispute=key)
    except Refused as refused:
        return _page(request, firm, key, refused)
    messages.success(request, say(Text("已撤回异议", "The dispute is withdrawn")))
    return redirect("data:dispute", firm.uscc, key)


@page("firms/<uscc>/evidence/<int:key>/", permission="center.own", name="evidence")
def evidence(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """A file that the firm handed in, as a download."""
    found = evidence_file(firm, key)
    if found is None:
        raise Http404
    note_reading(request.actor, firm, "证明材料 / evidence")
    return found


def _page(request: Request, firm: Firm, key: int, refused: Refused | None = None) -> HttpResponseBase:
    found = dispute_page(firm, key)
    if found is None:
        raise Http404
    note_reading(request.actor, firm, "异议 / dispute")
    may = {
        "officer": request.actor.may("data.dispute", firm=firm),
        "own": request.actor.may("center.state", firm=firm),
    }
    given = {
        "firm": firm,
        "dispute": found,
        "refused": refused,
        "answer": request.POST.get("answer", ""),
        **may,
    }
    return render(request, "data/dispute.html", given, status=422 if refused else 200)
