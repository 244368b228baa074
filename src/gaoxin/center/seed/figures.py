"""Figures of a zone with the documents they stand in."""

import datetime as dt
from collections.abc import Iterable

from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.figures.printed import Document, Printed, noon
from gaoxin.center.models import Figure, Source, Zone

KIND = "publication"


def record(zone: Zone, documents: Iterable[Document], printed: Iterable[Printed]) -> int:
    """Keep the figures and those of the documents that any of them stands in; how many figures."""
    rows = list(printed)
    used = {row.source for row in rows}
    sources = {d.id: _source(zone, d, rows) for d in documents if d.id in used}
    areas = {area.code: area for area in zone.areas.all()}
    figures = [
        Figure(
            zone=zone,
            area=areas[row.area] if row.area else None,
            indicator=row.indicator,
            period=row.period,
            kind=row.kind,
            value=row.value,
            unit=row.unit,
            qualifier=row.qualifier,
            of=row.of,
            note_zh=row.note.zh,
            note_en=row.note.en,
            office_zh=row.office.zh,
            office_en=row.office.en,
            source=sources[row.source],
            recorded_at=row.recorded_at,
            retired_at=row.retired_at,
        )
        for row in rows
    ]
    return len(Figure.objects.bulk_create(figures, batch_size=2000))


def _source(zone: Zone, document: Document, rows: list[Printed]) -> Source:
    day = _day(document.published)
    publisher = document.publisher
    return Source.objects.create(
        zone=zone,
        kind=KIND,
        rank=source_kinds()[KIND].rank,
        publisher_zh=publisher.zh if publisher else "",
        publisher_en=publisher.en if publisher else "",
        title=document.title.zh,
        published_on=day,
        recorded_at=noon(day) if day else min(r.recorded_at for r in rows if r.source == document.id),
    )


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published or "")
    except ValueError:
        return None
