"""What is known of a value that is not known: which facts are missing, and what it can still be."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

NONE: frozenset[str] = frozenset()

INFINITE = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """A number between `low` and `high`, both included."""

    low: Decimal
    high: Decimal


Possible: TypeAlias = Interval | frozenset[object] | None
"""The values still possible: an interval, a finite set, or None where nothing is known."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that waits for the facts in `missing` or for the findings in `review`.

    Unknown is neither null nor false: it stays unknown until what is known decides.
    """

    missing: frozenset[str] = NONE
    review: frozenset[str] = NONE
    possible: Possible = None

    @property
    def state(self) -> str:
        """`needs_data` while a fact is missing, otherwise `needs_review`."""
        return "needs_data" if self.missing else "needs_review"
