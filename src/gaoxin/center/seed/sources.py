"""The sources of the demo zone."""

from collections.abc import Mapping
from dataclasses import dataclass

from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.figures.printed import noon
from gaoxin.center.models import Source, Zone
from gaoxin.center.seed.plan import plan
from gaoxin.engines.packs.zone_kinds import SourcePlan


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of sources with its plan."""

    row: Source
    plan: SourcePlan


def make_sources(zone: Zone) -> Mapping[str, Planned]:
    """Every planned source by its id in the plan."""
    return {one.id: Planned(_source(zone, one), one) for one in plan().sources}


def _source(zone: Zone, one: SourcePlan) -> Source:
    return Source.objects.create(
        zone=zone,
        kind=one.kind,
        rank=source_kinds()[one.kind].rank,
        publisher_zh=one.publisher.zh,
        publisher_en=one.publisher.en,
        title=one.title.zh,
        published_on=one.published,
        recorded_at=noon(one.published),
    )
