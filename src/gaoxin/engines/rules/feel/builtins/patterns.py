"""Regular expressions of XPath 3.1, run by the `regex` library under a time limit."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeVar

from gaoxin.engines.rules.feel.builtins.translate import Translator, strip_blanks
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.values import MAX_LENGTH

MAX_SECONDS = 1.0
_FLAGS = frozenset("smixq")
R = TypeVar("R")


class Pattern:
    """A compiled pattern; Failure where it is not well formed."""

    def __init__(self, pattern: str, flags: str | None = None) -> None:
        self.flags = frozenset(flags or "")
        if self.flags - _FLAGS:
            raise Failure(f"the flags {flags!r} are not among s m i x q")
        self.compiled = _compile(pattern, self.flags)

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches somewhere."""
        return self._limited(lambda: self.compiled.search(text, timeout=MAX_SECONDS)) is not None

    def split(self, text: str) -> list[str]:
        """The text between matches."""
        self._refuse_empty()
        parts: list[str] = []
        at = 0
        for found in self._matches(text):
            parts.append(text[at : found.start()])
            at = found.end()
        return [*parts, text[at:]]

    def replaced(self, text: str, replacement: str) -> str:
        """The text with every match replaced."""
        self._refuse_empty()
        template = [replacement] if "q" in self.flags else _template(replacement, self.compiled.groups)
        parts: list[str] = []
        at = size = 0
        for found in self._matches(text):
            new = "".join([found[each] or "" if isinstance(each, int) else each for each in template])
            parts += [text[at : found.start()], new]
            at, size = found.end(), size + len(new)
            if size > MAX_LENGTH:
                raise Failure("the string grows too long")
        return "".join([*parts, text[at:]])

    def _matches(self, text: str) -> list[Any]:
        return self._limited(lambda: list(self.compiled.finditer(text, timeout=MAX_SECONDS)))

    def _refuse_empty(self) -> None:
        if self.found_in("") and self.compiled.match(""):
            raise Failure("the pattern matches the empty string")

    def _limited(self, search: Callable[[], R]) -> R:
        try:
            return search()
        except TimeoutError:
            raise Failure("the pattern takes too long on this text") from None


@lru_cache(maxsize=512)
def _compile(pattern: str, flags: frozenset[str]) -> Any:
    regex = import_module("regex")  # slow to load, and few rules need it
    try:
        if "q" in flags:
            return regex.compile(regex.escape(pattern), regex.IGNORECASE if "i" in flags else 0)
        text = strip_blanks(pattern) if "x" in flags else pattern
        translated = Translator(text, dot_all="s" in flags, lines="m" in flags).translate()
        return regex.compile(translated, regex.IGNORECASE if "i" in flags else 0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise Failure(f"the pattern {pattern!r} is not well formed") from error


def _template(replacement: str, groups: int) -> list[str | int]:
    """Literal text and group numbers; $12 is group 1 and a 2 where there are fewer than 12 groups."""
    parts: list[str | int] = []
    at = 0
    while at < len(replacement):
        char, after = replacement[at], replacement[at + 1 : at + 2]
        if char == "\\" and after in ("\\", "$") and after:
            parts.append(after)
            at += 2
        elif char == "$" and after.isdecimal():
            end = at + 2
            while replacement[end : end + 1].isdecimal() and int(replacement[at + 1 : end + 1]) <= groups:
                end += 1
            number = int(replacement[at + 1 : end])
            parts.append(number if number <= groups else "")
            at = end
        elif char in "\\$":
            raise Failure("in a replacement, $ stands before a digit and \\ before $ or \\")
        else:
            parts.append(char)
            at += 1
    return parts
