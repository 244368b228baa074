"""Pages of the fortnightly briefing."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.exports import export_rows
from gaoxin.frame.page import page
from gaoxin.frame.request import Request, language
from gaoxin.frame.templatetags.ui import say
from gaoxin.screen import actions
from gaoxin.screen.briefing.paper import pdf
from gaoxin.screen.briefing.sheet import workbook
from gaoxin.screen.queries.briefing import BriefingView, briefing_rows, briefing_view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("briefings/", permission="screen.read", name="briefings")
def briefings(request: Request) -> HttpResponseBase:
    """All briefings of the zone."""
    may = request.actor.may("briefing.write", zone=request.zone)
    return render(request, "screen/briefings.html", {"rows": briefing_rows(request.zone), "may_write": may})


@page("briefings/new/", permission="briefing.write", name="briefing_new", methods=("POST",))
def new(request: Request) -> HttpResponseBase:
    """Make a draft from the latest figures."""
    try:
        made = actions.make_draft(
            actor=request.actor, zone=request.zone, period=request.POST.get("period", "")
        )
    except Refused as refused:
        messages.error(request, say(refused.message))
        return HttpResponseRedirect(reverse("screen:briefings"))
    return HttpResponseRedirect(reverse("screen:briefing", args=[made.pk]))


@page("briefings/<int:key>/", permission="screen.read", name="briefing")
def briefing(request: Request, key: int) -> HttpResponseBase:
    """One briefing with its figures and what may be done with it."""
    found = _found(request, key)
    may = {name: request.actor.may(f"briefing.{name}", zone=request.zone) for name in ("write", "publish")}
    return render(request, "screen/briefing.html", {"briefing": found, "may": may})


@page("briefings/<int:key>/print/", permission="screen.read", name="briefing_print")
def on_paper(request: Request, key: int) -> HttpResponseBase:
    """One briefing as it is printed."""
    return render(request, "screen/briefing_print.html", {"briefing": _found(request, key)})


@page("briefings/<int:key>/edit/", permission="briefing.write", name="briefing_edit", methods=("POST",))
def edit(request: Request, key: int) -> HttpResponseBase:
    """Keep other texts; where they are refused, show them again with the reason."""
    found = _found(request, key)
    texts = {
        part.id: Text(*(_typed(request, part.id, lang) for lang in ("zh", "en"))) for part in found.parts
    }
    try:
        actions.edit(actor=request.actor, zone=request.zone, key=key, texts=texts)
    except Refused as refused:
        given = {"briefing": found, "may": {"write": True}, "typed": texts, "refused": refused.message}
        return render(request, "screen/briefing.html", given, status=422)
    messages.success(request, say(Text("已保存", "Saved")))
    return _to(key)


@page("briefings/<int:key>/freeze/", permission="briefing.write", name="briefing_freeze", methods=("POST",))
def freeze(request: Request, key: int) -> HttpResponseBase:
    """Freeze the figures."""
    return _done(
        request, key, actions.freeze, Text("数字已定稿，等待签发", "Figures frozen; it waits to be published")
    )


@page(
    "briefings/<int:key>/publish/", permission="briefing.publish", name="briefing_publish", methods=("POST",)
)
def publish(request: Request, key: int) -> HttpResponseBase:
    """Publish what somebody else made."""
    return _done(request, key, actions.publish, Text("已签发", "Published"))


@page("briefings/<int:key>/briefing.pdf", permission="screen.read", name="briefing_pdf")
def as_pdf(request: Request, key: int) -> HttpResponseBase:
    """The briefing as a PDF."""
    found = _found(request, key)
    try:
        made = pdf(found, request.zone.name, "", language())
    except Refused as refused:
        messages.error(request, say(refused.message))
        return _to(key)
    return _file(made, "application/pdf", f"{say(found.row.title)}-{say(found.row.issue)}.pdf")


@page("briefings/<int:key>/figures.xlsx", permission="center.export", name="briefing_figures")
def as_sheet(request: Request, key: int) -> HttpResponseBase:
    """The figures with their sources as a workbook; the log keeps that they left."""
    found = _found(request, key)
    export_rows(
        permission="center.export",
        actor=request.actor,
        zone=request.zone,
        firm=None,
        what="briefing",
        form="xlsx",
        rows=len(found.figures),
        columns=("figures", "rows"),
        filters={"briefing": str(key)},
        purpose="",
    )
    return _file(workbook(found, language()), XLSX, f"{say(found.row.title)}-{say(found.row.issue)}.xlsx")


def _found(request: Request, key: int) -> BriefingView:
    person = request.actor.person
    found = briefing_view(request.zone, key, language(), person.pk if person else None)
    if found is None:
        raise Http404
    return found


def _typed(request: Request, part: str, lang: str) -> str:
    return "\n".join(request.POST.get(f"{part}-{lang}", "").splitlines()).strip()


def _done(request: Request, key: int, act: Callable[..., object], said: Text) -> HttpResponseBase:
    try:
        act(actor=request.actor, zone=request.zone, key=key)
        messages.success(request, say(said))
    except Refused as refused:
        messages.error(request, say(refused.message))
    return _to(key)


def _to(key: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("screen:briefing", args=[key]))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
