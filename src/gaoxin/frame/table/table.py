"""A table: its columns, its rows and what may be done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gaoxin.base.text import Text
from gaoxin.center.models import Firm
from gaoxin.frame.table.column import Column, Filter
from gaoxin.frame.table.rows import Rows

NOTHING = Text("还没有记录", "There is nothing here yet")


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is its own in the whole site; `title` names exported files.

    `order` is the column by which the rows come sorted (`-key`: descending). `export` is the permission to take
    the rows out, None where nobody may; it is asked for `firm` where one is given. `private` rows tell of firms
    or people: to take out many of them, a purpose must be stated.
    """

    name: str
    columns: Sequence[Column]
    rows: Rows[Any]
    filters: Sequence[Filter] = ()
    empty: Text = NOTHING
    per_page: int = 50
    export: str | None = None
    title: Text | None = None
    order: str = ""
    private: bool = True
    firm: Firm | None = None

    @property
    def called(self) -> Text:
        """The title, or the name where there is none."""
        return self.title or Text(self.name, self.name)

    def column(self, key: str) -> Column | None:
        """One column by its key."""
        return next((column for column in self.columns if column.key == key), None)
