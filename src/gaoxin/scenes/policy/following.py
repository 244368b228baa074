"""Matches follow the facts: what changed is matched anew at once."""

from collections.abc import Sequence

from gaoxin.center.models import Zone
from gaoxin.scenes.policy import jobs
from gaoxin.scenes.policy.models import Run
from gaoxin.scenes.policy.runs import ALL, begin, waiting


def follow(zone: Zone, firms: Sequence[int] | None) -> None:
    """Have these firms matched, or the whole zone where they are many, unknown, or it never was."""
    if firms is not None and len(firms) <= jobs.FEW and _matched(zone):
        jobs.firms.enqueue(zone.pk, list(firms))
    elif not waiting(zone).exists():
        jobs.run.enqueue(begin(zone).pk)


def _matched(zone: Zone) -> bool:
    return Run.objects.filter(zone=zone, state="done", scope=ALL).exists()
