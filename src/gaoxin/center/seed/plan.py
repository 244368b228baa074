"""The plan of the demo zone: `zone.yaml` of the demo pack."""

from functools import cache

from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.packs.zone_kinds import Plan


@cache
def plan() -> Plan:
    """Read once."""
    return read_kind(bundled("demo") / "zone.yaml", Plan)
