"""What would change if a fact or two were otherwise: nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.center.guide.standing import Standing

RANKS = {"eligible": 4, "needs_review": 3, "needs_data": 2, "one_step": 1, "ineligible": 0}


@dataclass(frozen=True, slots=True)
class Difference:
    """One policy before and after."""

    before: Standing
    after: Standing

    @property
    def better(self) -> bool:
        """Whether the state or, where it is the same, the amount rises."""
        rise = RANKS[self.after.state] - RANKS[self.before.state]
        return rise > 0 if rise else (self.after.amount or 0) > (self.before.amount or 0)


def differences(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[Difference, ...]:
    """The policies whose state or amount differs, gains first, then by what is gained."""
    pairs = (Difference(*both) for both in zip(before, after, strict=True))
    changed = [d for d in pairs if _told(d.before) != _told(d.after)]
    return tuple(sorted(changed, key=lambda d: (not d.better, -RANKS[d.after.state], -(d.after.amount or 0))))


def _told(standing: Standing) -> tuple[object, ...]:
    return standing.state, standing.amount, standing.up_to
