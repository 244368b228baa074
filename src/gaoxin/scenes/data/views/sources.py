"""Sources and figures."""

from django.http import Http404, HttpResponseBase

from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.scenes.data import tables
from gaoxin.scenes.data.queries.sources import precedence, source_page


@page("sources/", permission="center.read", name="sources")
def sources(request: Request) -> HttpResponseBase:
    """Where values come from, and which of them counts."""
    return listing(request, tables.all_sources(request.zone), "data/sources.html", precedence=precedence())


@page("sources/<int:key>/", permission="center.read", name="source")
def source(request: Request, key: int) -> HttpResponseBase:
    """One source with what it says."""
    found = source_page(request.zone, key)
    if found is None:
        raise Http404
    table = tables.source_values(request.zone, found)
    may_import = request.actor.may("center.import", zone=request.zone)
    return listing(request, table, "data/source.html", source=found, may_import=may_import)


@page("figures/", permission="center.read", name="figures")
def figures(request: Request) -> HttpResponseBase:
    """The open figures of the zone."""
    return listing(request, tables.figures(request.zone), "data/figures.html")
