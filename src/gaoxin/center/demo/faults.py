"""Rows that a real sheet always holds: wrong codes, repeated firms, impossible dates, unreadable figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.base.uscc import ALPHABET
from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.pattern import Column, form, habits

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = list[Cell]

CODE_KINDS = ("check character", "duplicate code", "no code")
KINDS = (*CODE_KINDS, "impossible date", "unreadable figure")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row, counted from 0, and in which column."""

    row: int
    kind: str
    fact: str


def spoil(rows: Sequence[Row], chance: Chance) -> list[Fault]:
    """Spoil the share of rows that habits.yaml gives, each kind in turn; says what was done."""
    wanted = round(len(rows) * habits().wrong)
    chosen: dict[int, None] = {}
    while len(chosen) < wanted:
        chosen[int(chance.next() * len(rows))] = None
    return [_spoil(rows, row, KINDS[i % len(KINDS)], chance) for i, row in enumerate(chosen)]


def _spoil(rows: Sequence[Row], row: int, kind: str, chance: Chance) -> Fault:
    column = chance.pick(_columns(kind))
    place = form().columns.index(column)
    rows[row][place] = _spoilt(kind, rows, row, place, chance)
    return Fault(row, kind, column.fact)


def _columns(kind: str) -> list[Column]:
    if kind in CODE_KINDS:
        return [c for c in form().columns if c.fact == "uscc"]
    wanted = "date" if kind == "impossible date" else "money"
    return [c for c in form().columns if c.as_ == wanted]


def _spoilt(kind: str, rows: Sequence[Row], row: int, place: int, chance: Chance) -> Cell:
    match kind:
        case "check character":
            code = str(rows[row][place])
            return code[:-1] + chance.pick([c for c in ALPHABET if c != code[-1]])
        case "duplicate code":
            return rows[row - 1][place]
        case "impossible date":
            return chance.pick(habits().impossible_dates)
        case "unreadable figure":
            return chance.pick(habits().unreadable_figures)
        case _:
            return None
