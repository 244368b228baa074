"""A table as its template reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.safestring import SafeString

from gaoxin.base.text import Text
from gaoxin.frame.request import Request
from gaoxin.frame.table.asked import OWN, Asked, ask
from gaoxin.frame.table.cells import markup
from gaoxin.frame.table.column import Column
from gaoxin.frame.table.table import Table

PURPOSE_FROM = 200
"""More private rows than this are taken out for a stated purpose only."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `order` is ascending, descending or empty."""

    column: Column
    order: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell below its head."""

    head: Head
    markup: SafeString


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list, ticked or not."""

    value: str
    title: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter with its choices."""

    key: str
    title: Text
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the address without it."""

    title: Text
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the table; `gap` where pages before it are left out."""

    number: int
    url: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything `frame/_table.html` shows."""

    table: Table
    asked: Asked
    count: int
    page: int
    pages: int
    heads: Sequence[Head]
    lines: Sequence[Sequence[Cell]]
    menus: Sequence[Menu]
    chips: Sequence[Chip]
    orders: Sequence[Choice]
    choices: Sequence[Choice]
    may_export: bool
    error: Text | None = None
    others: Sequence[tuple[str, str]] = field(default=())

    @property
    def id(self) -> str:
        """The id of its element."""
        return f"table-{self.table.name}"

    @property
    def first(self) -> int:
        """The number of the first row on this page, from 1."""
        return (self.page - 1) * self.table.per_page + 1

    @property
    def last(self) -> int:
        """The number of the last row on this page."""
        return self.first + len(self.lines) - 1

    @property
    def before(self) -> str:
        """The address of the page before, empty on the first."""
        return self.asked.url(page=self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        """The address of the next page, empty on the last."""
        return self.asked.url(page=self.page + 1) if self.page < self.pages else ""

    @property
    def clear(self) -> str:
        """The address without words and filters."""
        return self.asked.url(q=None, **{f.key: None for f in self.table.filters})

    @property
    def steps(self) -> Iterator[Step]:
        """The first, the last and the pages around this one."""
        near = {1, self.pages, *range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)}
        for before, number in pairwise([0, *sorted(near)]):
            yield Step(number, self.asked.url(page=number), number - before > 1)

    @property
    def asks_purpose(self) -> bool:
        """Whether a purpose must be stated."""
        return self.table.private and self.count > PURPOSE_FROM


def show(request: Request, table: Table, error: Text | None = None) -> Shown:
    """One page of a table as the request asks for it."""
    asked = ask(request, table)
    rows, count = asked.rows, asked.rows.count()
    pages = max(1, -(-count // table.per_page))
    page = min(max(asked.page, 1), pages)
    heads = [_head(asked, column) for column in asked.columns]
    found = rows.slice((page - 1) * table.per_page, page * table.per_page) if count else ()
    return Shown(
        table,
        asked,
        count,
        page,
        pages,
        heads,
        lines=[[Cell(head, markup(head.column, row)) for head in heads] for row in found],
        menus=list(_menus(asked)),
        chips=list(_chips(asked)),
        orders=list(_orders(asked)),
        choices=[Choice(c.key, c.title, c in asked.columns) for c in table.columns[1:]],
        may_export=may_export(request, table),
        error=error,
        others=list(_others(asked)),
    )


def may_export(request: Request, table: Table) -> bool:
    """Whether who asks may take the rows out."""
    zone = None if table.firm else request.zone
    return table.export is not None and request.actor.may(table.export, zone=zone, firm=table.firm)


def _head(asked: Asked, column: Column) -> Head:
    if column.sort is None:
        return Head(column, "", "")
    order = {column.key: "ascending", f"-{column.key}": "descending"}.get(asked.sort, "")
    return Head(column, order, asked.url(sort=f"-{column.key}" if order == "ascending" else column.key))


def _menus(asked: Asked) -> Iterator[Menu]:
    chosen = {item.filter.key: item.value for item in asked.narrowed}
    for each in asked.table.filters:
        value = chosen.get(each.key)
        yield Menu(each.key, each.title, [Choice(v, t, v == value) for v, t in each.choices()])


def _chips(asked: Asked) -> Iterator[Chip]:
    if asked.words:
        yield Chip(Text(f"“{asked.words}”", f"“{asked.words}”"), asked.url(q=None))
    for item in asked.narrowed:
        name, value = item.filter.title, item.title
        title = Text(f"{name.zh}：{value.zh}", f"{name.in_('en')}: {value.in_('en')}")
        yield Chip(title, asked.url(**{item.filter.key: None}))


def _orders(asked: Asked) -> Iterator[Choice]:
    for column in (c for c in asked.table.columns if c.sort):
        for sign, mark in (("", "↑"), ("-", "↓")):
            title = Text(f"{column.title.zh} {mark}", f"{column.title.en} {mark}")
            yield Choice(f"{sign}{column.key}", title, asked.sort == f"{sign}{column.key}")


def _others(asked: Asked) -> Iterator[tuple[str, str]]:
    """Parameters of the page that are not the table's, to be kept when its form is sent."""
    own = {*OWN, *(f.key for f in asked.table.filters)}
    return ((name, value) for name, values in asked.query.lists() if name not in own for value in values)
