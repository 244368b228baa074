"""分别: the first number is of the first thing listed, the second of the second."""

import re
from dataclasses import dataclass, field

from gaoxin.engines.figures.read.quantity import Quantity

_NEXT = re.compile(r"[、，和及与]{1,2}(?:增长|下降)?")


@dataclass
class Respective:
    """The things listed, those told of in the sentence so far, and whose turn it is."""

    things: list[str] = field(default_factory=list)
    heard_of: list[str] = field(default_factory=list)
    sentence: int = -1
    turn: int = 0
    end: int = -1

    def heard(self, name: str, sentence: int) -> None:
        """A thing was told of."""
        if sentence != self.sentence:
            self.sentence, self.heard_of = sentence, []
        if name not in self.heard_of:
            self.heard_of.append(name)

    def pick(self, names: list[str], q: Quantity, left: str, text: str) -> list[str]:
        """The one name whose turn it is; all names where nothing is said in turn."""
        if "分别" in left:
            self.things = names if len(names) > 1 else list(self.heard_of)
            self.turn = 0
        elif self.end < 0 or not _NEXT.fullmatch(text, self.end, q.start):
            self.end = -1
            return names
        if self.turn >= len(self.things) or (len(self.things) < 2):
            self.end = -1
            return names
        self.end = q.end
        self.turn += 1
        return [self.things[self.turn - 1]]
