"""How fresh the matches of a zone are."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gaoxin.center.models import Batch, Firm, Zone
from gaoxin.scenes.policy.models import Run, Tally
from gaoxin.scenes.policy.runs import LOST


@dataclass(frozen=True, slots=True)
class RunView:
    """The last matching of a zone and the one under way."""

    day: dt.date | None
    at: dt.datetime | None
    firms: int
    running: int | None
    step: str
    done: int
    total: int
    failed: bool
    stale: bool


def run_view(zone: Zone) -> RunView:
    """How fresh the matches are, and what is under way; one that was killed is under way no more."""
    done = Run.objects.filter(zone=zone, state="done").order_by("-facts_at").first()
    last = Run.objects.filter(zone=zone).order_by("-pk").first()
    begun = timezone.now() - LOST
    live = last if last and last.state in ("waiting", "running") and last.started_at > begun else None
    return RunView(
        done.day if done else None,
        done.facts_at if done else None,
        (Tally.objects.filter(zone=zone).values_list("firms", flat=True).first() or 0),
        live.pk if live else None,
        live.step if live else "",
        live.done if live else 0,
        live.total if live else 0,
        bool(last and last.state == "failed"),
        live is None and _stale(zone, done),
    )


def _stale(zone: Zone, done: Run | None) -> bool:
    """Whether data were imported or undone after the facts were last read."""
    if done is None or done.facts_at is None:
        return Firm.objects.of(zone).exists()
    ended = Batch.objects.filter(zone=zone, state__in=("done", "undone"), finished_at__gt=done.facts_at)
    return ended.exists()
