"""The demo firms, and in which part of the zone they work."""

from collections.abc import Sequence

from gaoxin.center.demo.pattern import habits
from gaoxin.center.demo.sketch import Facts
from gaoxin.center.evidence.timeline import chunks, renew
from gaoxin.center.models import Area, Firm, Place, Zone
from gaoxin.center.seed.sources import Planned

BATCH = 2000


def register(zone: Zone, facts: Sequence[Facts], source: Planned) -> list[Firm]:
    """The firms in the order of their facts."""
    at = source.row.recorded_at
    rows = [Firm(zone=zone, uscc=str(f["uscc"]), name_zh=str(f["name_zh"]), recorded_at=at) for f in facts]
    return Firm.objects.bulk_create(rows, batch_size=BATCH)


def settle(zone: Zone, firms: Sequence[Firm]) -> None:
    """Names and places from what was observed; each firm that works in the zone works in one of its parts."""
    renew(zone, [firm.pk for firm in firms])
    areas = list(Area.objects.filter(zone=zone, kind__in=("park", "centre")))
    inside = Place.objects.filter(firm__zone=zone, kind="operating", code=habits().place)
    keys = list(inside.order_by("firm").values_list("pk", flat=True))
    for number, area in enumerate(areas):
        for some in chunks(keys[number :: len(areas)]):
            Place.objects.filter(pk__in=some).update(area=area)
