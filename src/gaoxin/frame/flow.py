"""A flow for the cockpit: how many of something go from one state to the next."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.models import Zone


@dataclass(frozen=True, slots=True)
class Node:
    """A state; `tone` is green, amber, red, grey, blue or violet, `url` opens what is in it."""

    key: str
    title: Text
    tone: str = "blue"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """`count` go from one node to another; `url` opens them."""

    start: str
    end: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """What a scene draws as a flow; no cycles."""

    title: Text
    unit: Text
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]


Flows = Callable[[Zone, dt.date], Flow | None]
"""What a scene offers to the cockpit: its flow for a zone on a day, None where there is nothing to draw."""
