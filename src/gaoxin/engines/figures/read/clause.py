"""Sentences and clauses of a paragraph, and the stretch of text that belongs to one number."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_SENTENCE = re.compile(r"[。！？!?；\n]|……")
_CLAUSE = re.compile(r"[，。！？!?；：\n\t\u3000…]|——|(?<=[\d%家个人户项倍元])、")


@dataclass(frozen=True)
class Frame:
    """The readable text with the places where sentences and clauses begin."""

    text: str

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin."""
        return [0, *(m.end() for m in _SENTENCE.finditer(self.text))]

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses begin."""
        return [0, *(m.end() for m in _CLAUSE.finditer(self.text))]

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence around a place."""
        return self._around(self.sentences, place)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause around a place; its end is before the mark that closes it."""
        return self._around(self.clauses, place)

    def _around(self, starts: list[int], place: int) -> tuple[int, int]:
        i = bisect_right(starts, place) - 1
        end = starts[i + 1] if i + 1 < len(starts) else len(self.text)
        return starts[i], end
