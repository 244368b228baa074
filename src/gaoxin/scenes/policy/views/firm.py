"""Pages of one firm: what it can get, why, what would change, and what it was told."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.security.reading import note_reading
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.policy.actions.notices import answer_notice, read_notice
from gaoxin.scenes.policy.actions.subscriptions import subscribe, unsubscribe
from gaoxin.scenes.policy.queries import own as queries
from gaoxin.scenes.policy.queries.decisions import decided, file_of
from gaoxin.scenes.policy.queries.own import Firm

THANKS = {
    "interested": Text("已告诉专员：有意申报", "Noted: you are interested"),
    "declined": Text("已记下：暂不申报", "Noted: not interested"),
    "contact": Text("已请专员联系您", "An officer will contact you"),
}

READING = "企业政策 / the firm's policies"


@page("mine/", permission="policy.own", name="mine")
def mine(request: Request) -> HttpResponseBase:
    """The firm that one acts for; the committee goes to the library."""
    firm = request.actor.firm
    return redirect("policy:firm", firm.uscc) if firm else redirect("policy:library")


@page("firm/<uscc>/", permission="policy.own", name="firm")
def firm(request: Request, firm: Firm) -> HttpResponseBase:
    """What the firm can get now, what is one step away, what is missing."""
    return _page(request, firm, "own", own=queries.own(firm))


@page("firm/<uscc>/needs/", permission="policy.own", name="firm_needs")
def needs(request: Request, firm: Firm) -> HttpResponseBase:
    """The facts that policies wait for, the most decisive first."""
    return _page(request, firm, "needs", own=queries.own(firm))


@page("firm/<uscc>/what-if/", permission="policy.own", name="what_if", methods=("GET", "POST"))
def what_if(request: Request, firm: Firm) -> HttpResponseBase:
    """Suppose a fact otherwise and see what changes; nothing is kept."""
    sent = request.POST if request.method == "POST" else None
    facts = (sent or request.GET).getlist("fact")
    found = queries.what_if(firm, facts, None if sent is None else dict(sent.lists()))
    return _page(request, firm, "what_if", found=found, status=422 if found.faults else 200)


@page("firm/<uscc>/policy/<str:policy>/", permission="policy.own", name="firm_policy")
def firm_policy(request: Request, firm: Firm, policy: str) -> HttpResponseBase:
    """Why the firm can or cannot get a policy: conditions, values, sources."""
    told = decided(firm, policy)
    if told is None:
        raise Http404
    heard, worth = queries.subscribed(firm, policy), queries.in_words(told.amount)
    return _page(request, firm, "policy", told=told, worth=worth, subscribed=heard)


@page("firm/<uscc>/policy/<str:policy>/file", permission="policy.own", name="firm_policy_file")
def firm_policy_file(request: Request, firm: Firm, policy: str) -> HttpResponseBase:
    """The decision as a file that anybody can verify without the site."""
    raw = file_of(firm, policy)
    if raw is None:
        raise Http404
    note_reading(request.actor, firm, READING)
    name = quote(f"{firm.uscc}-{policy}.decision.json")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return HttpResponse(raw, content_type="application/json", headers=headers)


@page("firm/<uscc>/notices/", permission="policy.own", name="notices")
def notices(request: Request, firm: Firm) -> HttpResponseBase:
    """What the firm was told, and what it wants to be told."""
    return _page(request, firm, "notices", inbox=queries.inbox(firm))


@page("firm/<uscc>/notices/<int:key>/", permission="policy.own", name="notice", methods=("GET", "POST"))
def notice(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """One notice; opening it is noted for the firm's own people, who may answer."""
    found = queries.letter(firm, key)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, firm, key)
    if found.read_at is None and request.actor.may("center.state", firm=firm):
        read_notice(actor=request.actor, firm=firm, notice=key)
    return _page(request, firm, "notice", letter=found)


@page("firm/<uscc>/subscriptions/", permission="center.state", name="subscriptions", methods=("POST",))
def subscriptions(request: Request, firm: Firm) -> HttpResponseBase:
    """Hear of a policy or of all, or no more."""
    policy, stop = request.POST.get("policy", "")[:60], "stop" in request.POST
    try:
        (unsubscribe if stop else subscribe)(actor=request.actor, firm=firm, policy=policy)
    except Refused as error:
        raise Http404 from error
    told = (
        Text("已退订", "You will not hear of it any more") if stop else Text("已订阅", "You will hear of it")
    )
    messages.success(request, say(told))
    if policy and request.POST.get("from") == "policy":
        return redirect("policy:firm_policy", firm.uscc, policy)
    return redirect("policy:notices", firm.uscc)


def _answered(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    answer = request.POST.get("answer", "")
    try:
        answer_notice(actor=request.actor, firm=firm, notice=key, answer=answer)
    except Refused as error:
        messages.error(request, say(error.message))
    else:
        messages.success(request, say(THANKS[answer]))
    return redirect("policy:notice", firm.uscc, key)


def _page(
    request: Request, firm: Firm, name: str, *, status: int = 200, **context: object
) -> HttpResponseBase:
    """A page of the firm with its tabs; `mine` is whether one acts for the firm itself, others are noted."""
    note_reading(request.actor, firm, READING)
    shared = {
        "firm": firm,
        "tab": name,
        "mine": request.actor.may("center.state", firm=firm),
        "unread": queries.unread(firm),
    }
    return render(request, f"policy/firm/{name}.html", {**shared, **context}, status=status)
