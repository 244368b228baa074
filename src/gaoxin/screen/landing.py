"""Where people go who have no cockpit."""

from django.urls import NoReverseMatch, reverse

from gaoxin.frame.context import menu
from gaoxin.frame.request import Request


def landing(request: Request) -> str:
    """A firm's people go to their policies, others to the first page of their menu; empty where there is none."""
    if request.actor.person is None:
        return ""
    if request.actor.firm is not None and (own := address("policy:mine")):
        return own
    entries = (entry.url for group in menu(request) for entry in group.entries)
    return next((url for url in entries if url != reverse("screen:home")), "")


def address(name: str) -> str:
    """The address of a page of some scene; empty where that scene is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
