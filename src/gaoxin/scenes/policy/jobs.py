"""Work done apart from requests: matching a zone, a firm or a policy, and what `gaoxin tick` does by itself."""

from django.db.models import Q
from django_tasks import task

from gaoxin.center.models import Batch, Firm, Observation, Zone
from gaoxin.scenes.policy.actions.telling import tell_published
from gaoxin.scenes.policy.models import Run
from gaoxin.scenes.policy.runs import ALL, match_firms, match_policy, match_zone, perform, today

FEW = 500
"""Firms up to which a change is matched firm by firm, not the whole zone."""


@task()
def run(pk: int) -> None:
    """Do a matching that was asked for."""
    perform(Run.objects.select_related("zone").get(pk=pk))


@task()
def firms(zone: str, firms: list[int]) -> None:
    """Match firms after their facts changed; those that are gone since are left out."""
    match_firms(Zone.objects.get(pk=zone), list(Firm.objects.filter(zone=zone, pk__in=firms)))


@task()
def policy(zone: str, policy: str) -> None:
    """Match one policy after it was published, and tell its subscribers."""
    found = Zone.objects.get(pk=zone)
    match_policy(found, policy)
    tell_published(found, policy)


def refresh() -> None:
    """Match every zone anew where the day or the facts of many firms changed, and else the firms that changed."""
    for zone in Zone.objects.all():
        _refresh(zone)


def _refresh(zone: Zone) -> None:
    last = Run.objects.filter(zone=zone, state="done", facts_at__isnull=False).order_by("-facts_at").first()
    full = Run.objects.filter(zone=zone, state="done", scope=ALL, day=today()).exists()
    if last is None or not full or _imported(zone, last):
        match_zone(zone)
    elif changed := _changed(zone, last):
        match_firms(zone, changed) if len(changed) <= FEW else match_zone(zone)


def _imported(zone: Zone, last: Run) -> bool:
    return Batch.objects.filter(
        zone=zone, finished_at__gt=last.facts_at, state__in=("done", "undone")
    ).exists()


def _changed(zone: Zone, last: Run) -> list[Firm]:
    """Firms told or retold of since the facts were last read, one more than FEW at most."""
    since = last.facts_at
    seen = Observation.objects.filter(Q(recorded_at__gt=since) | Q(retired_at__gt=since), firm__zone=zone)
    firms = Firm.objects.filter(Q(pk__in=seen.values("firm")) | Q(zone=zone, recorded_at__gt=since))
    return list(firms[: FEW + 1])
