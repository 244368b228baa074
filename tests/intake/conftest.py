"""Firms with values from several sources."""

import datetime as dt
from collections.abc import Callable

import pytest

from gaoxin.center.models import Firm, Observation, Source, Zone


@pytest.fixture
def source_of(zone: Zone) -> Callable[..., Source]:
    from django.utils import timezone

    from gaoxin.center.evidence.kinds import source_kinds

    def make(kind: str, publisher: str = "某单位") -> Source:
        return Source.objects.get_or_create(
            zone=zone,
            kind=kind,
            publisher_zh=publisher,
            defaults={"rank": source_kinds()[kind].rank, "title": "表", "recorded_at": timezone.now()},
        )[0]

    return make


@pytest.fixture
def observe(source_of: Callable[..., Source]) -> Callable[..., Observation]:
    """Write one observation as it stands in the table."""

    def make(
        firm: Firm,
        fact: str,
        value: object,
        kind: str = "officer_sheet",
        day: str = "2026-01-01",
        at: str = "2026-02-01T00:00:00+00:00",
        retired: str | None = None,
        publisher: str = "某单位",
    ) -> Observation:
        from gaoxin.center.evidence.values import stored
        from gaoxin.center.evidence.vocabulary import vocabulary_of

        number, text = stored(value, vocabulary_of(firm.zone)[fact])
        return Observation.objects.create(
            firm=firm,
            fact=fact,
            number=number,
            text=text,
            valid_from=dt.date.fromisoformat(day),
            recorded_at=dt.datetime.fromisoformat(at),
            retired_at=dt.datetime.fromisoformat(retired) if retired else None,
            source=source_of(kind, publisher),
        )

    return make
