"""Where the header of a grid is and what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaoxin.base.currency import YUAN, MoneyUnit
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.base.width import narrow
from gaoxin.engines.sheets.errors import SheetError
from gaoxin.engines.sheets.grid import Grid
from gaoxin.engines.sheets.header_rows import Header, find_header, texts_of
from gaoxin.engines.sheets.headers import Named, Names
from gaoxin.engines.sheets.units import domestic, read_unit, refuse_unclear, unclear_unit, unit_row

_STRAY = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """A recognised column: index, header as written, fact; its unit of money, power, percent sign.

    `stated`: its header gives the unit; `assumed`: nothing does, and the money is read as 元.
    """

    index: int
    header: str
    fact: Fact
    money: MoneyUnit = YUAN
    power: int = 0
    percent: bool = False
    assumed: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The header row (the last of them), the first row of data, the columns, and the header line by line."""

    header_row: int
    data_row: int
    headers: Mapping[int, str]
    columns: Sequence[Planned]
    lines: Sequence[Sequence[str]] = ()

    @property
    def unknown(self) -> dict[int, str]:
        """Headers of columns that name no fact, by index."""
        known = {column.index for column in self.columns}
        return {index: header for index, header in self.headers.items() if index not in known}


def find_layout(grid: Grid, names: Names) -> Layout | None:
    """The layout under the header that names most facts; None where no row names one.

    Raises SheetError where two columns name the same fact or a unit is of another currency.
    """
    header = find_header(grid, names)
    if header is None:
        return None
    _refuse_twice(header)
    texts = texts_of(grid)
    _refuse_above(texts[: header.top], header.bottom + grid.first, grid.first, names)
    return _layout(grid, texts, header, names)


def _layout(grid: Grid, texts: list[list[str]], header: Header, names: Names) -> Layout:
    above = unit_row([text for row in texts[: header.top] for text in row])
    bottom = header.bottom
    below: dict[int, Named] = {}
    while bottom + 1 < len(texts) and (more := _continuation(texts[bottom + 1], header, names)) is not None:
        bottom, below = bottom + 1, below | more
    columns = [
        _planned(index, header.texts[index], below.get(index, named), above)
        for index, named in sorted(header.named.items())
    ]
    _refuse_unclear(texts[: header.top], grid.first, columns, above)
    lines = texts[header.top : bottom + 1]
    return Layout(bottom + grid.first, bottom + grid.first + 1, header.texts, columns, lines)


def _continuation(row: list[str], header: Header, names: Names) -> dict[int, Named] | None:
    """What a row below the header adds: units alone, or the same facts again (ids under names); else None."""
    filled = {index: text for index, text in enumerate(row) if text}
    if not filled or not set(filled) & set(header.named):
        return None
    added: dict[int, Named] = {}
    for index, text in filled.items():
        named, again, unit = header.named.get(index), names.find(text), read_unit(text)
        if named and again and again.fact.id == named.fact.id:
            added[index] = again if again.unit else named
        elif named and unit and unit.fits(named.fact):
            added[index] = Named(named.fact, unit)
        elif named and not _stray(text):
            return None
    return added or None


def _stray(text: str) -> bool:
    """Whether a cell among units is a short name of the column (`代码`) and no value."""
    return 0 < len(narrow(text)) <= _STRAY and all("\u4e00" <= char <= "\u9fff" for char in narrow(text))


def _refuse_unclear(
    rows: list[list[str]], first: int, columns: Sequence[Planned], above: MoneyUnit | None
) -> None:
    """Refuse a unit above the table that is not understood, where a column of money has none of its own."""
    bare = next((plan for plan in columns if plan.fact.type == "money" and not plan.stated), None)
    for row, cells in enumerate(rows, first):
        if bare and (text := unclear_unit(cells, above)):
            raise refuse_unclear(row, text, bare.header)


def _planned(index: int, text: str, named: Named, above: MoneyUnit | None) -> Planned:
    header, fact, unit = " ".join(text.split()), named.fact, named.unit
    if fact.type == "money":
        own = unit.money if unit else None
        money = domestic(own or above or YUAN, header)
        assumed = own is None and above is None
        return Planned(index, header, fact, money, assumed=assumed, stated=own is not None)
    power = unit.power if unit else 0
    return Planned(index, header, fact, power=power, percent=bool(unit and unit.name == "%"))


def _refuse_above(rows: list[list[str]], header: int, first: int, names: Names) -> None:
    """Refuse a smaller table above the one whose header names most facts."""
    for number, row in enumerate(rows, first):
        facts = [named.fact.id for text in row if text and (named := names.find(text))]
        if "uscc" in facts and len(facts) == sum(map(bool, row)) > 1:
            raise second_table(header, number)


def second_table(row: int, header: int) -> SheetError:
    """The refusal of another header below the first one."""
    return SheetError(
        Text(
            f"第{row}行开始了第二张表，列名、顺序或单位与第{header}行的表头不同",
            f"a second table begins at row {row}, with other columns or units than row {header}",
        ),
        Text(
            "请把它放到单独的文件，或改成相同的列和单位",
            "put it in a file of its own, or give it the same columns and units",
        ),
    )


def _refuse_twice(header: Header) -> None:
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
