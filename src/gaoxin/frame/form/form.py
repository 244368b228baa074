"""A form as its template reads it, and what was filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.number import to_scaled
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES
from gaoxin.frame.form.field import Field


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: Text | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Sections of fields; `sent` where somebody has filled it in. `source` is the document behind it."""

    id: str
    title: Text
    intro: Text | None
    sections: tuple[Section, ...]
    source: str = ""
    sent: bool = False

    def __iter__(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)

    def __getitem__(self, name: str) -> Field:
        found = {field.name: field for field in self}
        return found[name]

    @property
    def wrong(self) -> list[Field]:
        """The fields that must be mended."""
        return [field for field in self if field.fault]

    @property
    def stands(self) -> bool:
        """Whether it was sent and nothing is wrong."""
        return self.sent and not self.wrong

    @property
    def values(self) -> dict[str, object]:
        """The known values as the rules see them: money in yuan, percents as fractions, both exact Decimals."""
        return {field.name: field.value for field in self if field.value is not None}

    @property
    def scaled(self) -> dict[str, object]:
        """The known values as the database keeps them: money in fen and other numbers as scaled integers."""
        return {field.name: _scaled(field) for field in self if field.value is not None}


def _scaled(field: Field) -> object:
    if isinstance(field.value, Decimal):
        return to_scaled(field.value, SCALES[field.fact.type])
    return field.value
