"""What the cockpit of a zone shows, as the zone's pack says (`figures/cockpit.yaml`)."""

from functools import cache

from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.packs.site_kinds import Layout


@cache
def layout_of(pack: str) -> Layout:
    """The layout of a zone's pack; empty where it has none. Raises PackError."""
    path = bundled(pack) / "figures" / "cockpit.yaml"
    return read_kind(path, Layout) if path.exists() else Layout(())
