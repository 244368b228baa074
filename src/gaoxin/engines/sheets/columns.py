"""A batch of one column at once: exact integer arithmetic for plain numbers, `cells` for the rest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES
from gaoxin.engines.sheets.cells import Reader, Value
from gaoxin.engines.sheets.grid import Cell, Column
from gaoxin.engines.sheets.uscc_column import right_codes
from gaoxin.engines.sheets.words import plain_words

_DTYPES: Mapping[str, pl.DataType] = {
    "date": pl.Date(),
    "boolean": pl.Boolean(),
    "codes": pl.List(pl.String),
    "money": pl.Int64(),
    "integer": pl.Int64(),
    "number": pl.Int64(),
}
_PLAIN = r"^-?([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,15})(\.[0-9]{1,9})?$"
_EXACT = 1e15
_CACHE = 200_000

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Converted:
    """The values of a batch, null where absent or wrong, and what is wrong by index."""

    values: pl.Series
    problems: dict[int, Text]


@dataclass(slots=True)
class ColumnReader:
    """Reads the batches of one column; what one text means is worked out once.

    `percents(indexes)` tells which rows of the batch are shown as percent.
    """

    reader: Reader
    _known: dict[object, Value | Refused] = field(default_factory=dict)

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in the frame."""
        return _DTYPES.get(self.reader.plan.fact.type, pl.String())

    def convert(
        self, column: Column, faults: Mapping[int, Text], percents: Callable[[], npt.NDArray[np.bool_]]
    ) -> Converted:
        """Read a batch; cells in `faults` have no value and that problem."""
        if self.reader.plan.fact.numeric:
            return self._numeric(column, faults, percents)
        cells = list(column)
        for index in faults:
            cells[index] = None
        values = self._at_once(cells)
        rest = [i for i, value in enumerate(values) if value is None and cells[i] not in ("", None)]
        problems = self._each(cells, rest, values.__setitem__)
        return Converted(pl.Series(values, dtype=self.dtype), problems | dict(faults))

    def _at_once(self, cells: list[Cell]) -> list[Value]:
        """What needs no look at single cells; None for the rest."""
        fact = self.reader.plan.fact
        if fact.id == "uscc":
            return [*right_codes(cells)]
        if fact.type == "text" or (fact.type == "code" and not fact.codes and fact.id != "industry_code"):
            return [*plain_words(cells)]
        return [None] * len(cells)

    def _numeric(
        self, column: Column, faults: Mapping[int, Text], percents: Callable[[], npt.NDArray[np.bool_]]
    ) -> Converted:
        floats, cells = _floats(column, texts=not self.reader.plan.fact.percent)
        floats[list(faults)] = np.nan
        for index in faults:
            cells[index] = None
        shown = percents() if self.reader.plan.fact.percent else np.zeros(len(cells), bool)
        scaled, valid = self._scaled(floats, shown)
        rest = [index for index in np.flatnonzero(~valid).tolist() if cells[index] not in ("", None)]

        def store(index: int, value: Value) -> None:
            if isinstance(value, int):
                scaled[index], valid[index] = value, True

        problems = self._each(cells, rest, store, shown)
        values = pl.DataFrame({"v": scaled, "m": valid}).select(pl.when("m").then("v")).to_series()
        return Converted(values, problems | dict(faults))

    def _scaled(
        self, floats: Floats, shown: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        plan = self.reader.plan
        places = SCALES[plan.fact.type] + plan.power
        if plan.fact.type == "money":
            places += len(str(plan.money.factor)) - 1
        if not plan.fact.percent:
            return exact(floats, places, counts=plan.fact.type == "integer")
        scaled, valid = exact(np.where(shown, floats, np.nan), places)
        if plan.percent:
            bare, written = exact(np.where(shown, np.nan, floats), places - 2)
            scaled, valid = np.where(written, bare, scaled), valid | written
        return scaled, valid

    def _each(
        self,
        cells: list[Cell],
        indexes: Iterable[int],
        store: Callable[[int, Value], None],
        shown: npt.NDArray[np.bool_] | None = None,
    ) -> dict[int, Text]:
        """Read single cells through what is already known; returns the problems by index."""
        problems: dict[int, Text] = {}
        if len(self._known) > _CACHE:
            self._known.clear()
        for index in indexes:
            percent = bool(shown is not None and shown[index])
            found = self._lookup(cells[index], percent)
            if isinstance(found, Refused):
                problems[index] = found.message
            else:
                store(index, found)
        return problems

    def _lookup(self, cell: Cell, percent: bool) -> Value | Refused:
        key = cell if cell.__class__ is str and not percent else (cell.__class__, str(cell), percent)
        try:
            return self._known[key]
        except KeyError:
            pass
        found: Value | Refused
        try:
            found = self.reader.read(cell, percent)
        except Refused as refused:
            found = refused
        self._known[key] = found
        return found


def exact(
    floats: Floats, places: int, *, counts: bool = False
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Floats times 10^places as int64, and where that is their exact decimal meaning.

    A float is taken only where an integer m < 10^15 gives it back as m / 10^places, correctly rounded:
    then m is its only decimal of 15 digits. All others, NaN too, are left to `cells`.
    """
    power = 10.0**places
    with np.errstate(all="ignore"):
        near = np.rint(floats * power)
        valid = (np.abs(near) < _EXACT) & (near / power == floats)
        whole = ~valid & (floats == np.rint(floats)) & (np.abs(floats) < min(_EXACT, 9e18 / power))
    if counts:
        valid &= floats >= 0
        whole &= floats >= 0
    scaled = np.where(valid, near, 0).astype(np.int64)
    large = np.where(whole, floats, 0).astype(np.int64) * np.int64(10**places if places < 19 else 0)
    return np.where(whole, large, scaled), valid | whole


def _floats(column: Column, *, texts: bool) -> tuple[Floats, list[Cell]]:
    """The column as floats (NaN where a cell is none) and its cells; plain numbers in text too if `texts`."""
    cells: list[Cell] = list(column)
    floats = np.array([cell if cell.__class__ is float else np.nan for cell in cells], np.float64)
    if isinstance(column, pl.Series) and column.dtype.is_integer():
        small = column.cast(pl.Float64).fill_null(np.nan).to_numpy()
        return np.where(np.abs(small) < _EXACT, small, np.nan), cells
    if texts and str in set(map(type, cells)):
        words = pl.Series([cell if cell.__class__ is str else None for cell in cells], dtype=pl.String)
        floats = np.where(np.isnan(floats), _parsed(words), floats)
    return floats, cells


def _parsed(words: pl.Series) -> Floats:
    """Plain numbers of at most 15 digits, for which float and decimal are the same; else NaN."""
    text = pl.col("w").str.strip_chars(" ")
    digits = text.str.replace_all(",", "", literal=True)
    plain = text.str.contains(_PLAIN) & (digits.str.len_bytes() <= 15)
    found = words.to_frame("w").select(pl.when(plain).then(digits).cast(pl.Float64)).to_series()
    return found.fill_null(np.nan).to_numpy()
