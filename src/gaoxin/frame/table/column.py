"""What a table shows of a row, and by what it may be narrowed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from gaoxin.base.text import Text

Kind = Literal["text", "code", "money", "integer", "percent", "date", "datetime", "state", "light", "yesno"]
"""Money is fen and shown in 万元; a percent is a fraction (0.05); None is not known in every kind."""

NUMBERS = frozenset({"money", "integer", "percent"})
UNITS = {"money": Text("万元", "CNY 10k")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the attribute `key` of each row, or what `value` makes of it.

    `sort` names what the rows sort by (a key of `QueryRows.sorts`, a field or an attribute), None: not sortable.
    A `hidden` column is shown once it is chosen. `note` says more about the heading. A Text stands in any
    kind for what is neither a value nor unknown. `right`: flush right, as numbers.
    """

    key: str
    title: Text
    kind: Kind = "text"
    sort: str | None = None
    url: Callable[[Any], str | None] | None = None
    hidden: bool = False
    note: Text | None = None
    value: Callable[[Any], object] | None = None
    right: bool = False

    def of(self, row: object) -> object:
        """The value in one row."""
        return self.value(row) if self.value else getattr(row, self.key)

    @property
    def number(self) -> bool:
        """Whether it is set flush right."""
        return self.right or self.kind in NUMBERS

    @property
    def heading(self) -> Text:
        """The title with the unit of the values."""
        unit = UNITS.get(self.kind)
        return Text(f"{self.title.zh}（{unit.zh}）", f"{self.title.en} ({unit.en})") if unit else self.title


@dataclass(frozen=True, slots=True)
class Filter:
    """A list of choices that narrows the rows by `rows.narrow(key, value)`."""

    key: str
    title: Text
    choices: Callable[[], list[tuple[str, Text]]]
