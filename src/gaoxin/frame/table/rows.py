"""Rows of a table: from a queryset, or from a list that is already there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, Protocol, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, QuerySet

from gaoxin.base.text import Text
from gaoxin.frame.request import language

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")
M = TypeVar("M", bound=Model)

CHUNK = 2000
"""Rows read at once when all are read."""


class Rows(Protocol[R_co]):
    """What a table asks of its rows; narrowing, searching and ordering give new rows."""

    @property
    def searchable(self) -> bool:
        """Whether a search box is of use."""

    def count(self) -> int:
        """How many rows there are."""

    def narrow(self, key: str, value: str) -> Self:
        """Those for which the filter `key` has `value`."""

    def search(self, words: str) -> Self:
        """Those that hold all of `words`."""

    def ordered(self, key: str, descending: bool) -> Self:
        """Sorted, with rows where the value is not known last in both directions."""

    def slice(self, start: int, stop: int) -> Sequence[R_co]:
        """The rows from `start` to before `stop`."""

    def every(self) -> Iterator[R_co]:
        """All rows, without holding them all."""


class QueryRows(Generic[M, R]):
    """Rows of a queryset, each made into a value by `make`, or many at once by `many`.

    `sorts` gives the field for a sort key where they differ; `narrow` the function for each filter, which is
    the equality of the field of that name where none is given.
    """

    def __init__(
        self,
        queryset: QuerySet[M],
        make: Callable[[M], R] | None = None,
        *,
        many: Callable[[Sequence[M]], Iterable[R]] | None = None,
        sorts: Mapping[str, str] | None = None,
        narrow: Mapping[str, Callable[[QuerySet[M], str], QuerySet[M]]] | None = None,
        search: Callable[[QuerySet[M], str], QuerySet[M]] | None = None,
    ) -> None:
        if (make is None) == (many is None):
            raise TypeError("QueryRows takes one of make and many")
        self._queryset = queryset if queryset.ordered else queryset.order_by("pk")
        self._make, self._many = make, many
        self._sorts, self._narrow, self._search = sorts or {}, narrow or {}, search

    @property
    def searchable(self) -> bool:
        """Whether `search` was given."""
        return self._search is not None

    def count(self) -> int:
        """Counted by the database."""
        return self._queryset.count()

    def narrow(self, key: str, value: str) -> Self:
        """By the function for `key`, else where the field equals `value`."""
        found = self._narrow.get(key)
        return self._with(found(self._queryset, value) if found else self._queryset.filter(**{key: value}))

    def search(self, words: str) -> Self:
        """Every word must be found."""
        queryset = self._queryset
        for word in words.split():
            queryset = self._search(queryset, word) if self._search else queryset
        return self._with(queryset)

    def ordered(self, key: str, descending: bool) -> Self:
        """By the field for `key`, then by primary key so that pages never overlap."""
        field: Any = self._sorts.get(key, key)
        if self._nullable(field):
            field = F(field).desc(nulls_last=True) if descending else F(field).asc(nulls_last=True)
        elif descending:
            field = f"-{field}"
        return self._with(self._queryset.order_by(field, "pk"))

    def slice(self, start: int, stop: int) -> Sequence[R]:
        """One page."""
        return list(self._made(list(self._queryset[start:stop])))

    def every(self) -> Iterator[R]:
        """Read in chunks."""
        found = self._queryset.iterator(chunk_size=CHUNK)
        while chunk := list(islice(found, CHUNK)):
            yield from self._made(chunk)

    def fields(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some fields of all rows, which are not made."""
        return self._queryset.values_list(*names).iterator(chunk_size=CHUNK)

    def _made(self, found: list[M]) -> Iterable[R]:
        return self._many(found) if self._many else map(self._make, found) if self._make else ()

    def _nullable(self, field: str) -> bool:
        try:
            return bool(getattr(self._queryset.model._meta.get_field(field), "null", True))
        except FieldDoesNotExist:
            return True

    def _with(self, queryset: QuerySet[M]) -> Self:
        return type(self)(
            queryset,
            self._make,
            many=self._many,
            sorts=self._sorts,
            narrow=self._narrow,
            search=self._search,
        )


class ListRows(Generic[R]):
    """Rows that are already there; attributes are narrowed by equality and searched for text."""

    searchable = True

    def __init__(self, items: Iterable[R]) -> None:
        self._items = tuple(items)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def narrow(self, key: str, value: str) -> Self:
        """Those whose attribute, as text, is `value`."""
        return type(self)(row for row in self._items if str(getattr(row, key)) == value)

    def search(self, words: str) -> Self:
        """Those in whose texts every word is found, in either language."""
        wanted = words.casefold().split()
        return type(self)(row for row in self._items if all(word in _words(row) for word in wanted))

    def ordered(self, key: str, descending: bool) -> Self:
        """By an attribute; rows without it come last."""
        known = [row for row in self._items if getattr(row, key) is not None]
        unknown = [row for row in self._items if getattr(row, key) is None]
        known.sort(key=lambda row: _plain(getattr(row, key)), reverse=descending)
        return type(self)([*known, *unknown])

    def slice(self, start: int, stop: int) -> Sequence[R]:
        """One page."""
        return self._items[start:stop]

    def every(self) -> Iterator[R]:
        """All of them."""
        return iter(self._items)


def _plain(value: Any) -> Any:
    return value.in_(language()) if isinstance(value, Text) else value


def _words(row: object) -> str:
    names = getattr(row, "__dataclass_fields__", None) or vars(row)
    values = (getattr(row, name) for name in names)
    found = (f"{v.zh}\n{v.en}" if isinstance(v, Text) else v for v in values)
    return "\n".join(text for text in found if isinstance(text, str)).casefold()
