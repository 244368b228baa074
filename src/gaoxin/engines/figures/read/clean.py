"""Text as scanning left it, made readable: one width, no stray spaces, broken lines joined; offsets kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.base.width import NARROW
from gaoxin.engines.figures.read.lines import Line, joins, lines

BREAK = "\n"
GAP = "\u3000"
"""A space that parts two phrases of a heading."""
_PUNCTUATION = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_CLOSE = re.compile(r"(?<=\d)\s*\.\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Clean:
    """The readable text; `at[i]` is the place of its i-th character in the raw text."""

    raw: str
    text: str
    at: tuple[int, ...]
    headings: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of a stretch of the readable text."""
        return self.at[start], self.at[end - 1] + 1

    @property
    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Start and end of each paragraph."""
        start = 0
        for text in self.text.split(BREAK):
            if text:
                yield start, start + len(text)
            start += len(text) + 1


def clean(raw: str) -> Clean:
    """Make a bulletin readable."""
    found = list(lines(raw))
    joined = joins(found)
    text: list[str] = []
    at: list[int] = []
    headings: set[int] = set()
    begin = 0
    for line, more in zip(found, joined, strict=True):
        for char, place in _line(line):
            text.append(char)
            at.append(place)
        if more:
            continue
        if line.heading or not line.finished:
            headings.add(begin)
        text.append(BREAK)
        at.append(line.end)
        begin = len(text)
    return Clean(raw, "".join(text), tuple(at), frozenset(headings))


def _line(line: Line) -> Iterator[tuple[str, int]]:
    narrow = line.text.translate(_SAME_LENGTH)
    piped = narrow.count("|") > 1
    for i, char in enumerate(narrow):
        if piped and char == "|":
            yield "\t", line.start + i
        elif char.isspace():
            if kept := _space(narrow, i, line.plain):
                yield kept, line.start + i
        else:
            yield _mark(narrow, i, char), line.start + i


def _space(text: str, i: int, heading: bool) -> str:
    """What becomes of a space: kept in Latin words and tables, a gap in a heading, else nothing."""
    if text[i] == "\t":
        return "\t"
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if before.isascii() and before.isalpha() and after.isascii() and after.isalnum():
        return " "
    phrase = _PHRASE.match(text, i + 1) and _PHRASE.fullmatch(text[max(0, i - 4) : i])
    return GAP if heading and phrase else ""


_PHRASE = re.compile(r"[^\s\d]{4}")


def _mark(text: str, i: int, char: str) -> str:
    """Full-width punctuation, save the comma and the point inside a number."""
    if char not in _PUNCTUATION:
        return char
    digits = text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit() and i > 0
    return char if digits and char in ",:" else _PUNCTUATION[char]


_SAME_LENGTH = {
    code: value for code, value in NARROW.items() if value is not None and chr(code) not in "，；：（）！？"
}
