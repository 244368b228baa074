"""Kinds of sources and their ranks, as the national pack lists them."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field

from gaoxin.base.text import Text
from gaoxin.center.library import NATIONAL
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind

SELF = "self_statement"
"""What a firm states of itself."""
SHEET = "officer_sheet"
"""What officers gathered in a sheet."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A wording in both languages."""

    zh: str
    en: str


class SourceKind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of source: rank 1 wins over 2; `importable` where a sheet may come from it."""

    kind: str
    rank: int
    title: Words
    note: Words
    importable: bool = field(name="import", default=False)

    @property
    def named(self) -> Text:
        """Its title."""
        return Text(self.title.zh, self.title.en)

    @property
    def meaning(self) -> Text:
        """What it is, in a sentence."""
        return Text(self.note.zh, self.note.en)


@cache
def source_kinds() -> Mapping[str, SourceKind]:
    """Every kind by its name, the highest rank first."""
    kinds = read_kind(bundled(NATIONAL) / "sources.yaml", tuple[SourceKind, ...])
    return {k.kind: k for k in sorted(kinds, key=lambda k: k.rank)}


def importable() -> tuple[SourceKind, ...]:
    """The kinds that an imported sheet may come from."""
    return tuple(k for k in source_kinds().values() if k.importable)
