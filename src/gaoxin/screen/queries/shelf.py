"""The figures of a zone as series: one read of the table, then pure arithmetic."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, Max, QuerySet, Sum

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book
from gaoxin.center.figures.reading import Look, known, read_series
from gaoxin.center.models import Figure, Zone
from gaoxin.engines.figures.series import Series
from gaoxin.engines.figures.value import Value, parse_value
from gaoxin.engines.figures.when import When, parse_when
from gaoxin.engines.packs.figure_kinds import Indicator

FIELDS = (
    "id", "indicator", "area__code", "period", "kind", "value", "unit", "qualifier", "of", "note_zh", "note_en",
    "office_zh", "office_en", "source_id", "source__title", "source__publisher_zh", "source__publisher_en",
    "source__published_on",
)  # fmt: skip
LEVELS = ("level", "count")
KEPT = 128
"""Things worked out from the rows of one shelf that are kept."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it stands in the table; `area` None is the whole zone."""

    id: int
    indicator: str
    area: str | None
    period: str
    kind: str
    value: str
    unit: str
    qualifier: str
    of: str
    note: Text
    office: Text
    source: int
    source_title: str
    publisher: Text
    published: dt.date | None

    @property
    def when(self) -> When:
        """The time of the figure."""
        return _when(self.period)

    @property
    def amount(self) -> Value:
        """The figure as a number."""
        return _amount(self.value, self.unit)


@dataclass(frozen=True)
class Shelf:
    """The rows of one zone that are current, and the book that says what they mean."""

    book: Book
    rows: tuple[Row, ...]
    _made: dict[object, Any] = field(default_factory=dict)
    _series: dict[tuple[str, str | None], Series] = field(default_factory=dict)
    _known: dict[tuple[str, str | None], Series] = field(default_factory=dict)

    @cached_property
    def _levels(self) -> dict[tuple[str, str | None], list[Row]]:
        found: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.kind in LEVELS:
                found[row.indicator, row.area].append(row)
        return found

    def reported(self, indicator: str, area: str | None = None) -> Series:
        """The levels as they were reported, in the indicator's unit; empty where there are none."""
        key = indicator, area
        if key not in self._series:
            unit = self.book.indicators[indicator].unit
            self._series[key] = read_series(self._levels.get(key, ()), unit)
        return self._series[key]

    def look(self, area: str | None = None) -> Look:
        """Finds the series of one area or the whole zone."""
        return lambda indicator: self.reported(indicator, area)

    def known(self, indicator: Indicator, area: str | None = None) -> Series:
        """Levels that were reported or follow: of months and since January; of a formula, from its numerator."""
        key = indicator.id, area
        if key not in self._known:
            own = known(indicator, self.reported(*key))
            if not own.points and indicator.formula is not None:
                own = self.known(self.book.indicators[indicator.formula.numerator], area)
            self._known[key] = own
        return self._known[key]

    def kept(self, key: object, make: Callable[[], Made]) -> Made:
        """What `make` gives, worked out once as long as these rows stand; `key` is all it depends on beside them."""
        found: Made | None = self._made.get(key)
        if found is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            found = self._made[key] = make()
        return found

    def areas(self, indicator: str) -> list[str]:
        """The areas that report an indicator."""
        return [area for name, area in self._levels if name == indicator and area is not None]

    def target(self, indicator: str, year: int, area: str | None = None) -> Row | None:
        """The target of a year."""
        return next((r for r in self.targets(indicator, year) if r.area == area), None)

    def targets(self, indicator: str, year: int) -> Iterator[Row]:
        """The targets of a year for the zone and its areas."""
        whole, rows = Period(year, 1, 12), self._targets.get(indicator, ())
        return (r for r in rows if r.when.period == whole)

    @cached_property
    def _targets(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.kind == "target":
                found[row.indicator].append(row)
        return found

    def printed(self, indicator: str) -> list[Row]:
        """All about an indicator for the whole zone but targets: the latest first, exact before rounded."""
        found = [r for r in self.rows if r.indicator == indicator and r.area is None and r.kind != "target"]
        return sorted(found, key=_freshness, reverse=True)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The months of two years that have figures, as periods since January, the latest first."""
        months = {p for key in self._levels for p in self.reported(*key).points}
        newest = max((p.year for p in months), default=0)
        return tuple(
            sorted({Period(p.year, 1, p.last) for p in months if p.year >= newest - 1}, reverse=True)
        )


def shelf_of(zone: Zone, book: Book, indicators: Collection[str] = ()) -> Shelf:
    """The current figures of a zone: of some indicators and what their formulas take, or all.

    Read anew when a figure came or went; never kept inside a transaction, which may yet be undone.
    """
    rows = Figure.objects.current().filter(zone=zone)
    if connection.in_atomic_block:
        return _read(rows, book, indicators)
    which, state = (zone.pk, frozenset(indicators)), (book, *rows.aggregate(**STATE).values())
    with _LOCK:
        held = _HELD.pop(which, None)
    if held is None or held[0] != state:
        held = state, _read(rows, book, indicators)
    with _LOCK:
        _HELD[which] = held
        while len(_HELD) > SHELVES:
            del _HELD[next(iter(_HELD))]
    return held[1]


def _read(rows: QuerySet[Figure], book: Book, indicators: Collection[str]) -> Shelf:
    chosen = rows.filter(indicator__in=_with_parts(book, indicators)) if indicators else rows
    return Shelf(book, tuple(_row(*values) for values in chosen.order_by("pk").values_list(*FIELDS)))


STATE = {"number": Count("pk"), "all": Sum("pk"), "last": Max("pk"), "at": Max("recorded_at")}
"""What is another after any figure came or went: figures are never changed."""
SHELVES = 64
_LOCK = Lock()
_HELD: dict[tuple[str, frozenset[str]], tuple[tuple[object, ...], Shelf]] = {}


def _with_parts(book: Book, indicators: Collection[str]) -> set[str]:
    found, open_ = set[str](), set(indicators)
    while open_:
        found |= open_
        formulas = (book.indicators[i].formula for i in open_ if i in book.indicators)
        parts = {part for f in formulas if f for part in (f.numerator, f.denominator) if part}
        open_ = parts - found
    return found


def _row(*values: object) -> Row:
    row = dict(zip(FIELDS, values, strict=True))
    given: dict[str, object] = {
        "area": row.pop("area__code"),
        "note": _pair(row, "note"),
        "office": _pair(row, "office"),
        "source": row.pop("source_id"),
        "source_title": row.pop("source__title"),
        "publisher": _pair(row, "source__publisher"),
        "published": row.pop("source__published_on"),
    }
    return Row(**row, **given)  # type: ignore[arg-type]


def _pair(row: dict[str, object], name: str) -> Text:
    return Text(str(row.pop(f"{name}_zh")), str(row.pop(f"{name}_en")))


def _freshness(row: Row) -> tuple[dt.date, bool, dt.date]:
    return row.when.last or dt.date.min, row.qualifier == "exact", row.published or dt.date.min


_when = cache(parse_when)
_amount = cache(parse_value)
