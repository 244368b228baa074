"""The areas of a zone, for filters."""

from gaoxin.base.text import Text
from gaoxin.center.models import Zone


def areas(zone: Zone) -> list[tuple[str, Text]]:
    """By code, each once."""
    return list({area.code: area.name for area in zone.areas.order_by("pk")}.items())
