"""Imports: upload, look at what a sheet would do, agree on columns, confirm, take back."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import importable
from gaoxin.center.intake.actions import set_mapping, start_import, undo_import, upload_batch
from gaoxin.engines.sheets import SheetError
from gaoxin.frame.page import page
from gaoxin.frame.request import Request, language
from gaoxin.frame.table import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.data import tables
from gaoxin.scenes.data.mapping import chosen_columns, column_to_fix, facts_to_choose, origin_from
from gaoxin.scenes.data.queries.import_files import refused_rows, template
from gaoxin.scenes.data.queries.imports import import_page

NO_FILE = Text("请选择要导入的文件", "choose the file to import")


@page("imports/", permission="center.import", name="imports")
def imports(request: Request) -> HttpResponseBase:
    """Every import of the zone."""
    return listing(request, tables.imports(request.zone), "data/imports.html")


@page("imports/new/", permission="center.import", name="upload", methods=("GET", "POST"))
def upload(request: Request) -> HttpResponseBase:
    """Choose a file and say where it comes from."""
    if request.method == "GET":
        return _upload_form(request)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused(NO_FILE)
        batch = upload_batch(
            actor=request.actor,
            zone=request.zone,
            file=cast(BinaryIO, file),
            name=file.name or "",
            origin=origin_from(request.POST),
        )
    except (Refused, SheetError) as refused:
        return _upload_form(request, refused)
    return redirect("data:import", batch.pk)


@page("imports/<int:key>/", permission="center.import", name="import")
def one(request: Request, key: int) -> HttpResponseBase:
    """One import: preview, progress or result."""
    return _page(request, key)


@page("imports/<int:key>/columns/", permission="center.import", name="columns", methods=("POST",))
def columns(request: Request, key: int) -> HttpResponseBase:
    """What headers mean; the file is read again."""
    try:
        set_mapping(actor=request.actor, zone=request.zone, batch=key, columns=chosen_columns(request.POST))
    except Refused as refused:
        return _page(request, key, refused)
    return redirect("data:import", key)


@page("imports/<int:key>/start/", permission="center.import", name="start", methods=("POST",))
def start(request: Request, key: int) -> HttpResponseBase:
    """Have a previewed sheet written."""
    try:
        start_import(actor=request.actor, zone=request.zone, batch=key)
    except Refused as refused:
        return _page(request, key, refused)
    return redirect("data:import", key)


@page("imports/<int:key>/undo/", permission="center.import", name="undo", methods=("POST",))
def undo(request: Request, key: int) -> HttpResponseBase:
    """Take a whole import back."""
    try:
        undo_import(actor=request.actor, zone=request.zone, batch=key)
    except Refused as refused:
        return _page(request, key, refused)
    messages.info(request, say(Text("正在撤销", "Taking it back")))
    return redirect("data:import", key)


@page("imports/<int:key>/errors.xlsx", permission="center.import", name="errors")
def errors(request: Request, key: int) -> HttpResponseBase:
    """The refused rows as a workbook with their reasons."""
    found = refused_rows(request.zone, key, language())
    if found is None:
        raise Http404
    return found


@page("imports/template.xlsx", permission="center.import", name="template")
def empty_sheet(request: Request) -> HttpResponseBase:
    """An empty sheet to fill in."""
    return template(request.zone, language())


def _upload_form(request: Request, refused: Refused | SheetError | None = None) -> HttpResponseBase:
    given = {
        "kinds": importable(),
        "today": SystemClock().today(),
        "posted": request.POST,
        "refused": refused,
    }
    return render(request, "data/upload.html", given, status=422 if refused else 200)


def _page(request: Request, key: int, refused: Refused | None = None) -> HttpResponseBase:
    found = import_page(request.zone, key)
    if found is None:
        raise Http404
    fix = column_to_fix(request.GET, found)
    template = "data/_import.html" if request.htmx else "data/import.html"
    given = {"import": found, "fix": fix, "facts": facts_to_choose(request.zone), "refused": refused}
    return render(request, template, given, status=422 if refused else 200)
