"""The audit log and the export log."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.text import Text
from gaoxin.center.people.log import check_log, event_of, last_check
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table.listing import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.tables import export_table, log_table

AUDIT = "events.read"


@page("log/", permission=AUDIT, name="log")
def log(request: Request) -> HttpResponseBase:
    """Who did what, and up to where the chain was checked."""
    return listing(request, log_table(request.actor), "access/log.html", checked=last_check())


@page("exports/", permission=AUDIT, name="exports")
def exports(request: Request) -> HttpResponseBase:
    """Who took which rows out, and what for."""
    return listing(request, export_table(request.actor), "access/exports.html")


@page("log/<int:pk>/", permission=AUDIT, name="event")
def event(request: Request, pk: int) -> HttpResponseBase:
    """One event in full."""
    found = event_of(request.actor, pk)
    if found is None:
        raise Http404
    return render(request, "access/event.html", {"event": found})


@page("log/check/", permission=AUDIT, name="check", methods=("POST",))
def check(request: Request) -> HttpResponseBase:
    """Recompute the chain and tell what was found."""
    found = check_log(actor=request.actor)
    if found.broken is None:
        done = Text(
            f"已核验 {found.count} 条，链完整。", f"{found.count} events checked; the chain is whole."
        )
        messages.success(request, say(done))
    else:
        broken = Text(
            f"第 {found.broken} 条起对不上，请立即报告并保全数据库。",
            f"The chain breaks at event {found.broken}. Report it at once and keep the database as it is.",
        )
        messages.error(request, say(broken))
    return redirect("access:log")
