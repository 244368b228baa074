"""Sources: the documents and statements that values come from, and how many values count today."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.evidence.values import value_of
from gaoxin.center.models import Batch, Figure, Observation, Source, Zone
from gaoxin.engines.packs.site_kinds import SourceKind
from gaoxin.scenes.data.queries.kept import kept
from gaoxin.scenes.data.queries.pack import kind_title, library
from gaoxin.scenes.data.queries.value import shown


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source; `values` stand today, `retired` once did."""

    id: int
    title: str
    publisher: Text
    kind: Text
    kind_code: str
    rank: int
    published_on: dt.date | None
    recorded_at: dt.datetime
    digest: str
    url: str
    values: int
    figures: int

    @property
    def short_digest(self) -> str | None:
        """The beginning of the digest."""
        return self.digest[:12] or None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with what came of it."""

    row: SourceRow
    kind: SourceKind | None
    values: int
    retired: int
    firms: int
    batches: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that a source gives of a firm."""

    code: str
    name: str
    fact: str
    title: Text
    value: Text
    valid_from: dt.date


def sources(zone: Zone) -> list[SourceRow]:
    """The sources of a zone and those of all zones, the highest rank first."""
    rows = list(_sources(zone).order_by("rank", "-recorded_at"))
    return _rows(rows)


def _sources(zone: Zone) -> QuerySet[Source]:
    return Source.objects.filter(Q(zone=zone) | Q(zone=None))


def _rows(rows: Sequence[Source]) -> list[SourceRow]:
    keys = [row.pk for row in rows]
    values = kept("values", lambda: _counted(Observation.objects.current()))
    figures = _counted(Figure.objects.current().filter(source__in=keys))
    return [_row(row, values.get(row.pk, 0), figures.get(row.pk, 0)) for row in rows]


def _counted(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("source").annotate(Count("pk")))


def _row(source: Source, values: int, figures: int) -> SourceRow:
    return SourceRow(
        id=source.pk,
        title=source.title,
        publisher=source.publisher,
        kind=kind_title(source.kind),
        kind_code=source.kind,
        rank=source.rank,
        published_on=source.published_on,
        recorded_at=source.recorded_at,
        digest=source.digest,
        url=source.url,
        values=values,
        figures=figures,
    )


def source_page(zone: Zone, key: int) -> SourcePage | None:
    """One source of the zone, None where it has none such."""
    source = _sources(zone).filter(pk=key).first()
    if source is None:
        return None
    values, retired, firms = kept(f"source-{zone.pk}-{key}", lambda: _told(zone, key))
    return SourcePage(
        row=_rows([source])[0],
        kind=source_kinds().get(source.kind),
        values=values,
        retired=retired,
        firms=firms,
        batches=tuple(Batch.objects.filter(source=source).order_by("pk").values_list("pk", "file_name")),
    )


def _told(zone: Zone, key: int) -> tuple[int, int, int]:
    """Values that stand, values out of use, and firms spoken of, in one look at the values of a source."""
    standing = Q(retired_at__isnull=True)
    found = Observation.objects.filter(source=key, firm__zone=zone).aggregate(
        values=Count("pk", filter=standing),
        retired=Count("pk", filter=~standing),
        firms=Count("firm", filter=standing, distinct=True),
    )
    return found["values"], found["retired"], found["firms"]


@dataclass(frozen=True, slots=True)
class ValueRows:
    """What a source says of the zone's firms today; its number is known without counting again."""

    zone: Zone
    key: int
    number: int
    searchable = False

    def count(self) -> int:
        """As the page of the source says."""
        return self.number

    def narrow(self, key: str, value: str) -> Self:  # noqa: ARG002 - as tables ask it
        """There is no filter."""
        return self

    def search(self, words: str) -> Self:  # noqa: ARG002
        """There is no search."""
        return self

    def ordered(self, key: str, descending: bool) -> Self:  # noqa: ARG002
        """There is one order."""
        return self

    def slice(self, start: int, stop: int) -> Sequence[ValueRow]:
        """One page."""
        keys = list(self._values().values_list("pk", flat=True)[start:stop])
        found = Observation.objects.select_related("firm").in_bulk(keys)
        return [value_row(self.zone, found[key]) for key in keys]

    def every(self) -> Iterator[ValueRow]:
        """All of them."""
        rows = self._values().select_related("firm")
        return (value_row(self.zone, row) for row in rows.iterator(chunk_size=2000))

    def _values(self) -> QuerySet[Observation]:
        """A source of the zone speaks of its firms alone, so that they need not be asked."""
        standing = Observation.objects.current().filter(source=self.key).order_by("pk")
        own = Source.objects.filter(pk=self.key, zone=self.zone).exists()
        return standing if own else standing.filter(firm__zone=self.zone)


def value_row(zone: Zone, row: Observation) -> ValueRow:
    """An observation as a row."""
    held = library(zone.pack)
    fact = held.sheet_vocabulary.facts.get(row.fact)
    title = fact.name if fact else Text(row.fact, row.fact)
    value = shown(fact, value_of(row.number, row.text, fact), held) if fact else Text(row.text or "")
    return ValueRow(row.firm.uscc, row.firm.name_zh, row.fact, title, value, row.valid_from)


def precedence() -> tuple[SourceKind, ...]:
    """The kinds of sources, the one that counts first."""
    return tuple(source_kinds().values())
