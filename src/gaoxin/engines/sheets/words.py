"""Many texts at once: those that need no more than their ends trimmed."""

from collections.abc import Sequence

import polars as pl

from gaoxin.base.width import NARROW
from gaoxin.engines.sheets.grid import Cell

_SHORT = 8
"""No word for «absent» is longer."""
_FOLDED = r"[\x00-\x1f\x7f-\x9f" + "".join(f"\\x{{{code:x}}}" for code in NARROW) + "]"


def plain_words(cells: Sequence[Cell]) -> list[str | None]:
    """Each text that reads as it is written, trimmed; None where `cells` must look at it."""
    words = pl.Series("w", [cell if cell.__class__ is str else None for cell in cells], dtype=pl.String)
    trimmed = pl.col("w").str.strip_chars()
    plain = (trimmed.str.len_chars() > _SHORT) & ~trimmed.str.contains(_FOLDED)
    found: list[str | None] = words.to_frame().select(pl.when(plain).then(trimmed)).to_series().to_list()
    return found
