"""The rules of a zone made ready for single decisions, once a process and publication."""

from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.library import Library
from gaoxin.center.models import Zone
from gaoxin.scenes.policy.library import library_of

_HELD: dict[str, Grounds] = {}


def grounds_of(zone: Zone) -> Grounds:
    """Ready rules over the library as it stands now."""
    library = library_of(zone)
    held = _HELD.get(zone.pk)
    if held is None or held.library is not library:
        held = _HELD[zone.pk] = grounds_over(library)
    return held


def grounds_over(library: Library) -> Grounds:
    """Ready rules over any library, such as one with a text that is not published."""
    return Grounds(library)
