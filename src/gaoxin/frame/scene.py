"""The manifest of a scene: all that the rest of the system learns of it."""

from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.roles import Permission


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the menu: shown to those who hold `permission`; None shows it to everybody."""

    title: Text
    page: str
    icon: str
    permission: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene. `order` places it in the menu.

    `jobs` are dotted paths of functions that `gaoxin tick` runs; `tiles` and `flow` are those of functions
    `(zone, day) -> tiles` and `(zone, day) -> flow or None` for the cockpit; `changed` is that of a function
    `(zone, firms)` told of the firms whose facts changed (see `center.changed`).
    """

    name: str
    title: Text
    order: int
    menu: tuple[Link, ...] = ()
    permissions: tuple[Permission, ...] = ()
    jobs: tuple[str, ...] = ()
    tiles: str = ""
    flow: str = ""
    changed: str = ""
