"""`python -m tests.crash.inside WHAT`: a look at, or a step in, the site whose environment this process has."""

import json
import sys
from pathlib import Path
from typing import Any

from gaoxin.cli.site import site


def tokens() -> Any:
    """A token and the firm of each of the two enterprise people."""
    from gaoxin.center.actor import actor_of
    from gaoxin.center.models import Person
    from gaoxin.center.tokens import issue_token, new_secret

    made = []
    for person in Person.objects.filter(login__in=["firm1", "firm2"]).order_by("login"):
        actor, secret = actor_of(person), new_secret()
        scopes = ["center.own", "center.state"]
        issue_token(actor=actor, secret=secret, name="crash", scopes=scopes, days=1)
        assert actor.firm is not None
        made.append([secret, actor.firm.uscc])
    return made


def told() -> Any:
    """What was stated through the interface, its events, and whether the log's chain stands."""
    from gaoxin.center.models import Event, Observation
    from gaoxin.center.security.chain import verify

    stated = Observation.objects.filter(fact="electricity", confidence="stated", valid_from__year=2020)
    values = sorted(int(n) // 10**9 for n in stated.values_list("number", flat=True))
    events = Event.objects.filter(kind="fact.state", via="api").count()
    return {"values": values, "events": events, "broken": verify().broken}


def upload() -> Any:
    """An import of many firms, waiting for the worker."""
    from gaoxin.center.actor import operator
    from gaoxin.center.demo import write
    from gaoxin.center.intake.actions import start_import, upload_batch
    from gaoxin.center.intake.work import work_off
    from gaoxin.center.models import Zone

    zone, path = Zone.objects.get(pk="yunchuan"), Path(sys.argv[2])
    write(path, count=3000, seed=7)
    with path.open("rb") as file:
        batch = upload_batch(actor=operator(), zone=zone, file=file, name="firms.xlsx", queue=False)
    work_off(batch.pk)
    start_import(actor=operator(), zone=zone, batch=batch.pk)
    return batch.pk


def counts() -> Any:
    """How many firms and values there are, and how the last import stands."""
    from gaoxin.center.models import Batch, Event, Firm, Observation

    last = Batch.objects.order_by("pk").last()
    return {
        "firms": Firm.objects.count(),
        "values": Observation.objects.count(),
        "state": last.state if last else None,
        "step": last.step if last else None,
        "events": Event.objects.filter(kind="import.done").count(),
    }


def recover() -> Any:
    """What `gaoxin tick` does for imports."""
    from gaoxin.center.intake.work import recover

    return recover()


if __name__ == "__main__":
    with site():
        print(json.dumps(globals()[sys.argv[1]]()))
