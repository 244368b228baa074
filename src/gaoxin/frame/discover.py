"""Finding scenes: every package under `gaoxin.scenes`, and the entry points `gaoxin.scenes` of other packages."""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaoxin.frame.scene import Scene

HOME = "gaoxin.scenes"
SCREEN = "gaoxin.screen"
"""The cockpit has the shape of a scene and lies at the root of the site."""


@cache
def scene_apps() -> tuple[str, ...]:
    """The packages of the screen and of the scenes."""
    folder = Path(__file__).parent.parent / "scenes"
    ours = [f"{HOME}.{m.name}" for m in pkgutil.iter_modules([str(folder)]) if m.ispkg]
    return (SCREEN, *ours, *(point.value for point in entry_points(group=HOME)))


@cache
def scenes() -> tuple["Scene", ...]:
    """Their manifests, in the order of the menu."""
    found = [import_module(f"{app}.scene").SCENE for app in scene_apps()]
    return tuple(sorted(found, key=lambda s: (s.order, s.name)))


def part(app: str, name: str) -> ModuleType | None:
    """A module of a scene with all that lies below it, None where the scene has none."""
    if find_spec(f"{app}.{name}") is None:
        return None
    module = import_module(f"{app}.{name}")
    for below in pkgutil.iter_modules(getattr(module, "__path__", [])):
        import_module(f"{module.__name__}.{below.name}")
    return module
