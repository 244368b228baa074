"""Kinds of files that say how the site shows things: kinds of sources, themes of a file, cockpit, briefing."""

from typing import Literal

from msgspec import Struct, field

from gaoxin.base.text import Text
from gaoxin.engines.packs.kinds import Titles


class SourceKind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of source: rank 1 wins over 2; `importable` where a sheet may come from it."""

    kind: str
    rank: int
    title: Titles
    note: Titles
    importable: bool = field(name="import", default=False)

    @property
    def named(self) -> Text:
        """Its title."""
        return Text(self.title.zh, self.title.en)

    @property
    def meaning(self) -> Text:
        """What it is, in a sentence."""
        return Text(self.note.zh, self.note.en)


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of facts in reading order; `supplier` says who can give what is missing.

    `head`: the head of the file shows them.
    """

    id: str
    title: Titles
    supplier: Titles
    facts: tuple[str, ...]
    head: bool = False

    @property
    def named(self) -> Text:
        """Its title."""
        return Text(self.title.zh, self.title.en)

    @property
    def supplied_by(self) -> Text:
        """Who can give what is missing."""
        return Text(self.supplier.zh, self.supplier.en)


class Themes(Struct, frozen=True, forbid_unknown_fields=True):
    """The reading order; `fresh` = days after which a value counts as old, by period of the fact."""

    fresh: dict[str, int]
    themes: tuple[Theme, ...]


class Layout(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Indicators by id: `tiles` in order, `trend` and `plan` for the charts, `lights` for the table.

    `rule` names the rule for lights. `printed` says that the zone has published figures only, which are shown as
    their documents print them.
    """

    tiles: tuple[str, ...]
    trend: str | None = None
    plan: str | None = None
    lights: tuple[str, ...] = ()
    rule: str = "yinchuan_progress"
    printed: bool = False

    @property
    def indicators(self) -> frozenset[str]:
        """All that are shown."""
        return frozenset(filter(None, (*self.tiles, *self.lights, self.trend, self.plan)))


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
