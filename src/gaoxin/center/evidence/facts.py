"""The facts of one firm, as of a day and a moment, and their history."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.evidence.rows import lane_name
from gaoxin.center.evidence.values import value_of
from gaoxin.center.evidence.views import FactView, SourceView, ValueView
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Firm, Observation, Source


def facts_of(
    firm: Firm, *, day: dt.date | None = None, moment: dt.datetime | None = None
) -> tuple[FactView, ...]:
    """Every known fact of a firm in the order of the vocabulary.

    `day`: valid time, today where not given; `moment`: recorded time, now where not given.
    """
    vocabulary = vocabulary_of(firm.zone)
    found = Observation.objects.filter(firm=firm).valid(day or SystemClock().today())
    found = found.known(moment) if moment else found.current()
    rows = found.select_related("source").order_by("fact", "source__rank", "-valid_from", "-pk")
    views = {
        fact: _view(vocabulary[fact], list(group))
        for fact, group in groupby(rows, key=lambda row: row.fact)
        if fact in vocabulary
    }
    return tuple(views[fact.id] for fact in vocabulary if fact.id in views)


def history(firm: Firm, fact: str) -> tuple[ValueView, ...]:
    """All that was ever held of one fact, retired values too, the latest arrival first."""
    vocabulary = vocabulary_of(firm.zone)
    rows = Observation.objects.filter(firm=firm, fact=fact).select_related("source").order_by("-pk")
    return tuple(_value(row, vocabulary[fact]) for row in rows) if fact in vocabulary else ()


def known_of(facts: Iterable[FactView]) -> dict[str, object]:
    """The values by fact id, as `decide` and `explain` take them."""
    return {view.fact.id: view.value for view in facts}


def _view(fact: Fact, rows: list[Observation]) -> FactView:
    """`rows` are of one fact, the one that counts first; each lane of sources speaks once."""
    lanes = {_lane(rows[0].source)}
    others = []
    for row in rows[1:]:
        lane = _lane(row.source)
        if lane not in lanes and (row.number, row.text) != (rows[0].number, rows[0].text):
            others.append(_value(row, fact))
        lanes.add(lane)
    return FactView(fact, _value(rows[0], fact), tuple(others))


def _lane(source: Source) -> str:
    return lane_name(source.kind, source.publisher_zh)


def _value(row: Observation, fact: Fact) -> ValueView:
    return ValueView(
        id=row.pk,
        value=value_of(row.number, row.text, fact),
        source=source_view(row.source),
        valid_from=row.valid_from,
        recorded_at=row.recorded_at,
        confidence=row.confidence,
        retired_at=row.retired_at,
    )


def source_view(source: Source) -> SourceView:
    """A source as pages show it."""
    kind = source_kinds().get(source.kind)
    return SourceView(
        id=source.pk,
        kind=source.kind,
        rank=source.rank,
        kind_name=kind.named if kind else Text(source.kind, source.kind),
        publisher=source.publisher,
        title=source.title,
        published_on=source.published_on,
        url=source.url,
        digest=source.digest,
    )
