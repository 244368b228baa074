"""Matching anew when somebody asks for it."""

from functools import partial

from django.db import transaction

from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Zone
from gaoxin.scenes.policy import jobs
from gaoxin.scenes.policy.models import Run
from gaoxin.scenes.policy.runs import begin, waiting


@action(permission="policy.match", event="policy.match")
def match_again(*, actor: Actor, zone: Zone) -> Run:
    """Match all firms of a zone; one that already waits or runs is returned instead."""
    Zone.objects.select_for_update().get(pk=zone.pk)
    under_way = waiting(zone, "running").first()
    if under_way is not None:
        return under_way
    run = begin(zone, by=actor.person)
    transaction.on_commit(partial(jobs.run.enqueue, run.pk))
    return run
