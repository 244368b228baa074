"""Finding pages as a person would: from the front page along the links, one address for each page of the site."""

import re
import urllib.parse
import urllib.request
from collections.abc import Mapping
from urllib.error import HTTPError

from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)')
ROUTES = 200
"""More pages than the site has: an end to the walk."""


class Walk(dict[str, str]):
    """An address for each route that links lead to, by the route's name; `broken`: links that lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []


def walk(start: str, cookies: Mapping[str, str], language: str = "zh-hans") -> Walk:
    """From the front page on; pages only, nothing that is downloaded."""
    found, broken = Walk(), set[str]()
    seen, queue = {"/"}, ["/"]
    while queue and len(found) < ROUTES:
        path = queue.pop(0)
        name = _route(path)
        if name is None or name in found or name in broken:
            continue
        try:
            kind, at, body = _get(start + path, {**cookies, "django_language": language})
        except HTTPError as error:
            broken.add(name)
            found.broken.append(f"{error.code} {name} {path}")
            continue
        if at != path:
            links = [at]
        elif kind.startswith("text/html"):
            found[name], links = path, _links(path, body)
        else:
            continue
        for link in links:
            if link not in seen:
                seen.add(link)
                queue.append(link)
    return found


def _links(path: str, body: str) -> list[str]:
    made = (urllib.parse.urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(body))
    return [
        link for link in made if link.startswith("/") and not link.startswith(("//", "/static/", "/api/"))
    ]


def _route(path: str) -> str | None:
    try:
        match = resolve(urllib.parse.urlsplit(path).path)
    except Resolver404:
        return None
    return match.view_name


def _get(url: str, cookies: Mapping[str, str]) -> tuple[str, str, str]:
    """The kind of content, the address that answered after redirects, and the text of a page."""
    request = urllib.request.Request(
        url, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    )
    with urllib.request.urlopen(request) as answer:
        kind = answer.headers.get("Content-Type", "")
        at = urllib.parse.urlsplit(answer.url)
        where = f"{at.path}?{at.query}" if at.query else at.path
        return kind, where, answer.read().decode() if kind.startswith("text/html") else ""


def cookies_of(state: Mapping[str, object]) -> Mapping[str, str]:
    """The cookies of a browser's stored state."""
    return {c["name"]: c["value"] for c in state["cookies"]}  # type: ignore[attr-defined]
