"""Draws that come out the same on any machine: the Mersenne Twister, sums and products, no libm."""

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TypeVar

Item = TypeVar("Item")

ROOT3 = 1.7320508075688772


class Chance:
    """A stream of draws, the same for the same seed and purpose."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.next = random.Random(f"{purpose}:{seed}").random  # noqa: S311  (a fixed stream is wanted)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, each as likely."""
        return items[int(self.next() * len(items))]

    def yes(self, probability: float) -> bool:
        """True with this probability."""
        return self.next() < probability

    def between(self, low: float, high: float) -> float:
        """A number between two bounds, all as likely."""
        return low + (high - low) * self.next()

    def bell(self) -> float:
        """A number of mean 0 and deviation 1, within ±3.5 (sum of four uniforms)."""
        draw = self.next
        return (draw() + draw() + draw() + draw() - 2.0) * ROOT3

    def spread(self, sigma: float) -> float:
        """A factor of median 1 whose logarithm has the deviation `sigma`."""
        return exponential(sigma * self.bell())


@cache
def lots(weights: tuple[tuple[Item, float], ...], grain: int = 1000) -> tuple[Item, ...]:
    """The items repeated by their weights, so that `pick` draws each as often as it weighs."""
    edges = [0.0, *accumulate(weight for _, weight in weights)]
    marks = [round(grain * edge / edges[-1]) for edge in edges]
    ranges = zip(weights, marks, marks[1:], strict=False)
    return tuple(item for (item, _), start, end in ranges for _ in range(start, end))


def exponential(x: float) -> float:
    """e to the power x by (1 + x/1024)^1024: only products, so every machine agrees to the last bit."""
    y = 1.0 + x / 1024.0
    for _ in range(10):
        y *= y
    return y
