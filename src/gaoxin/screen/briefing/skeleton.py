"""The skeleton of the briefing as a pack gives it (`briefing.yaml`), the zone's own before the national one."""

from functools import cache

from gaoxin.center.figures.book import NATIONAL
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.packs.site_kinds import Skeleton


@cache
def skeleton_of(pack: str) -> Skeleton:
    """The skeleton for a zone's pack. Raises PackError."""
    own = bundled(pack) / "briefing.yaml"
    return read_kind(own if own.exists() else bundled(NATIONAL) / "briefing.yaml", Skeleton)
