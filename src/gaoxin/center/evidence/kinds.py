"""Kinds of sources and their ranks, as the national pack lists them."""

from collections.abc import Mapping
from functools import cache

from gaoxin.center.library import NATIONAL
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.packs.site_kinds import SourceKind

SELF = "self_statement"
"""What a firm states of itself."""
SHEET = "officer_sheet"
"""What officers gathered in a sheet."""


@cache
def source_kinds() -> Mapping[str, SourceKind]:
    """Every kind by its name, the highest rank first."""
    kinds = read_kind(bundled(NATIONAL) / "sources.yaml", tuple[SourceKind, ...])
    return {k.kind: k for k in sorted(kinds, key=lambda k: k.rank)}


def importable() -> tuple[SourceKind, ...]:
    """The kinds that an imported sheet may come from."""
    return tuple(k for k in source_kinds().values() if k.importable)
