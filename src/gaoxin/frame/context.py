"""What the shell around every page shows: menu, zone, person, language, theme."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.queries.zones import zones_for
from gaoxin.frame.discover import scenes
from gaoxin.frame.request import Request, language


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu as this person sees it."""

    title: Text
    url: str
    icon: str
    active: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """For templates of pages; empty for requests that never reached a page."""
    if not hasattr(request, "actor"):
        return {}
    asked: Request = request  # type: ignore[assignment]
    return {
        "lang": language(),
        "theme": request.COOKIES.get("theme", ""),
        "actor": asked.actor,
        "zone": asked.zone,
        "zones": zones_for(asked.actor),
        "menu": menu(asked),
    }


def menu(request: Request) -> list[Entry]:
    """The entries that this person may open."""
    links = [link for scene in scenes() for link in scene.menu]
    open_ = [k for k in links if k.permission is None or request.actor.may(k.permission, zone=request.zone)]
    entries = [(link, reverse(link.page)) for link in open_]
    best = max((url for _, url in entries if request.path.startswith(url)), key=len, default="")
    return [Entry(link.title, url, link.icon, url == best) for link, url in entries]
