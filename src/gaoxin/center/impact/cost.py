"""What a version costs: the sure part, the part that waits for data or a person, and the budget."""

from dataclasses import dataclass

import polars as pl

from gaoxin.center.impact.draft import Side

WAITING = ("eligible", "needs_data", "needs_review")
"""States in which an amount may still come; an eligible firm's where a fact of the amount is missing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Firms whose amount is still open: at most `up_to` fen, not counting `unbounded` firms without an upper end."""

    firms: int
    up_to: int
    unbounded: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Fen: `paid` over the eligible firms with a known amount; `budget` None where the file names none."""

    firms: int
    paid: int
    waiting: dict[str, Waiting]
    budget: int | None

    @property
    def up_to(self) -> int:
        """What may still come on top of `paid`, as far as it is bounded."""
        return sum(w.up_to for w in self.waiting.values())

    @property
    def unbounded(self) -> int:
        """Firms whose amount has no upper end yet."""
        return sum(w.unbounded for w in self.waiting.values())

    @property
    def left(self) -> int | None:
        """What the budget leaves after `paid`; below nought where it is overdrawn."""
        return None if self.budget is None else self.budget - self.paid


def cost(firms: pl.DataFrame, when: str, side: Side) -> Cost | None:
    """The cost `before` or `after`; None where the version names no amount."""
    if not side.paid:
        return None
    eligible = firms.filter(pl.col(when) == "eligible")
    paid = eligible[f"paid_{when}"].cast(pl.Int128).sum()
    waiting = {state: _waiting(firms.filter(pl.col(when) == state), when) for state in WAITING}
    return Cost(eligible.height, int(paid), waiting, side.budget)


def _waiting(firms: pl.DataFrame, when: str) -> Waiting:
    still = firms.filter(pl.col(f"waits_{when}"))
    up_to = still[f"up_to_{when}"]
    return Waiting(still.height, int(up_to.cast(pl.Int128).sum()), up_to.null_count())
