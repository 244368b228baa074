"""Lines of a scanned page: which of them break inside a sentence, and which stand alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_END = re.compile(r"[。！？!?…：:]['”’」』）)]*$")
_BYLINE = re.compile(r"[。！？”][ \u3000][\u4e00-\u9fff]{2,4}(?:[ \u3000][\u4e00-\u9fff]{2,4}){0,2}$")
_SENTENCE = re.compile(r"[。！？；]")
_MARK = re.compile(r"^\s*(#+|◎|□|▶|[-*•]\s|[①-⑳])")
LONG = 40
"""A line this wide (in characters) is no heading."""
NEAR = 3.5
"""Lines of one column differ by no more than this; the first is indented by two characters."""
_CELLS = re.compile(r"\t|\|[^|]*\|")
_START = re.compile(r"本报讯|.{0,8}讯（|.{0,8}讯\(")
"""How an article of a newspaper begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without white space at its ends."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.start + len(self.text)

    @property
    def width(self) -> float:
        """How wide it prints: a Latin letter is half a character, a space nothing."""
        return sum(0.5 if c.isascii() else 1.0 for c in self.text[:400] if not c.isspace())

    @property
    def finished(self) -> bool:
        """Whether a sentence ends with it, or the names of those who wrote it."""
        return bool(_END.search(self.text[-6:]) or _BYLINE.search(self.text[-16:]))

    @property
    def heading(self) -> bool:
        """Whether it is marked as a heading, a byline or a caption."""
        return bool(_MARK.match(self.text))

    @property
    def plain(self) -> bool:
        """Whether it carries no punctuation of a sentence."""
        return not _SENTENCE.search(self.text) and "，" not in self.text


def lines(raw: str) -> Iterator[Line]:
    """The lines of a text that are not empty."""
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+", raw):
        text = match[0].strip()
        if text:
            yield Line(text, match.start() + len(match[0]) - len(match[0].lstrip()))


def joins(found: Sequence[Line]) -> list[bool]:
    """For each line, whether its sentence goes on in the next one."""
    widths = [line.width for line in found]
    return [_joins(found, widths, i) for i in range(len(found))]


def _joins(found: Sequence[Line], widths: Sequence[float], i: int) -> bool:
    line = found[i]
    if i + 1 == len(found) or line.finished or line.heading or found[i + 1].heading:
        return False
    if _START.match(found[i + 1].text):
        return False
    if _CELLS.search(line.text) or _CELLS.search(found[i + 1].text):
        return False
    if line.text.endswith(("，", "、", ",")) or widths[i] >= LONG or _SENTENCE.search(line.text):
        return True
    if abs(widths[i] - widths[i + 1]) <= NEAR:
        return True
    return widths[i + 1] < widths[i] and i > 0 and abs(widths[i] - widths[i - 1]) <= NEAR
