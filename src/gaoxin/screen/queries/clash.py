"""Whether the reported whole is the sum of the reported parts; a clash is told, never repaired."""

from gaoxin.base.text import Text
from gaoxin.engines.figures.derive import total
from gaoxin.engines.figures.part import Part
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.wording import NOTHING, in_unit


def clash(shelf: Shelf, level: Level) -> Text:
    """What to say where the areas do not add up to the zone; empty where they do, or where a part is not known."""
    parts = area_parts(shelf, level)
    whole = level.now
    if not parts or whole.value is None or not level.indicator.sum:
        return NOTHING
    added = total(parts, NOTHING).in_unit(whole.unit)
    if added is None or added == whole.value:
        return NOTHING
    said, computed = (in_unit(v, whole.unit, level.indicator) for v in (whole.value, added))
    return Text(
        f"合计与分项不符：全区上报 {said}，各片区相加 {computed}",
        f"does not add up: the zone reports {said}, its areas make {computed}",
    )


def area_parts(shelf: Shelf, level: Level) -> list[Part]:
    """The indicator in each area at the same time."""
    areas = shelf.areas(level.indicator.id)
    return [shelf.level(level.indicator, area).at(level.period) for area in areas]
