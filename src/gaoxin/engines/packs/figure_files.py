"""The figure files of a pack, read when they are asked for: policies load without them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from gaoxin.engines.packs.figure_kinds import Area, Areas, Indicator, LightRule, Published
from gaoxin.engines.packs.read import PackError, read_kind

Kind = TypeVar("Kind", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """What a pack says about figures; indicators, lights and documents by the stem of their file."""

    indicators: dict[str, Indicator]
    lights: dict[str, LightRule]
    published: dict[str, Published]
    areas: Areas | None

    @property
    def plots(self) -> tuple[Area, ...]:
        """The areas, none where the pack has no areas.yaml."""
        return self.areas.list if self.areas else ()


def read_figures(pack: Path, faults: list[PackError] | None = None) -> FigureFiles:
    """Read `figures/` of a pack folder; PackError at the first fault, or faulty files left out in `faults`."""
    home = pack / "figures"
    areas = dict(_each([home / "areas.yaml"] if (home / "areas.yaml").exists() else [], Areas, faults))
    return FigureFiles(
        dict(_each(sorted((home / "indicators").glob("*.yaml")), Indicator, faults)),
        dict(_each(sorted((home / "lights").glob("*.yaml")), LightRule, faults)),
        dict(_each(sorted((home / "published").glob("*.yaml")), Published, faults)),
        areas.get("areas"),
    )


def _each(paths: list[Path], kind: type[Kind], faults: list[PackError] | None) -> Iterator[tuple[str, Kind]]:
    for path in paths:
        try:
            yield path.stem, read_kind(path, kind)
        except PackError as error:
            if faults is None:
                raise
            faults.append(error)
