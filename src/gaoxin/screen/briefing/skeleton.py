"""The skeleton of the briefing as a pack gives it (`briefing.yaml`), the zone's own before the national one."""

from functools import cache
from typing import Literal

from msgspec import Struct

from gaoxin.center.figures.book import NATIONAL
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind


class Sentences(Struct, frozen=True, forbid_unknown_fields=True):
    """The parts that sentences are put together from."""

    level: Titles
    change: Titles
    done: Titles
    period: Titles
    unknown: Titles
    end: Titles
    fastest: Titles
    area: Titles
    calm: Titles


class SectionPlan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section: its heading, the sentence it opens with, and the figures it tells of."""

    id: str
    title: Titles
    holds: Literal["levels", "growth", "lights"] | None = None
    opening: Titles | None = None


class Skeleton(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    title: Titles
    issuer: Titles
    sentences: Sentences
    sections: tuple[SectionPlan, ...]


@cache
def skeleton_of(pack: str) -> Skeleton:
    """The skeleton for a zone's pack. Raises PackError."""
    own = bundled(pack) / "briefing.yaml"
    return read_kind(own if own.exists() else bundled(NATIONAL) / "briefing.yaml", Skeleton)
