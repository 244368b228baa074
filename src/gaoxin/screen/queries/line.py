"""One row of figures as it was reported or printed, with the document it stands in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from gaoxin.base.text import Text
from gaoxin.screen.queries.shelf import Row
from gaoxin.screen.queries.wording import cited, unit, written

WHOLE = Text("全区", "whole zone")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `source` is the citation, `source_url` opens the document with all it brought."""

    title: Text
    url: str
    area: Text
    period: Text
    kind: str
    value: str
    unit: Text
    qualifier: str
    of: str
    note: Text
    office: Text
    source: Text
    source_url: str
    published: dt.date | None


def line(row: Row, title: Text, areas: Mapping[str, Text]) -> Line:
    """A row in words; `title` names its indicator, `areas` are the names of areas by id."""
    return Line(
        title=title,
        url=reverse("screen:figure", args=[row.indicator]),
        area=areas.get(row.area, Text(row.area)) if row.area else WHOLE,
        period=Text(row.when.in_("zh"), row.when.in_("en")),
        kind=row.kind,
        value=written(row.amount),
        unit=unit(row.unit),
        qualifier=row.qualifier,
        of=row.of,
        note=row.note,
        office=row.office,
        source=cited(row.publisher, row.source_title),
        source_url=source_url(row.source),
        published=row.published,
    )


def source_url(number: int) -> str:
    """The page of a document; empty where the site has none."""
    try:
        return reverse("data:source", args=[number])
    except NoReverseMatch:
        return ""
