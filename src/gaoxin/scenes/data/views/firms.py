"""Firms: the table, the file of one, the history of one fact."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from gaoxin.center.security.reading import note_reading
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.scenes.data import tables
from gaoxin.scenes.data.fields import stateable, stateable_facts
from gaoxin.scenes.data.queries import Firm
from gaoxin.scenes.data.queries.as_of import as_of
from gaoxin.scenes.data.queries.firm_file import firm_file
from gaoxin.scenes.data.queries.head import head
from gaoxin.scenes.data.queries.history import fact_named, history
from gaoxin.scenes.data.queries.pack import theme_of


@page("firms/", permission="center.read", name="firms")
def firms(request: Request) -> HttpResponseBase:
    """The firms of the zone."""
    may = {f"may_{do}": request.actor.may(f"center.{do}", zone=request.zone) for do in ("import", "export")}
    return listing(request, tables.firms(request.zone), "data/firms.html", **may)


@page("own/", permission="center.state", name="own")
def own(request: Request) -> HttpResponseBase:
    """The file of the firm for which the person acts."""
    if request.actor.firm is None:
        raise Http404
    return _file(request, request.actor.firm)


@page("firms/<uscc>/", permission="center.own", name="firm")
def firm(request: Request, firm: Firm) -> HttpResponseBase:
    """A firm's file as of a day and a moment."""
    note_reading(request.actor, firm, "企业档案 / firm file")
    return _file(request, firm)


@page("firms/<uscc>/facts/<slug:fact>/", permission="center.own", name="fact")
def fact(request: Request, firm: Firm, fact: str) -> HttpResponseBase:
    """Everything ever said of one fact of a firm."""
    known = fact_named(firm, fact)
    if known is None:
        raise Http404
    note_reading(request.actor, firm, "数据历史 / history of a fact")
    own = request.actor.may("center.state", firm=firm)
    given = {"own": own, "can_state": stateable(known), "theme": theme_of(fact)}
    return render(
        request, "data/fact.html", {"firm": firm, "fact": known, "entries": history(firm, known), **given}
    )


def _file(request: Request, firm: Firm) -> HttpResponseBase:
    at = as_of(request.GET.get("day", ""), request.GET.get("known", ""))
    own = request.actor.may("center.state", firm=firm)
    given = {"firm": firm, "own": own, "at": at, "stateable": stateable_facts(firm)}
    return render(request, "data/firm.html", {**given, "head": head(firm, at), "file": firm_file(firm, at)})
