"""A firm with a file, and a notice to it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from gaoxin.center.models import Firm, Observation, Source, Zone
from gaoxin.scenes.policy.models import Notice, Push

FACTS: dict[str, Any] = {
    "zone_member": True,
    "abnormal_list": False,
    "dishonest_list": False,
    "accident_1y": False,
    "industry_code": "I65",
    "revenue": 3_000_000_000,
    "revenue_prev": 2_500_000_000,
    "rd_expense": 240_000_000,
    "title_hnte": True,
    "title_tech_sme": False,
    "statistics_place": "990171",
    "in_statistics": False,
    "staff_total": 30,
    "staff_year_end": 32,
    "registered_on": "2021-05-01",
}
"""Money in fen."""


@pytest.fixture
def fill(source: Source) -> Callable[..., None]:
    """Gives a firm facts: numbers as columns hold them, texts as they are."""

    def make(firm: Firm, **facts: Any) -> None:
        for fact, value in facts.items():
            text = value if isinstance(value, str) else None
            number = None if text is not None else int(value)
            Observation.objects.create(
                firm=firm, fact=fact, number=number, text=text, source=source,
                valid_from=dt.date(2026, 1, 1), recorded_at=timezone.now(),
            )  # fmt: skip

    return make


@pytest.fixture
def filled(firm: Firm, fill: Callable[..., None]) -> Firm:
    """The firm with its file."""
    fill(firm, **FACTS)
    return firm


@pytest.fixture
def notice(zone: Zone, firm: Firm, person_as: Callable[..., Any]) -> Notice:
    """A notice to the firm, with a message that tries to be markup."""
    push = Push.objects.create(
        zone=zone, policy="yunchuan.rd_grant", version="2025-01-01", group="eligible", at=timezone.now(),
        message="请申报<script>alert(1)</script>", message_en="Apply <b>now</b>", by=person_as("service"),
    )  # fmt: skip
    return Notice.objects.create(push=push, firm=firm, state="eligible", amount=19_200_000)
