"""Names for the elements of a model: Chinese as people say them, legal in FEEL, each once."""

import re

from gaoxin.engines.rules.feel.characters import is_part, normal_name

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)[%％]")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
MARK = "·"
"""Stands where a title has a character that no name may hold."""


class Names:
    """Gives out names; a taken one gets a word, then a number."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def give(self, title: str, word: str = "") -> str:
        """A name for a title; `word` is added where the name is taken."""
        name = legal(title)
        choices = [name, f"{name}{MARK}{word}"] if word else [name]
        number = 1
        while choices[0] in self.taken:
            choices.pop(0)
            number += 1
            choices += [] if choices else [f"{name}{MARK}{number}"]
        self.taken.add(choices[0])
        return choices[0]


def legal(title: str) -> str:
    """The title with what FEEL does not take in names said in other words or as a dot."""
    text = _POINT.sub("点", _PERCENT.sub(r"百分之\1", title))
    kept = "".join(char if _plain(char) else MARK for char in text)
    name = normal_name(re.sub(f"(?:\\s*{MARK}\\s*)+", MARK, kept).strip(MARK + " "))
    return f"第{name}" if not name or name[0].isdigit() else name


def _plain(char: str) -> bool:
    return (is_part(char) and (char.isalnum() or char in "_")) or char == " "
