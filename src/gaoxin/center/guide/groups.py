"""All policies by how somebody stands, what they are worth together, and what may not be had together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.text import Text
from gaoxin.center.guide.conflicts import Conflict, Conflicts
from gaoxin.center.guide.standing import Standing, money_text, together
from gaoxin.center.guide.worth import BENEFITS, Worth

FIRST = 6
"""How many of those one step away are shown at once."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Policies that may not be had together: the one counted, the others, and the clause."""

    title: Text
    counted: Text
    others: tuple[Text, ...]
    chosen: bool
    """Whether the firm chooses; otherwise the highest counts by rule."""
    paid: bool
    """Whether an amount is known, so that one counts before the others."""
    text: Text
    cited: Text


@dataclass(frozen=True, slots=True)
class Groups:
    """All policies by how somebody stands; `far` holds those that no single change of a figure would bring."""

    eligible: tuple[Standing, ...]
    near: tuple[Standing, ...]
    needs_data: tuple[Standing, ...]
    needs_review: tuple[Standing, ...]
    far: tuple[Standing, ...]
    worth: Worth

    @property
    def nearest(self) -> tuple[Standing, ...]:
        """The first of those one step away, by what they would bring."""
        return self.near[:FIRST]

    @property
    def nearby(self) -> tuple[Standing, ...]:
        """The others one step away."""
        return self.near[FIRST:]

    @property
    def sum(self) -> Text | None:
        """What can be added up, in words; None where no amount is known."""
        return money_text(self.worth.total) if self.worth.counted else None

    @property
    def parts(self) -> tuple[tuple[Text, Text], ...]:
        """The sums by kind of benefit."""
        return tuple((BENEFITS[kind], money_text(amount)) for kind, amount in self.worth.sums.items())

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What may not be had together."""
        titles = {s.policy: s.title for s in self.eligible}
        return tuple(_clash(c, titles) for c in self.worth.conflicts)

    @property
    def total(self) -> int:
        """How many policies there are."""
        return sum(map(len, (self.eligible, self.near, self.needs_data, self.needs_review, self.far)))


def grouped(standings: Iterable[Standing], conflicts: Conflicts) -> Groups:
    """Standings by group."""
    every = sorted(standings, key=_order)
    by = {
        state: tuple(s for s in every if s.state == state)
        for state in ("eligible", "needs_data", "needs_review")
    }
    near = tuple(s for s in every if s.state == "one_step" and s.moves)
    far = tuple(s for s in every if s not in near and s.state in ("one_step", "ineligible"))
    return Groups(by["eligible"], near, by["needs_data"], by["needs_review"], far, together(every, conflicts))


def _order(standing: Standing) -> tuple[int, Decimal]:
    """Money to be had before money saved or lent, the larger first."""
    return list(BENEFITS).index(standing.benefit), -(
        standing.amount or standing.would or standing.up_to or Decimal(0)
    )


def _clash(conflict: Conflict, titles: Mapping[str, Text]) -> Clash:
    group = conflict.group
    return Clash(
        Text(group.title.zh, group.title.en),
        titles[conflict.counted],
        tuple(titles[p] for p in conflict.instead),
        group.rule == "one_of",
        conflict.paid,
        Text(group.text.zh, group.text.en),
        conflict.cited,
    )
