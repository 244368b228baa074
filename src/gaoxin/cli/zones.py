"""`--zone`: the zone that a command works on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from gaoxin.base.text import Text
from gaoxin.cli.say import refuse, say

if TYPE_CHECKING:
    from gaoxin.center.models import Zone


def zone_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--zone ID`; not needed where there is one zone."""
    return click.option(
        "--zone",
        "zone_id",
        metavar="ID",
        help=say("园区编号；只有一个园区时可省略", "the zone; may be left out where there is one"),
    )(function)


def zone_named(given: str | None) -> Zone:
    """The zone of that id, or the only one; ends with a message where there is none."""
    from gaoxin.center.models import Zone

    zones = list(Zone.objects.order_by("pk"))
    found = [zone for zone in zones if given in (None, zone.pk)]
    if len(found) != 1:
        known = " ".join(zone.pk for zone in zones)
        refuse(
            Text(f"请用 --zone 指明园区，可选：{known}", f"name the zone with --zone; there are: {known}")
            if zones
            else Text("还没有园区；请先运行 gaoxin up", "there is no zone yet; run: gaoxin up")
        )
    return found[0]
