"""The data of the generator: trades, names, habits and columns, read from the demo pack."""

from functools import cache
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from gaoxin.center.demo.chance import lots
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind

Kind = TypeVar("Kind")
Weights: TypeAlias = tuple[tuple[str, float], ...]


class Trade(Struct, frozen=True, forbid_unknown_fields=True):
    """What a firm of one trade looks like; the fields are explained in industries.yaml."""

    codes: tuple[str, ...]
    weight: float
    revenue: int
    spread: float
    head: float
    rd: float
    skill: float
    margin: float
    assets: float
    power: float
    statistics: int
    emerging: float
    chain: tuple[str, ...]
    trades: tuple[str, ...]

    @property
    def section(self) -> str:
        """The letter of GB/T 4754."""
        return self.codes[0][0]


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """Syllables and forms of the coined names."""

    places: Weights
    first: tuple[str, ...]
    second: tuple[str, ...]
    avoid: frozenset[str]
    forms: Weights
    stock_form: str


class Habits(Struct, frozen=True, forbid_unknown_fields=True):
    """How firms and the sheet behave as a whole."""

    place: str
    neighbours: tuple[str, ...]
    year: int
    gaps: float
    wrong: float
    dates: Weights
    impossible_dates: tuple[str, ...]
    unreadable_figures: tuple[str, ...]
    ages: tuple[tuple[int, float], ...]
    tax_credit: Weights
    public_credit: Weights
    customs: Weights
    fields: tuple[str, ...]


class Column(Struct, frozen=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """One column of the sheet: the fact, its header, how its cells are written and how often left blank."""

    fact: str
    header: str
    as_: Literal["text", "list", "date", "yesno", "money", "count", "number", "percent"]
    gap: float = 1.0
    width: int = 13


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """The workbook that an officer sends round."""

    title: str
    sheet: str
    guide_sheet: str
    guide: tuple[str, ...]
    columns: tuple[Column, ...]


def read(name: str, kind: type[Kind]) -> Kind:
    """One file of the generator's data."""
    return read_kind(bundled("demo") / "generator" / name, kind)


@cache
def names() -> Names:
    """The coined names."""
    return read("names.yaml", Names)


@cache
def habits() -> Habits:
    """The habits of firms and officers."""
    return read("habits.yaml", Habits)


@cache
def form() -> Form:
    """The sheet's columns and guide."""
    return read("columns.yaml", Form)


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade as often as it weighs."""
    kinds = read("industries.yaml", tuple[Trade, ...])
    return lots(tuple((kind, kind.weight) for kind in kinds))
