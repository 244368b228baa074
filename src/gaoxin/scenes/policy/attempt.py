"""Doing what a form asks, and telling in words what came of it."""

from collections.abc import Callable

from django.contrib import messages

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.frame.request import Request
from gaoxin.frame.templatetags.ui import say


def attempt(request: Request, act: Callable[[], object], done: Text) -> bool:
    """Do it and say `done`; what is refused is told with what to do next, and nothing is changed."""
    try:
        act()
    except Refused as error:
        messages.error(request, say(error.message))
        return False
    messages.success(request, say(done))
    return True
