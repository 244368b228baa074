"""Taking out what was weighed, with the names of firms."""

import tempfile
from pathlib import Path

from gaoxin.base.text import Language
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.impact.report import write
from gaoxin.center.models import Zone
from gaoxin.scenes.policy.weighing import Weighed


@action(permission="center.export", event="export", private=("weighed",))
def impact_sheet(*, actor: Actor, zone: Zone, policy: str, weighed: Weighed, tongue: Language) -> bytes:
    """The workbook of a weighed change: overview, groups, and every firm for which something changes."""
    del actor, zone, policy  # asked for and logged around this
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "impact.xlsx"
        write(path, weighed.summary, weighed.library.industries, tongue, "size")
        return path.read_bytes()
