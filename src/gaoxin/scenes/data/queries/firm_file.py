"""A firm's file: facts by theme with sources and contradictions, and what is missing, as of two times."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.evidence.views import FactView
from gaoxin.center.library import Library
from gaoxin.center.models import Firm
from gaoxin.engines.packs.site_kinds import Theme
from gaoxin.scenes.data.models import Dispute
from gaoxin.scenes.data.queries.as_of import AsOf
from gaoxin.scenes.data.queries.pack import library, themes
from gaoxin.scenes.data.queries.said import Clash, Said, clashes, said


@dataclass(frozen=True, slots=True)
class Line:
    """One fact that is known: the value that counts and what contradicts it; `dispute` if one is open."""

    fact: Fact
    held: Said
    clashes: tuple[Clash, ...]
    dispute: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A theme: what is known, what is missing and who could supply it; `shown` unless the head shows it."""

    id: str
    title: Text
    shown: bool
    lines: tuple[Line, ...]
    missing: tuple[Fact, ...]
    supplier: Text


@dataclass(frozen=True, slots=True)
class FirmFile:
    """All that is known of a firm at a time, in reading order."""

    sections: tuple[Section, ...]
    known: int
    asked: int
    clashing: tuple[Line, ...]
    stale: int
    updated: dt.datetime | None


def firm_file(firm: Firm, at: AsOf) -> FirmFile:
    """The file of a firm as of a day and a moment."""
    held = library(firm.zone.pack)
    views = {view.fact.id: view for view in facts_of(firm, day=at.day, moment=at.moment)}
    disputed = dict(Dispute.objects.filter(firm=firm).standing().values_list("fact", "pk"))
    sections = tuple(_section(theme, views, disputed, held, at.day) for theme in themes().themes)
    lines = [line for s in sections for line in s.lines]
    return FirmFile(
        sections=sections,
        known=len(lines),
        asked=len(lines) + sum(len(s.missing) for s in sections),
        clashing=tuple(line for line in lines if line.clashes),
        stale=sum(line.held.stale for line in lines),
        updated=max((line.held.recorded_at for line in lines), default=None),
    )


def _section(
    theme: Theme,
    views: Mapping[str, FactView],
    disputed: Mapping[str, int],
    held: Library,
    day: dt.date,
) -> Section:
    facts = [held.sheet_vocabulary[f] for f in theme.facts if f in held.sheet_vocabulary]
    known = [views[f.id] for f in facts if f.id in views]
    missing = [f for f in facts if f.id not in views]
    lines = (
        Line(v.fact, said(v.held, v.fact, held, day), clashes(v, held, day), disputed.get(v.fact.id))
        for v in known
    )
    return Section(theme.id, theme.named, not theme.head, tuple(lines), tuple(missing), theme.supplied_by)
