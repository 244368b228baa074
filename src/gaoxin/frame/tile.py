"""A tile of the cockpit: one figure with all that a reader needs to trust it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.text import Text
from gaoxin.center.models import Zone

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure. `value` None is not known, and `definition` then says why.

    `done` is the share of the target in percent, `points` the values of a small line, gaps as None; `word` is
    said beside a light that is not about progress; `url` opens the rows that the value is made of.
    """

    key: str
    title: Text
    value: Decimal | None
    unit: Text
    period: Text
    definition: Text
    url: str
    qualifier: str = "exact"
    change: Text = NOTHING
    better: bool | None = None
    target: Text = NOTHING
    done: Decimal | None = None
    light: str | None = None
    reason: Text = NOTHING
    points: tuple[Decimal | None, ...] = ()
    clash: Text = NOTHING
    word: Text | None = None


Tiles = Callable[[Zone, dt.date], Iterable[Tile]]
"""What a scene offers to the cockpit: its tiles for a zone on a day."""
