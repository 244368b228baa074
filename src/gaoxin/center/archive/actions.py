"""Taking everything out, which the log tells."""

# ruff: noqa: ARG001 - `purpose` is for the log, which the decorator writes

import datetime as dt
from pathlib import Path

from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.archive.write import Told, write
from gaoxin.center.models import Zone


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@action(permission="center.export", event="export.archive", private=("told", "target"))
def export_zone(
    *, actor: Actor, zone: Zone, target: Path, day: dt.date, purpose: str = "", told: Told = quiet
) -> dict[str, int]:
    """Write all that the zone holds into a folder or a zip; rows by table. Raises Refused.

    The log goes along only where the actor may read it.
    """
    without = () if actor.may("events.read", zone=zone) else ("events",)
    return write(zone, target, day, told, without=without)
