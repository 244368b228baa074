"""Whether the reported whole is the sum of the reported parts; a clash is told, never repaired."""

from gaoxin.base.text import Text
from gaoxin.center.figures.reading import level
from gaoxin.engines.figures.derive import total
from gaoxin.engines.figures.part import Part
from gaoxin.engines.figures.value import round_half_up
from gaoxin.screen.queries.level import Level
from gaoxin.screen.queries.shelf import Shelf
from gaoxin.screen.queries.wording import NOTHING, in_unit

DIGITS = 4
"""Decimals where the difference is too small for the decimals that are shown."""


def clash(shelf: Shelf, at: Level) -> Text:
    """What to say where the areas do not add up to the zone; empty where they do, or where a part is not known."""
    parts = area_parts(shelf, at)
    whole = at.now
    if not parts or whole.value is None or not at.indicator.sum or at.formula:
        return NOTHING
    added = total(parts, NOTHING).in_unit(whole.unit)
    if added is None or added == whole.value:
        return NOTHING
    said, computed = (in_unit(v, whole.unit, at.indicator) for v in (whole.value, added))
    if said == computed:
        said, computed = (round_half_up(v, DIGITS) for v in (whole.value, added))
    return Text(
        f"合计与分项不符：全区上报 {said:,}，各片区相加 {computed:,}",
        f"does not add up: the zone reports {said:,}, its areas make {computed:,}",
    )


def area_parts(shelf: Shelf, at: Level) -> list[Part]:
    """The indicator in each area at the same time."""
    name = at.indicator.id
    return [level(at.indicator, shelf.reported(name, area), at.period) for area in shelf.areas(name)]
