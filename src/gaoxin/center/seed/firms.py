"""The demo firms, and in which part of the zone they work."""

from collections.abc import Sequence
from itertools import cycle

from gaoxin.center.demo.pattern import habits
from gaoxin.center.demo.sketch import Facts
from gaoxin.center.models import Area, Firm, Zone
from gaoxin.center.seed.sources import Planned

BATCH = 2000
AREA = "zone_area"


def register(zone: Zone, facts: Sequence[Facts], source: Planned) -> list[Firm]:
    """The firms in the order of their facts."""
    at = source.row.recorded_at
    rows = [Firm(zone=zone, uscc=str(f["uscc"]), name_zh=str(f["name_zh"]), recorded_at=at) for f in facts]
    return Firm.objects.bulk_create(rows, batch_size=BATCH)


def placed(zone: Zone, facts: Sequence[Facts]) -> list[Facts]:
    """The facts with the part of the zone of each firm that works in it, one part after the other."""
    parts = Area.objects.filter(zone=zone, kind__in=("park", "centre")).order_by("pk")
    turn = cycle(parts.values_list("name_zh", flat=True))
    return [{**f, AREA: next(turn)} if f["operating_place"] == habits().place else f for f in facts]
