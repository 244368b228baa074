"""Everything that the zone holds, taken out in open formats for a stated purpose."""

from django.http import HttpResponseBase
from django.shortcuts import render

from gaoxin.base.result import Refused
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.scenes.data.archive import archive


@page("export/", permission="center.export", name="export", methods=("GET", "POST"))
def export(request: Request) -> HttpResponseBase:
    """State the purpose, then download a zip."""
    if request.method == "GET":
        return render(request, "data/export.html")
    try:
        return archive(request.actor, request.zone, request.POST.get("purpose", ""))
    except Refused as refused:
        given = {"refused": refused, "purpose": request.POST.get("purpose", "")}
        return render(request, "data/export.html", given, status=422)
