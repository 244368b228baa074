"""The demo zone with its monthly figures, and 济南 with what documents print."""

from functools import cache

import pytest

from gaoxin.center.demo import monthly
from gaoxin.center.figures.book import open_book
from gaoxin.center.figures.printed import Document, Printed
from gaoxin.center.models import Figure, Zone
from gaoxin.center.seed.figures import record
from gaoxin.center.seed.zones import make_zone


@pytest.fixture
def zone(db: None) -> Zone:
    """Stands in for the plain zone of the root: with areas."""
    return make_zone("yunchuan", "demo", "Yunchuan High-tech Zone", demo=True)


@pytest.fixture
def figured(zone: Zone) -> Zone:
    """With figures up to October 2026."""
    record(zone, *recent())
    return zone


@cache
def recent() -> tuple[list[Document], list[Printed]]:
    """The two years that the cockpit shows."""
    return list(monthly.documents()), [row for row in monthly.series() if row.period >= "2025"]


@pytest.fixture
def jinan(db: None) -> Zone:
    zone = make_zone("jinan_htz", "jinan", "Jinan High-tech Zone")
    book = open_book(["jinan"])
    record(zone, book.documents.values(), book.published(zone.name_zh))
    return zone


def revise(zone: Zone, indicator: str, period: str, value: str, area: str | None = None) -> Figure:
    """A correction as an import leaves it: the old row retired, a new one beside it."""
    from django.utils import timezone

    row = Figure.objects.current().get(
        zone=zone, indicator=indicator, period=period, kind="level", area__code=area
    )
    Figure.objects.filter(pk=row.pk).update(retired_at=timezone.now())
    row.pk, row.value, row.recorded_at = None, value, timezone.now()
    row.save(force_insert=True)
    return row
