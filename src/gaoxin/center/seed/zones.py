"""Zones and areas as their packs draw them."""

from gaoxin.center.models import Area, Zone
from gaoxin.engines.packs.figure_files import read_figures
from gaoxin.engines.packs.kinds import PackInfo
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind


def make_zone(id_: str, pack: str, name_en: str, *, demo: bool = False, kind: str = "htz") -> Zone:
    """A zone and the areas of its pack."""
    info = read_kind(bundled(pack) / "pack.yaml", PackInfo)
    zone = Zone.objects.create(
        id=id_, name_zh=info.zone or info.title.zh, name_en=name_en, kind=kind, pack=pack, demo=demo
    )
    files = read_figures(bundled(pack))
    if files.areas is not None:
        Area.objects.bulk_create(
            Area(
                zone=zone,
                code=area.id,
                name_zh=area.zh,
                name_en=area.en,
                kind=area.kind,
                plot=list(area.plot),
                valid_from=area.from_,
                valid_to=area.to,
            )
            for area in files.areas.list
        )
    return zone
