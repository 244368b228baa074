"""What a request asks of a table: order, filters, words, page, columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from gaoxin.base.text import Text
from gaoxin.frame.table.column import Column, Filter
from gaoxin.frame.table.rows import Rows
from gaoxin.frame.table.table import Table

OWN = ("sort", "q", "page", "columns", "format", "purpose")
"""Parameters of every table; a filter is a parameter of its own name."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter in force, with the wording of its value."""

    filter: Filter
    value: str
    title: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """One request about one table, with everything that makes no sense left out."""

    table: Table
    query: QueryDict
    sort: str
    words: str
    narrowed: tuple[Narrowed, ...]
    page: int
    columns: tuple[Column, ...]

    @property
    def rows(self) -> Rows[Any]:
        """The rows of the table, narrowed, searched and ordered."""
        rows = self.table.rows
        for item in self.narrowed:
            rows = rows.narrow(item.filter.key, item.value)
        if self.words:
            rows = rows.search(self.words)
        column = self.table.column(self.sort.lstrip("-"))
        if column and column.sort:
            rows = rows.ordered(column.sort, self.sort.startswith("-"))
        return rows

    def url(self, **changes: object) -> str:
        """The address with some parameters changed, without empty ones; None takes one away."""
        query = self.query.copy()
        for name in ("page", "columns", "format", "purpose"):
            query.pop(name, None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        for name in [name for name, value in query.items() if value == ""]:
            query.pop(name)
        return f"?{query.urlencode()}"


def ask(request: HttpRequest, table: Table) -> Asked:
    """Read the query string and the cookie of chosen columns."""
    query = request.GET
    return Asked(
        table,
        query,
        sort=_sort(table, query.get("sort", "")),
        words=" ".join(query.get("q", "").split())[:100] if table.rows.searchable else "",
        narrowed=tuple(_narrowed(table.filters, query)),
        page=_number(query.get("page", "1")),
        columns=_columns(table, request.COOKIES.get(cookie(table), "")),
    )


def cookie(table: Table) -> str:
    """The cookie that keeps the chosen columns of a table."""
    return f"columns-{table.name}"


def _sort(table: Table, wanted: str) -> str:
    column = table.column(wanted.lstrip("-"))
    return wanted if column and column.sort else table.order


def _narrowed(filters: Iterable[Filter], query: Mapping[str, str]) -> Iterable[Narrowed]:
    for each in filters:
        value = query.get(each.key, "")
        title = dict(each.choices()).get(value) if value else None
        if title is not None:
            yield Narrowed(each, value, title)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _columns(table: Table, chosen: str) -> tuple[Column, ...]:
    """The first column always; then those chosen, or those not hidden where none are."""
    keys = set(chosen.split("."))
    first, *more = table.columns
    known = [c for c in more if c.key in keys] if chosen else [c for c in more if not c.hidden]
    return (first, *known)
