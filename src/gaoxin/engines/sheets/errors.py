"""What a sheet is refused for: the whole file, or one row."""

from dataclasses import dataclass

from gaoxin.base.result import NOTHING, Problem
from gaoxin.base.text import Text


class SheetError(ValueError):
    """A file that is refused as a whole; `text` says why and what to do, in one line."""

    def __init__(self, text: Text, advice: Text = NOTHING) -> None:
        self.text = Problem(text, advice).message
        super().__init__(self.text.zh)


@dataclass(frozen=True, slots=True)
class RowError:
    """One reason why one row (1-based, as in the source) was not read.

    `column` is the header as written, empty where the whole row is meant; `skipped` marks
    totals and notes, which are no firms.
    """

    row: int
    column: str
    value: str
    text: Text
    skipped: bool = False
