"""The two shapes that every identity is made of: a product and a sum."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Protocol, TypeAlias, TypeVar

from gaoxin.engines.figures.reconcile.fixed import ANY, Fixed, fixed, over, scaled, times
from gaoxin.engines.figures.reconcile.span import ZERO, Span

V = TypeVar("V", bound=Hashable)
W = TypeVar("W", bound=Hashable)
K_contra = TypeVar("K_contra", contravariant=True)


class Spans(Protocol[K_contra]):
    """What each variable can be."""

    def __getitem__(self, variable: K_contra, /) -> Fixed: ...


@dataclass(frozen=True, slots=True)
class Product(Generic[V]):
    """whole = factor · one · other."""

    whole: V
    one: V
    other: V
    factor: Fraction = Fraction(1)

    @property
    def variables(self) -> tuple[V, ...]:
        """What it binds."""
        return self.whole, self.one, self.other

    def over(self, names: Mapping[V, W]) -> "Product[W]":
        """The same of other variables."""
        return Product(names[self.whole], names[self.one], names[self.other], self.factor)

    def implied(self, spans: Spans[V]) -> Iterator[tuple[V, Fixed]]:
        """What each variable must lie in, given the others."""
        whole, one, other = spans[self.whole], spans[self.one], spans[self.other]
        if (one != ANY or other != ANY) and self.one != self.other:
            yield self.whole, scaled(times(one, other), self.factor)
        if whole == ANY:
            return
        rest = scaled(whole, 1 / self.factor)
        yield self.one, over(rest, other)
        yield self.other, over(rest, one)


@dataclass(frozen=True, slots=True)
class Sum(Generic[V]):
    """Terms, each with its coefficient, add up to `total`."""

    terms: tuple[tuple[V, Fraction], ...]
    total: Span = (ZERO, ZERO)

    @property
    def variables(self) -> tuple[V, ...]:
        """What it binds."""
        return tuple(variable for variable, _ in self.terms)

    def over(self, names: Mapping[V, W]) -> "Sum[W]":
        """The same of other variables."""
        return Sum(tuple((names[variable], by) for variable, by in self.terms), self.total)

    def implied(self, spans: Spans[V]) -> Iterator[tuple[V, Fixed]]:
        """What each variable must lie in, given the others."""
        parts = [scaled(spans[variable], by) for variable, by in self.terms]
        lows, highs = sum(p[0] is None for p in parts), sum(p[1] is None for p in parts)
        if lows > 1 and highs > 1:
            return
        least = sum(p[0] for p in parts if p[0] is not None)
        most = sum(p[1] for p in parts if p[1] is not None)
        total = fixed(self.total)
        for (variable, by), part in zip(self.terms, parts, strict=True):
            low = _left(total[0], most, highs, part[1])
            high = _left(total[1], least, lows, part[0])
            if low is not None or high is not None:
                yield variable, scaled((low, high), 1 / by)


Relation: TypeAlias = Product[V] | Sum[V]


def _left(total: int | None, all_: int, opened: int, own: int | None) -> int | None:
    """The total less all other ends; open where one of the others is."""
    if total is None or opened > (own is None):
        return None
    return total - (all_ if own is None else all_ - own)


def difference(whole: V, one: V, other: V) -> Sum[V]:
    """whole = one - other."""
    return Sum(((whole, Fraction(1)), (one, Fraction(-1)), (other, Fraction(1))))


def at_most(less: V, more: V) -> Sum[V]:
    """less ≤ more."""
    return Sum(((more, Fraction(1)), (less, Fraction(-1))), (ZERO, None))
