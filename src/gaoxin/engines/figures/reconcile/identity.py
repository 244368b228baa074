"""An identity: quantities that an equation or a bound ties together, under the name of its rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Relation
from gaoxin.engines.figures.reconcile.span import Span

if TYPE_CHECKING:
    from gaoxin.engines.figures.reconcile.index import Index


@dataclass(frozen=True, slots=True)
class Identity:
    """`relations` and `bounds` hold by definition of the `quantities`.

    An identity that is not `firm` is never used against a claim: it holds or it says nothing, and `note` why.
    """

    rule: str
    formula: Text
    quantities: tuple[Quantity, ...]
    relations: tuple[Relation[Quantity], ...] = ()
    bounds: tuple[tuple[Quantity, Span], ...] = ()
    firm: bool = True
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What the text itself settles about claims, without arithmetic: a list that has as many names."""

    rule: str
    formula: Text
    claims: tuple[str, ...]
    holds: bool
    note: Text | None = None
    quote: str = ""


Rule: TypeAlias = "Callable[[Index], Iterator[Identity]]"
Reading: TypeAlias = "Callable[[Index], Iterator[Remark]]"
