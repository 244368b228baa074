"""What a firm says of itself: a fact stated, a value disputed."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.clock import SystemClock
from gaoxin.base.dates import parse_date
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.actions import withdraw_statement
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.data.actions.dispute import dispute_value
from gaoxin.scenes.data.actions.statement import make_statement
from gaoxin.scenes.data.fields import field, read, stateable
from gaoxin.scenes.data.queries import Firm
from gaoxin.scenes.data.queries.history import entry_of, fact_named, history
from gaoxin.scenes.data.queries.pack import library
from gaoxin.scenes.data.uploads import uploads

TAKEN_BACK = "企业自行撤回 / taken back by the firm"
WANTED = Text("请填写内容", "write a value")


@page(
    "firms/<uscc>/facts/<slug:fact>/state/", permission="center.state", name="state", methods=("GET", "POST")
)
def state(request: Request, firm: Firm, fact: str) -> HttpResponseBase:
    """The firm states one fact of itself."""
    known = _stateable(firm, fact)
    if request.method == "GET":
        return _form(request, "data/state.html", firm, known)
    try:
        _state(request, firm, known)
    except Refused as refused:
        return _form(request, "data/state.html", firm, known, refused)
    messages.success(request, say(Text("已填报", "Stated")))
    return redirect("data:fact", firm.uscc, fact)


@page(
    "firms/<uscc>/values/<int:key>/dispute/",
    permission="center.state",
    name="dispute_value",
    methods=("GET", "POST"),
)
def dispute(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """The firm says that a value about it is wrong."""
    found = entry_of(firm, key)
    if found is None:
        raise Http404
    known, entry = found
    if request.method == "GET":
        return _form(request, "data/dispute_value.html", firm, known, entry=entry)
    try:
        made = dispute_value(
            actor=request.actor,
            firm=firm,
            observation=key,
            claimed=_typed(request, firm, known),
            reason=request.POST.get("reason", ""),
            papers=uploads(request),
        )
    except Refused as refused:
        return _form(request, "data/dispute_value.html", firm, known, refused, entry=entry)
    messages.success(request, say(Text("异议已提交", "The dispute is handed in")))
    return redirect("data:dispute", firm.uscc, made.pk)


@page(
    "firms/<uscc>/values/<int:key>/take-back/", permission="center.state", name="take_back", methods=("POST",)
)
def take_back(request: Request, firm: Firm, key: int) -> HttpResponseBase:
    """The firm takes back what it stated itself."""
    found = entry_of(firm, key)
    if found is None:
        raise Http404
    try:
        withdraw_statement(actor=request.actor, firm=firm, observation=key, reason=TAKEN_BACK)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, say(Text("已撤回", "Taken back")))
    return redirect("data:fact", firm.uscc, found[0].id)


def _state(request: Request, firm: Firm, fact: Fact) -> None:
    value = _typed(request, firm, fact)
    if value is None:
        raise Refused(WANTED)
    day = parse_date(request.POST.get("valid_from", ""))
    make_statement(
        actor=request.actor, firm=firm, fact=fact.id, value=value, valid_from=day, papers=uploads(request)
    )


def _typed(request: Request, firm: Firm, fact: Fact) -> object | None:
    return read(fact, request.POST.getlist("value"), library(firm.zone.pack)) if stateable(fact) else None


def _stateable(firm: Firm, fact: str) -> Fact:
    known = fact_named(firm, fact)
    if known is None or not stateable(known):
        raise Http404
    return known


def _form(
    request: Request, template: str, firm: Firm, fact: Fact, refused: Refused | None = None, **more: object
) -> HttpResponseBase:
    given = {
        "firm": firm,
        "fact": fact,
        "field": field(fact, library(firm.zone.pack), request.POST.getlist("value")),
        "stateable": stateable(fact),
        "valid_from": request.POST.get("valid_from", ""),
        "reason": request.POST.get("reason", ""),
        "today": SystemClock().today(),
        "entries": history(firm, fact),
        "refused": refused,
    }
    return render(request, template, {**given, **more}, status=422 if refused else 200)
