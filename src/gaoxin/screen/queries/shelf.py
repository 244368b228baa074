"""The figures of a zone as series: one read of the table, then pure arithmetic."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.center.models import Figure, Zone
from gaoxin.engines.figures.cumulate import to_cumulative
from gaoxin.engines.figures.series import Series
from gaoxin.engines.figures.value import Qualifier, Value, parse_value
from gaoxin.engines.figures.when import When, parse_when
from gaoxin.engines.packs.figure_kinds import Indicator

FIELDS = (
    "id", "indicator", "area__code", "period", "kind", "value", "unit", "qualifier", "of", "note_zh", "note_en",
    "office_zh", "office_en", "source_id", "source__title", "source__published_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it stands in the table; `area` None is the whole zone."""

    id: int
    indicator: str
    area: str | None
    when: When
    kind: str
    value: Value
    of: str
    note: Text
    office: Text
    source: int
    source_title: str
    published: dt.date | None


@dataclass(frozen=True)
class Shelf:
    """The rows of one zone that are current."""

    rows: tuple[Row, ...]

    @cached_property
    def _levels(self) -> dict[tuple[str, str | None], Series]:
        found: dict[tuple[str, str | None], dict[Period, Row]] = {}
        for row in self.rows:
            if row.kind in {"level", "count"} and row.when.kind == "period" and row.when.period:
                found.setdefault((row.indicator, row.area), {})[row.when.period] = row
        return {key: _series(rows) for key, rows in found.items()}

    def reported(self, indicator: str, area: str | None = None) -> Series:
        """The levels as they were reported: months, joint months or year to date."""
        return self._levels.get((indicator, area), Series(""))

    def areas(self, indicator: str) -> list[str]:
        """The areas that report an indicator."""
        return [area for name, area in self._levels if name == indicator and area is not None]

    def level(self, indicator: Indicator, area: str | None = None) -> Series:
        """Levels up to each month: the stock at its end, or the sum since January."""
        reported = self.reported(indicator.id, area)
        return reported if indicator.basis == "instant" else to_cumulative(reported)

    def target(self, indicator: str, year: int, area: str | None = None) -> Row | None:
        """The target of a year."""
        return next((r for r in self.targets(indicator, year) if r.area == area), None)

    def targets(self, indicator: str, year: int) -> Iterable[Row]:
        """The targets of a year for the zone and its areas."""
        whole = Period(year, 1, 12)
        return (
            r for r in self.rows if r.kind == "target" and r.indicator == indicator and r.when.period == whole
        )

    def printed(self, indicator: str) -> list[Row]:
        """Everything printed about an indicator for the whole zone but targets, the latest first."""
        found = [r for r in self.rows if r.indicator == indicator and r.area is None and r.kind != "target"]
        return sorted(
            found, key=lambda r: (r.when.last or dt.date.min, r.published or dt.date.min), reverse=True
        )

    @property
    def periods(self) -> list[Period]:
        """The months with monthly figures, year to date, the latest first."""
        months = {p for s in self._levels.values() for p in s.points}
        return sorted(
            {Period(p.year, 1, p.last) for p in months if p.year >= _latest(months) - 1}, reverse=True
        )


def shelf_of(zone: Zone, indicators: Collection[str] = ()) -> Shelf:
    """Read the current figures of a zone, of some indicators or all."""
    rows = Figure.objects.current().filter(zone=zone).order_by("pk")
    chosen = rows.filter(indicator__in=indicators) if indicators else rows
    return Shelf(tuple(_row(values) for values in chosen.values_list(*FIELDS)))


def _row(values: tuple[object, ...]) -> Row:
    row = dict(zip(FIELDS, values, strict=True))
    return Row(
        id=row["id"],  # type: ignore[arg-type]
        indicator=str(row["indicator"]),
        area=row["area__code"],  # type: ignore[arg-type]
        when=_when(str(row["period"])),
        kind=str(row["kind"]),
        value=parse_value(str(row["value"]), str(row["unit"]), _qualifier(str(row["qualifier"]))),
        of=str(row["of"]),
        note=Text(str(row["note_zh"]), str(row["note_en"])),
        office=Text(str(row["office_zh"]), str(row["office_en"])),
        source=row["source_id"],  # type: ignore[arg-type]
        source_title=str(row["source__title"]),
        published=row["source__published_on"],  # type: ignore[arg-type]
    )


def _qualifier(word: str) -> Qualifier:
    return word  # type: ignore[return-value]


_when = cache(parse_when)


def _series(rows: dict[Period, Row]) -> Series:
    unit = next(iter(rows.values())).value.unit
    return Series(unit, {p: r.value.low for p, r in rows.items() if r.value.unit == unit})


def _latest(months: set[Period]) -> int:
    return max((p.year for p in months), default=0)
