"""What the cockpit of a zone shows, as the zone's pack says (`figures/cockpit.yaml`)."""

from functools import cache

from msgspec import Struct

from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind


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


@cache
def layout_of(pack: str) -> Layout:
    """The layout of a zone's pack; empty where it has none. Raises PackError."""
    path = bundled(pack) / "figures" / "cockpit.yaml"
    return read_kind(path, Layout) if path.exists() else Layout(())
