"""The book of indicators: what packs say about figures, joined; read only, no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from gaoxin.base.text import Text
from gaoxin.center.figures.printed import NOTHING, Document, Printed, noon
from gaoxin.engines.figures.lights import Band, Rule
from gaoxin.engines.figures.when import parse_when
from gaoxin.engines.packs.figure_files import FigureFiles, read_figures
from gaoxin.engines.packs.figure_kinds import (
    Area,
    Indicator,
    LightRule,
    LightVersion,
    PrintedFigure,
    Published,
)
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.load import bundled, find

NATIONAL = "national"


@dataclass(frozen=True)
class Book:
    """Figure files of some packs over the indicators and lights of the national one."""

    files: tuple[FigureFiles, ...]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id; a zone's own definition goes before the national one."""
        return {i.id: i for files in self.files for i in files.indicators.values()}

    @cached_property
    def by_name(self) -> Mapping[str, Indicator]:
        """Every indicator by its Chinese title and aliases."""
        return {name: i for i in self.indicators.values() for name in (*i.aliases, i.title.zh)}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents that figures are printed in, by id."""
        return {p.id: _document(p) for files in self.files for p in files.published.values()}

    def lights(self, day: date) -> Mapping[str, Rule]:
        """The rules for lights in force on `day`, by id."""
        rules = (r for files in self.files for rule in files.lights.values() for r in _rules(rule))
        return {rule.id: rule for rule in rules if rule.holds(day)}

    def areas(self, zone: str, day: date) -> tuple[Area, ...]:
        """The areas of a zone on `day`, in the order of the file."""
        found = (a for f in self.files if f.areas and f.areas.zone == zone for a in f.areas.list)
        return tuple(a for a in found if (a.from_ or day) <= day <= (a.to or day))

    def published(self, zone: str) -> Iterator[Printed]:
        """Every figure printed about a zone, document by document."""
        documents = (p for files in self.files for p in files.published.values() if p.zone == zone)
        return (_printed(document, figure) for document in documents for figure in document.figures)


def open_book(packs: Sequence[str] = ()) -> Book:
    """Read the figure files of packs, by folder or bundled name, after the national ones. Raises PackError."""
    paths = dict.fromkeys((bundled(NATIONAL), *map(find, packs)))
    return Book(tuple(read_figures(path) for path in paths))


def _rules(rule: LightRule) -> Iterator[Rule]:
    return (_rule(rule, version) for version in rule.versions)


def _rule(rule: LightRule, version: LightVersion) -> Rule:
    bands = tuple(
        Band(b.light, Fraction(b.at_least or b.above or 0), b.at_least is not None) for b in version.bands
    )
    return Rule(rule.id, text(rule.title), bands, version.source.title, version.from_, version.to)


def _document(published: Published) -> Document:
    source = published.source
    publisher = text(source.publisher) if source.publisher else None
    return Document(published.id, text(source.title), publisher, source.published, text(source.note))


def _printed(document: Published, figure: PrintedFigure) -> Printed:
    return Printed(
        zone=document.zone,
        area=None,
        indicator=figure.indicator,
        period=parse_when(figure.period).text,
        kind=figure.kind,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        of=figure.of or "",
        source=document.id,
        recorded_at=noon(document.recorded),
        note=text(figure.note) if figure.note else NOTHING,
    )


def text(titles: Titles) -> Text:
    """A pack's titles as text in two languages."""
    return Text(titles.zh, titles.en)
