"""Where people log in and out and keep their account: pages of the access scene."""

from django.urls import NoReverseMatch, reverse


def entrance(name: str) -> str:
    """The address of `login`, `logout` or `account`; empty where there is no such page."""
    for route in (f"access:{name}", name):
        try:
            return reverse(route)
        except NoReverseMatch:
            continue
    return ""
