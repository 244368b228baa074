"""The addresses of the whole site: the frame's own, the screen at the root, each scene under its name."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from gaoxin.frame.discover import SCREEN, part, scene_apps
from gaoxin.frame.page import patterns

FRAME = "gaoxin.frame.views"


def addresses() -> list[URLPattern | URLResolver]:
    """Built once, when the site starts."""
    import_module(FRAME)
    found: list[URLPattern | URLResolver] = [*patterns(FRAME)]
    for app in scene_apps():
        name = app.rpartition(".")[2]
        if part(app, "views"):
            home = "" if app == SCREEN else f"{name}/"
            found.append(path(home, include((patterns(f"{app}.views"), name))))
    return found
