"""The facts that a zone knows: those of the national pack and of the zone's own."""

from functools import cache

from gaoxin.base.industry import Industries
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.library import Library, open_library
from gaoxin.center.models import Zone
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError

NO_POLICY = ("-",)
"""Packs are opened for their facts and codes alone."""


def vocabulary_of(zone: Zone) -> Vocabulary:
    """The facts that a sheet or a statement of this zone may bring, with their codes."""
    return _facts(zone.pack).sheet_vocabulary


def industries_of(zone: Zone) -> Industries:
    """GB/T 4754 as the zone's packs carry it."""
    return _facts(zone.pack).industries


@cache
def _facts(pack: str) -> Library:
    return open_library([name for name in ("national", pack) if _known(name)], only=NO_POLICY)


def _known(pack: str) -> bool:
    try:
        bundled(pack)
    except PackError:
        return False
    return True
