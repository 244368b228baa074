"""Decisions from facts that somebody supposes, with the questions of the zone ready at hand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gaoxin.base.clock import SystemClock
from gaoxin.center.guide.desk import Desk
from gaoxin.center.models import Firm, Zone
from gaoxin.scenes.policy.deciding import Decider, Value
from gaoxin.scenes.policy.grounds import grounds_of
from gaoxin.scenes.policy.library import library_of

_HELD: dict[str, Desk] = {}


def desk_of(zone: Zone) -> Desk:
    """The questions of a zone today; made once a process, day and publication."""
    library, today = library_of(zone), SystemClock().today()
    held = _HELD.get(zone.pk)
    if held is None or held.library is not library or held.day != today:
        held = _HELD[zone.pk] = Desk(library, today)
    return held


class Supposed(Decider):
    """Decides from facts that somebody supposes, not from a firm's file."""

    def __init__(self, zone: Zone, desk: Desk, known: dict[str, object]) -> None:
        self.zone, self.day, self.desk = zone, desk.day, desk
        self.firm = Firm(zone=zone)
        self.grounds = grounds_of(zone)
        self.held = {}
        self.known = known

    def _values(self, facts: Iterable[str]) -> Iterator[Value]:
        for value in super()._values(facts):
            held = value.fact in self.known
            yield replace(value, shown=self.desk.said(value.fact, self.known[value.fact])) if held else value
