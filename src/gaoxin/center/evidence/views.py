"""What pages read of a firm's evidence: frozen values with their source."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a value comes from; rank 1 wins over 2."""

    id: int
    kind: str
    rank: int
    kind_name: Text
    publisher: Text
    title: str
    published_on: dt.date | None
    url: str
    digest: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """One observation: value as the rules see it (money in yuan), source, and both times."""

    id: int
    value: Any
    source: SourceView
    valid_from: dt.date
    recorded_at: dt.datetime
    confidence: str
    retired_at: dt.datetime | None = None

    @property
    def rank(self) -> int:
        """The rank of the source."""
        return self.source.rank


@dataclass(frozen=True, slots=True)
class FactView:
    """The value of a fact that counts, and `others`: what other sources say that contradicts it."""

    fact: Fact
    held: ValueView
    others: tuple[ValueView, ...] = ()

    @property
    def value(self) -> Any:
        """As the rules see it: Decimal (money in yuan), bool, date, text or a list of texts."""
        return self.held.value

    @property
    def source(self) -> SourceView:
        """Where the value comes from."""
        return self.held.source

    @property
    def valid_from(self) -> dt.date:
        """Since when it holds."""
        return self.held.valid_from

    @property
    def recorded_at(self) -> dt.datetime:
        """When it was learnt."""
        return self.held.recorded_at

    @property
    def confidence(self) -> str:
        """As recorded."""
        return self.held.confidence

    @property
    def rank(self) -> int:
        """The rank of its source."""
        return self.held.rank

    @property
    def contested(self) -> bool:
        """Whether another source says otherwise."""
        return bool(self.others)
