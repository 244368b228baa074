"""What the tests of this scene share: observations of a firm from sources of two ranks."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.models import Firm, Observation, Source, Zone

DAY = dt.date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _nothing_kept(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def source_of(zone: Zone) -> Callable[..., Source]:
    """Makes a source of a kind."""

    def make(kind: str, publisher: str, title: str = "", where: Zone | None = None) -> Source:
        return Source.objects.create(
            zone=where or zone,
            kind=kind,
            rank=source_kinds()[kind].rank,
            publisher_zh=publisher,
            publisher_en="",
            title=title or f"{publisher}资料",
            recorded_at=timezone.now(),
        )

    return make


@pytest.fixture
def observe() -> Callable[..., Observation]:
    """Records a value: number as stored (money in fen) or text."""

    def make(firm: Firm, fact: str, value: int | str, source: Source, **more: object) -> Observation:
        given = {"number": value} if isinstance(value, int) else {"text": value}
        given |= {"valid_from": DAY, "recorded_at": timezone.now()}
        return Observation.objects.create(firm=firm, fact=fact, source=source, **{**given, **more})

    return make


@pytest.fixture
def tax(source_of: Callable[..., Source]) -> Source:
    return source_of("tax", "云川税务局", "汇算清缴数据")


@pytest.fixture
def sheet(source_of: Callable[..., Source]) -> Source:
    return source_of("officer_sheet", "云川管委会", "企业采集表")
