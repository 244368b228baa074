"""A zone with invented firms whose facts stand as observations of one source."""

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from django.utils import timezone

from gaoxin.center.demo import firms as invented
from gaoxin.center.evidence.values import stored
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Firm, Observation, Source, Zone
from gaoxin.scenes.policy.runs import match_zone

DAY = dt.date(2026, 3, 31)
Record = Callable[[Firm, Mapping[str, object]], None]


@pytest.fixture
def record(zone: Zone, source: Source) -> Record:
    """States facts of a firm, money in yuan, and retires what was held before."""
    vocabulary = vocabulary_of(zone)

    def tell(firm: Firm, facts: Mapping[str, object]) -> None:
        now = timezone.now()
        Observation.objects.filter(firm=firm, fact__in=facts).current().update(retired_at=now)
        Observation.objects.bulk_create(
            Observation(
                firm=firm,
                fact=fact,
                number=number,
                text=text,
                valid_from=DAY,
                recorded_at=now,
                source=source,
            )
            for fact, value in facts.items()
            if fact in vocabulary
            for number, text in [stored(value, vocabulary[fact])]
        )

    return tell


@pytest.fixture
def firms(zone: Zone, record: Record) -> list[Firm]:
    """120 invented firms with their facts; some of them lack some."""
    return made(zone, record, 120)


def made(zone: Zone, record: Record, count: int) -> list[Firm]:
    """Invented firms, each without every eleventh of its facts."""
    found = []
    for number, facts in enumerate(invented(count)):
        firm = Firm.objects.create(
            zone=zone, uscc=facts["uscc"], name_zh=facts["name_zh"], recorded_at=timezone.now()
        )
        record(firm, {k: v for i, (k, v) in enumerate(facts.items()) if (i + number) % 11})
        found.append(firm)
    return found


@pytest.fixture
def few(zone: Zone, record: Record) -> list[Firm]:
    """Three firms, not matched."""
    return made(zone, record, 3)


@pytest.fixture
def matched(zone: Zone, firms: list[Firm]) -> list[Firm]:
    """The firms, matched."""
    match_zone(zone)
    return firms


@pytest.fixture(autouse=True)
def _at_once(settings: object) -> None:
    """Work is done when it is asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]
