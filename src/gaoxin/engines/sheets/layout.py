"""Where the header of a grid is and what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaoxin.base.currency import YUAN, MoneyUnit
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.base.width import narrow
from gaoxin.engines.sheets.errors import SheetError
from gaoxin.engines.sheets.grid import Grid, Merge, shown_cell
from gaoxin.engines.sheets.headers import Named, Names
from gaoxin.engines.sheets.units import domestic, read_unit, unit_row

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A recognised column: index, header as written, fact; its unit of money, power of ten or percent sign."""

    index: int
    header: str
    fact: Fact
    money: MoneyUnit = YUAN
    power: int = 0
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The header row (the last of them), the first row of data, and the columns."""

    header_row: int
    data_row: int
    headers: Mapping[int, str]
    columns: Sequence[Planned]

    @property
    def unknown(self) -> dict[int, str]:
        """Headers of columns that name no fact, by index."""
        known = {column.index for column in self.columns}
        return {index: header for index, header in self.headers.items() if index not in known}


@dataclass(frozen=True, slots=True)
class _Header:
    """A candidate: the rows `top` to `bottom` (indexes into the head) and what they name."""

    top: int
    bottom: int
    texts: Mapping[int, str]
    named: Mapping[int, Named]

    @property
    def score(self) -> int:
        return len({named.fact.id for named in self.named.values()})


def find_layout(grid: Grid, names: Names) -> Layout | None:
    """The layout under the row that names most facts; None where no row names one.

    Raises SheetError where two columns name the same fact or a unit is of another currency.
    """
    texts, first = _texts(grid), grid.first
    merges = [((a[0] - first, a[1]), (b[0] - first, b[1])) for a, b in grid.merges]
    best: _Header | None = None
    for depth in range(1, _DEEPEST + 1):
        for bottom in range(depth - 1, len(texts)):
            top = bottom - depth + 1
            found = _candidate(_filled(texts, merges, top, bottom), top, names)
            if found.score > (best.score if best else 0):
                best = found
    if best is None:
        return None
    _refuse_twice(best)
    return _layout(grid, texts, best, names)


def _texts(grid: Grid) -> list[list[str]]:
    width = max(map(len, grid.head), default=0)
    return [[shown_cell(cell).strip() for cell in row] + [""] * (width - len(row)) for row in grid.head]


def _filled(texts: list[list[str]], merges: Sequence[Merge], top: int, bottom: int) -> list[list[str]]:
    """Rows `top` to `bottom`; merged ranges filled downwards, and sideways above the last row."""
    rows = [list(row) for row in texts[top : bottom + 1]]
    for (first, left), (last, right) in merges:
        if not top <= first <= bottom or left >= len(rows[0]):
            continue
        sideways = range(left, min(right, len(rows[0]) - 1) + 1 if last < bottom else left + 1)
        for row in rows[first - top : last - top + 1]:
            for column in sideways:
                row[column] = texts[first][left]
    return rows


def _candidate(rows: list[list[str]], top: int, names: Names) -> _Header:
    words: dict[int, str] = {}
    named: dict[int, Named] = {}
    for index, column in enumerate(zip(*rows, strict=True)):
        stack = list(dict.fromkeys(text for text in column if text))
        if not stack:
            continue
        words[index] = "".join(stack)
        found = names.find(stack[0]) if len(stack) == 1 else names.stacked("".join(stack[:-1]), stack[-1])
        if found:
            named[index] = found
    return _Header(top, top + len(rows) - 1, words, named)


def _layout(grid: Grid, texts: list[list[str]], header: _Header, names: Names) -> Layout:
    above = unit_row([text for row in texts[: header.top] for text in row])
    bottom = header.bottom
    below: dict[int, Named] = {}
    while bottom + 1 < len(texts) and (more := _continuation(texts[bottom + 1], header, names)) is not None:
        bottom, below = bottom + 1, below | more
    columns = [
        _planned(index, header.texts[index], below.get(index, named), above)
        for index, named in sorted(header.named.items())
    ]
    return Layout(bottom + grid.first, bottom + grid.first + 1, header.texts, columns)


def _continuation(row: list[str], header: _Header, names: Names) -> dict[int, Named] | None:
    """What a row below the header adds: units alone, or the same facts again (ids under names); else None."""
    filled = {index: text for index, text in enumerate(row) if text}
    if not filled or not set(filled) & set(header.named):
        return None
    added: dict[int, Named] = {}
    for index, text in filled.items():
        named, again, unit = header.named.get(index), names.find(text), read_unit(text.strip("()（）"))
        if named and again and again.fact.id == named.fact.id:
            added[index] = again if again.unit else named
        elif named and unit and unit.fits(named.fact):
            added[index] = Named(named.fact, unit)
        elif named:
            return None
    return added or None


def _planned(index: int, text: str, named: Named, above: MoneyUnit | None) -> Planned:
    header, fact, unit = " ".join(text.split()), named.fact, named.unit
    if fact.type == "money":
        money = unit.money if unit and unit.money else above or YUAN
        return Planned(index, header, fact, domestic(money, header))
    power = unit.power if unit else 0
    return Planned(index, header, fact, power=power, percent=bool(unit and unit.name == "%"))


def _refuse_twice(header: _Header) -> None:
    seen: dict[str, int] = {}
    for index, named in header.named.items():
        first = seen.setdefault(named.fact.id, index)
        if first != index:
            pair = [f"{letters(i)}「{narrow(header.texts[i])}」" for i in (first, index)]
            english = [f"{letters(i)} “{narrow(header.texts[i])}”" for i in (first, index)]
            raise SheetError(
                Text(
                    f"两列是同一指标：{pair[0]} 和 {pair[1]}",
                    f"two columns are one fact: {english[0]} and {english[1]}",
                ),
                Text("请只保留一列", "keep one of them"),
            )


def letters(index: int) -> str:
    """The name of a column as spreadsheets write it: 0 is A, 26 is AA."""
    name = ""
    while index >= 0:
        name = chr(65 + index % 26) + name
        index = index // 26 - 1
    return name
