"""What packs say about facts: the vocabulary of a zone, the reading order of a file, who supplies what."""

from functools import cache

from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.library import NATIONAL, Library, open_library
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.packs.site_kinds import Theme, Themes

NO_POLICY = ("-",)
"""Packs are opened for their facts and codes alone."""


@cache
def themes() -> Themes:
    """The themes of the national pack; raises PackError where the file is faulty."""
    return read_kind(bundled(NATIONAL) / "themes.yaml", Themes)


@cache
def library(pack: str) -> Library:
    """The facts and codes of a zone's pack over the national ones, read once a process."""
    return open_library([NATIONAL, pack], only=NO_POLICY)


def theme_of(fact: str) -> Theme | None:
    """The theme in which a fact stands."""
    return next((t for t in themes().themes if fact in t.facts), None)


def kind_title(kind: str) -> Text:
    """What a kind of source is called."""
    known = source_kinds().get(kind)
    return known.named if known else Text(kind, kind)
