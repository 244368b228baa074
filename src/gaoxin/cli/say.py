"""What the command line says, in the language of the person who asks."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from gaoxin.base.text import Language, Text, language_of_locale

_chosen: list[Language] = []


def choose_language(value: Language | None) -> None:
    """Fix the language for this run; None leaves it to the locale."""
    if value:
        _chosen[:] = [value]


def language() -> Language:
    """The language in use."""
    return _chosen[0] if _chosen else language_of_locale()


def say(zh: str, en: str) -> str:
    """One of two wordings."""
    return zh if language() == "zh" else en


def tell(text: Text) -> str:
    """The wording of a text."""
    return text.in_(language())


def note(zh: str, en: str) -> None:
    """A line for the person, on standard error, so that data on standard output stays clean."""
    click.echo(say(zh, en), err=True)


def refuse(text: Text, where: str = "") -> NoReturn:
    """End with one line on standard error and exit code 2."""
    place = f"{where}: " if where else ""
    click.echo(f"{say('错误', 'error')}: {place}{tell(text)}", err=True)
    sys.exit(2)
