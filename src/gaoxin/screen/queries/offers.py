"""What scenes offer to the cockpit: tiles and flows of their own, by the paths in their manifests."""

import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from typing import cast

from gaoxin.center.models import Zone
from gaoxin.frame.discover import scenes
from gaoxin.frame.flow import Flow, Flows
from gaoxin.frame.tile import Tile, Tiles


def tiles(zone: Zone, day: dt.date) -> Iterator[Tile]:
    """The tiles of all scenes, in the order of the menu."""
    for scene in scenes():
        if scene.tiles:
            yield from cast(Tiles, _function(scene.tiles))(zone, day)


def flows(zone: Zone, day: dt.date) -> Iterator[tuple[str, Flow]]:
    """The flows of all scenes that have something to draw, each with the name of its scene."""
    for scene in scenes():
        found = cast(Flows, _function(scene.flow))(zone, day) if scene.flow else None
        if found is not None:
            yield scene.name, found


def _function(path: str) -> object:
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)
