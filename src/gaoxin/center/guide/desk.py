"""All that a round of questions needs of a library on one day, made ready once. It holds nobody's answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property

from gaoxin.center.guide.conflicts import Conflicts, read_conflicts
from gaoxin.center.guide.guide import Guide
from gaoxin.center.guide.standing import Standings
from gaoxin.center.guide.trades import Trades, read_trades
from gaoxin.center.guide.typed import read
from gaoxin.center.guide.wording import Asked, Wording, asked, read_wordings
from gaoxin.center.library import Library


class Desk:
    """Questions, their wording and reading, standings and conflicts; each read when first asked for."""

    def __init__(self, library: Library, day: dt.date) -> None:
        self.library, self.day = library, day

    @cached_property
    def guide(self) -> Guide:
        """What to ask next."""
        return Guide(self.library.rules(self.day), self.day)

    @cached_property
    def standings(self) -> Standings:
        """How somebody stands."""
        return Standings(self.library, self.guide)

    @cached_property
    def trades(self) -> Trades:
        """Industries by words."""
        return read_trades(self.library)

    @cached_property
    def conflicts(self) -> Conflicts:
        """What may not be had together."""
        return read_conflicts(self.library)

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        return read_wordings(self.library)

    def asked(self, fact: str) -> Asked:
        """A fact as it is asked for."""
        return asked(self.library.vocabulary[fact], self._wordings, self.day)

    def read(self, fact: str, given: Sequence[str]) -> object:
        """What was typed as a fact; raises Refused with advice."""
        question = self.asked(fact)
        return read(question.fact, given, self.library.industries, self.day, tuple(question.choices))
