"""The firms as an officer's sheet shows them: Chinese headers, mixed writing, gaps and wrong rows."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import polars as pl

from gaoxin.center.demo.chance import Chance, lots
from gaoxin.center.demo.faults import Cell, Fault, Row, spoil
from gaoxin.center.demo.firms import SEED
from gaoxin.center.demo.pattern import Column, form, habits
from gaoxin.center.demo.sketch import Facts, Value

EXCEL_DAY_0 = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DemoSheet:
    """Headers, rows as written, and the rows that were spoilt on purpose."""

    headers: list[str]
    rows: list[Row]
    faults: list[Fault]

    @property
    def frame(self) -> pl.DataFrame:
        """The cells as text, blank ones null."""
        texts = [[None if cell is None else str(cell) for cell in row] for row in self.rows]
        return pl.DataFrame(texts, dict.fromkeys(self.headers, pl.String), orient="row")


def sheet(firms: Sequence[Facts], seed: int = SEED) -> DemoSheet:
    """Write the firms down as an officer would."""
    chance, columns = Chance(seed, "sheet"), form().columns
    gaps = gap_shares(firms)
    rows = [_row(firm, columns, gaps, chance) for firm in firms]
    return DemoSheet([c.header for c in columns], rows, spoil(rows, Chance(seed, "faults")))


def gap_shares(firms: Sequence[Facts]) -> list[float]:
    """How often each column is left blank, so that the share of blank known cells comes out as habits.yaml says."""
    known = [sum(column.fact in firm for firm in firms) for column in form().columns]
    weight = sum(n * column.gap for n, column in zip(known, form().columns, strict=True))
    scale = habits().gaps * sum(known) / weight if weight else 0.0
    return [column.gap * scale for column in form().columns]


def _row(firm: Facts, columns: Sequence[Column], gaps: Sequence[float], chance: Chance) -> Row:
    care = chance.between(0.0, 2.0)
    row: Row = []
    for column, gap in zip(columns, gaps, strict=True):
        value = firm.get(column.fact)
        if value is None or chance.next() < gap * care:
            row.append(None)
        else:
            row.append(_cell(column.as_, value, chance))
    return row


def _cell(kind: str, value: Value, chance: Chance) -> Cell:
    plain = PLAIN.get(kind)
    return plain(value) if plain else DRAWN[kind](value, chance)


def _money(value: Value, chance: Chance) -> Cell:
    amount = cast(int, value) / 10_000
    draw = chance.next()
    return f"{amount:,.2f}" if draw < 0.02 else f"{amount:.2f}" if draw < 0.03 else amount


def _percent(value: Value, chance: Chance) -> Cell:
    hundredths = float(cast(Decimal, value) * 100)
    return f"{hundredths:g}%" if chance.yes(0.5) else hundredths


def _date(value: Value, chance: Chance) -> Cell:
    day = cast(dt.date, value)
    style: str = chance.pick(lots(habits().dates))
    if style == "serial":
        return (day - EXCEL_DAY_0).days
    return style.format(y=day.year, m=day.month, d=day.day)


PLAIN: dict[str, Callable[[Value], Cell]] = {
    "text": lambda value: cast(str, value),
    "count": lambda value: cast(int, value),
    "number": lambda value: float(cast(Decimal, value)),
    "yesno": lambda value: "是" if value else "否",
    "list": lambda value: "、".join(cast(tuple[str, ...], value)),
}
DRAWN: dict[str, Callable[[Value, Chance], Cell]] = {"money": _money, "percent": _percent, "date": _date}
