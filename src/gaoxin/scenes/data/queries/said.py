"""One thing said of a firm, as pages show it, and what contradicts it."""

import datetime as dt
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.kinds import SELF
from gaoxin.center.evidence.views import FactView, SourceView, ValueView
from gaoxin.center.library import Library
from gaoxin.scenes.data.queries.pack import themes
from gaoxin.scenes.data.queries.value import difference, shown

CONFIDENCE = {
    "verified": Text("已核验", "verified"),
    "stated": Text("来源所述", "as stated"),
    "estimated": Text("估计", "estimated"),
    "uncertain": Text("存疑", "uncertain"),
}

HIGHER = Text("来源优先级较低", "its source ranks lower")
OLDER = Text("日期较早", "its date is older")
EARLIER = Text("获知较早", "it was learnt earlier")


@dataclass(frozen=True, slots=True)
class Said:
    """A value with its dates and source; `stale` where it is older than its kind of fact should be."""

    id: int
    value: Text
    valid_from: dt.date
    recorded_at: dt.datetime
    retired_at: dt.datetime | None
    source: SourceView
    confidence: Text
    own: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Another value of the same fact; `why` says why it does not count."""

    said: Said
    difference: Text | None
    why: Text


def said(view: ValueView, fact: Fact, held: Library, day: dt.date) -> Said:
    """A value as pages show it on `day`."""
    limit = themes().fresh.get(fact.period)
    return Said(
        id=view.id,
        value=shown(fact, view.value, held),
        valid_from=view.valid_from,
        recorded_at=view.recorded_at,
        retired_at=view.retired_at,
        source=view.source,
        confidence=CONFIDENCE.get(view.confidence, Text(view.confidence, view.confidence)),
        own=view.source.kind == SELF,
        stale=limit is not None and (day - view.valid_from).days > limit,
    )


def clashes(view: FactView, held: Library, day: dt.date) -> tuple[Clash, ...]:
    """What other sources say otherwise of the same day or a later one; an older day is history."""
    return tuple(
        Clash(
            said(other, view.fact, held, day),
            difference(view.fact, view.value, other.value),
            _why(view, other),
        )
        for other in view.others
        if other.valid_from >= view.valid_from
    )


def _why(view: FactView, other: ValueView) -> Text:
    if view.rank != other.rank:
        return HIGHER
    return OLDER if view.valid_from != other.valid_from else EARLIER
