"""The answer to a request for a page with a table."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from gaoxin.base.text import Text
from gaoxin.frame.request import Request
from gaoxin.frame.table.asked import ask, cookie
from gaoxin.frame.table.export import FORMATS, export
from gaoxin.frame.table.shown import PURPOSE_FROM, may_export, show
from gaoxin.frame.table.table import Table

YEAR = 365 * 24 * 3600
PURPOSE_WANTED = Text(
    f"超过 {PURPOSE_FROM} 行的企业或个人数据，请先填写用途再导出",
    f"More than {PURPOSE_FROM} rows about firms or people: state what they are for, then export again",
)


def listing(request: Request, table: Table, template: str, **context: object) -> HttpResponse:
    """The page `template` with `table`, or only the table for htmx, or the file that is asked for.

    The template includes "frame/_table.html".
    """
    form = request.GET.get("format", "")
    if form in FORMATS and request.method == "GET":
        return _file(request, table, template, form, context)
    if "columns" in request.GET:
        return _choose(request, table)
    shown = show(request, table)
    target = request.htmx.target or ""
    whole = not request.htmx or not target.endswith(shown.id)
    response = render(request, template if whole else "frame/_table.html", {**context, "table": shown})
    if not whole:
        response["HX-Push-Url"] = f"{request.path}{shown.asked.url(page=request.GET.get('page'))}"
    patch_vary_headers(response, ["HX-Request", "HX-Target", "Cookie"])
    return response


def _file(
    request: Request, table: Table, template: str, form: str, context: dict[str, object]
) -> HttpResponse:
    if not may_export(request, table):
        raise PermissionDenied(table.export or table.name)
    purpose = " ".join(request.GET.get("purpose", "").split())[:200]
    shown = show(request, table)
    if shown.asks_purpose and not purpose:
        shown = show(request, table, PURPOSE_WANTED)
        return render(request, template, {**context, "table": shown}, status=422)
    return export(request, shown.asked, form, purpose)


def _choose(request: Request, table: Table) -> HttpResponse:
    """Remember the chosen columns and come back."""
    keys = {column.key for column in table.columns}
    chosen = [key for key in request.GET.getlist("columns") if key in keys]
    response = HttpResponseRedirect(request.path + ask(request, table).url())
    response.set_cookie(cookie(table), ".".join(chosen) or "-", max_age=YEAR, samesite="Lax", httponly=True)
    return response
