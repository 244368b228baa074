"""What the shell around every page shows: menu, zone, person, language, theme."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from gaoxin import __version__
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.models import Zone
from gaoxin.frame.discover import scenes
from gaoxin.frame.request import Request, language
from gaoxin.frame.scene import Link, Scene

MARKS = 48
"""How often the watermark is repeated: enough for a screen of 1920 × 1080 at its spacing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu as this person sees it."""

    title: Text
    url: str
    icon: str
    active: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one scene; a single entry stands by itself."""

    title: Text
    icon: str
    entries: tuple[Entry, ...]

    @property
    def active(self) -> bool:
        """Whether the present page is below one of them."""
        return any(entry.active for entry in self.entries)


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates of pages; little for requests that were stopped before anybody asked who acts."""
    found = {"lang": language(), "theme": request.COOKIES.get("theme", ""), "version": __version__}
    if not hasattr(request, "actor"):
        return found
    asked: Request = request  # type: ignore[assignment]
    return {
        **found,
        "actor": asked.actor,
        "zone": zone_of(asked),
        "zones": asked.zones,
        "menu": menu(asked),
        "here": request.get_full_path() if request.method == "GET" else "/",
        "marks": watermark(asked.actor),
    }


def zone_of(request: Request) -> Zone | None:
    """The zone of the request, None before the first has been set up."""
    try:
        return request.zone
    except Zone.DoesNotExist:
        return None


def menu(request: Request) -> list[Group]:
    """The entries that this person may open, by scene."""
    found = [(scene, link, url) for scene in scenes() for link, url in _open(request, scene)]
    best = max((url for _, _, url in found if request.path.startswith(url)), key=len, default="")
    groups: list[Group] = []
    for scene in dict.fromkeys(scene for scene, _, _ in found):
        links = [(link, url) for owner, link, url in found if owner == scene]
        entries = tuple(Entry(link.title, url, link.icon, url == best) for link, url in links)
        groups.append(Group(scene.title, links[0][0].icon, entries))
    return groups


def _open(request: Request, scene: Scene) -> list[tuple[Link, str]]:
    links = [k for k in scene.menu if k.permission is None or _may(request, k.permission)]
    return [(link, url) for link in links if (url := _address(link.page))]


def _may(request: Request, permission: str) -> bool:
    return request.actor.may(permission, zone=zone_of(request))


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def watermark(actor: Actor) -> list[str]:
    """Name, login and the minute, as often as the screen holds it; nothing for people who are not staff."""
    if actor.person is None or not actor.staff:
        return []
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return [f"{actor.person.name} {actor.person.login} {moment}"] * MARKS
