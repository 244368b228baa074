"""The canonical facts about a firm: their ids, names, types and units."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from gaoxin.base.text import Text

FactType = Literal["code", "codes", "text", "date", "boolean", "money", "integer", "number", "series"]

SCALES: Mapping[str, int] = {"money": 2, "integer": 0, "number": 9}
"""Decimal places kept in the scaled int64 of a column: money in fen, numbers in 10⁻⁹."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a firm; `codes` are the values allowed, empty where any text is."""

    id: str
    name: Text
    type: FactType
    unit: str = ""
    period: str = "instant"
    judged: bool = False
    definition: str = ""
    codes: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether a column of this fact holds scaled integers."""
        return self.type in SCALES

    @property
    def percent(self) -> bool:
        """Whether values are fractions that people write with a percent sign."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Facts by id; iteration keeps the order of the file."""

    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __getitem__(self, fact_id: str) -> Fact:
        return self.facts[fact_id]

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self.facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def __len__(self) -> int:
        return len(self.facts)

    def with_codes(self, codes: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """The same vocabulary with the allowed values of the facts named in `codes`."""
        merged = {f.id: replace(f, codes=tuple(codes.get(f.id, f.codes))) for f in self}
        return Vocabulary(merged)

    def with_facts(self, extra: Iterable[Fact]) -> "Vocabulary":
        """The same vocabulary and further (derived) facts."""
        return Vocabulary({**self.facts, **{f.id: f for f in extra}})


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file (columns id, zh, en, type, unit, period, judged, definition)."""
    with path.open(encoding="utf-8", newline="") as file:
        return Vocabulary({row["id"]: _fact(row) for row in csv.DictReader(file)})


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        id=row["id"],
        name=Text(row["zh"], row["en"]),
        type=row["type"],  # type: ignore[arg-type]
        unit=row["unit"],
        period=row["period"],
        judged=row["judged"] == "expert",
        definition=row["definition"],
    )
