"""Tables of figures: rows of cells between tabs, with a row of headings; each cell with a number is a claim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaoxin.engines.figures.read import bounds
from gaoxin.engines.figures.read.claim import Claim
from gaoxin.engines.figures.read.clean import Clean
from gaoxin.engines.figures.read.moments import Day, Moment
from gaoxin.engines.figures.read.numeral import DIGITS, MULTIPLE, digits
from gaoxin.engines.figures.read.period import Times, period_of
from gaoxin.engines.figures.read.quantity import Quantity
from gaoxin.engines.figures.read.subject import Topics, zones
from gaoxin.engines.figures.read.words import MEASURES, MONEY, UNITS

_NUMBER = re.compile(rf"(?P<sign>[-+−]?)(?P<num>{DIGITS})(?P<times>{MULTIPLE})?(?P<unit>{UNITS})?")
_UNIT = re.compile(rf"(?:单位：)?(?P<times>{MULTIPLE})?(?P<unit>{UNITS})")
_IN_BRACKETS = re.compile(r"（([^（）]{1,8})）")
_GROWTH = re.compile(r"增长|增速|增幅|同比|±")
_SHARE = re.compile(r"占比|比重|占全|[^进]率$")
_PROGRESS = re.compile(r"完成率|进度|完成计划|占计划")
_PLAIN = re.compile(
    r"(?:数值|绝对量|绝对值|总量|本月|本期|当月|累计|本年累计|指标值|完成|实际|实绩|数量|金额|\d{0,2}月?|总额)*"
)
_MEASURED = frozenset(f"{MONEY} {MEASURES}".split())
_NEAR = 400
"""How far before a table, in characters, its time may be stated."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two tabs, and where."""

    text: str
    start: int

    @property
    def number(self) -> re.Match[str] | None:
        """The number that fills the cell."""
        return _NUMBER.fullmatch(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell with a number, what it measures, whose it is where the row tells, and its unit."""

    cell: Cell
    heading: Cell
    name: str
    subject: str
    times: str
    unit: str
    kind: str


def tables(page: Clean) -> Iterator[Table]:
    """Every run of lines with tabs; a row of several words and no figure is the headings of a new one."""
    rows: list[tuple[Cell, ...]] = []
    for start, end in [*page.paragraphs, (len(page.text), len(page.text))]:
        cells = tuple(_cells(page.text, start, end)) if "\t" in page.text[start:end] else ()
        if rows and (not cells or _heads(cells)):
            if len(rows) > 1 and _heads(rows[0]):
                yield Table(rows[0], tuple(rows[1:]))
            rows = []
        if cells:
            rows.append(cells)


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    for cell in text[start:end].split("\t"):
        yield Cell(cell.strip(), start + len(cell) - len(cell.lstrip()))
        start += len(cell) + 1


def _heads(cells: Sequence[Cell]) -> bool:
    """Whether a row has words in several cells and no figure."""
    said = [cell for cell in cells if cell.text.strip("-—: ")]
    return len(said) > 1 and not any(cell.number for cell in said)


def _figures(table: Table) -> Iterator[Figure]:
    for row in table.rows:
        words = (c.text for c in row if c.text and not c.number and not _UNIT.fullmatch(c.text))
        label, measured = next(words, ""), ""
        units = [label, *(c.text for c in row if not c.number)]
        for cell, heading in zip(row, table.headings, strict=False):
            measured = measured if _rate(heading.text) else heading.text
            if cell.number and label and heading.text != "序号":
                yield from _figure(cell, heading, label, measured, units)


def _figure(cell: Cell, heading: Cell, label: str, measured: str, units: list[str]) -> Iterator[Figure]:
    rate = _rate(heading.text)
    own = cell.number[0].lstrip("+-−").lstrip("0123456789.,") if cell.number else ""
    found = next((u for text in (own, heading.text, *([] if rate else units)) if (u := _unit(text))), None)
    times, unit = found or ("", "%" if rate else "")
    if unit:
        name, subject = _named(label, measured)
        kind = _kind(heading.text if rate else label, unit)
        yield Figure(cell, heading, name, subject, times, unit, kind)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of tables into claims."""

    page: Clean
    day: Day
    times: Times
    topics: Topics

    def claims(self) -> Iterator[Claim]:
        """A claim for each cell with a number."""
        for table in tables(self.page):
            for figure in _figures(table):
                if match := figure.cell.number:
                    yield self._claim(figure, match, table.headings[0].start)

    def _claim(self, figure: Figure, match: re.Match[str], before: int) -> Claim:
        cell, numeral = figure.cell, digits(match["num"], figure.times)
        a, b = (cell.start + place for place in match.span("num"))
        q = Quantity(cell.start, cell.start + match.end(), a, b, numeral.value, numeral.half, figure.unit)
        value = -numeral.value if match["sign"] in ("-", "−") else numeral.value
        start, end = self.page.span(q.start, q.end)
        num_start, num_end = self.page.span(a, b)
        return Claim(
            start=start,
            end=end,
            num_start=num_start,
            num_end=num_end,
            text=self.page.raw[start:end],
            subject=figure.subject or self.topics.at(before),
            indicator=figure.name,
            period=period_of(self._moment(figure, before), False, figure.kind, figure.name, self.day),
            kind=figure.kind,
            value=value,
            value_max=None,
            unit=figure.unit,
            per=None,
            precision=q.half,
            qualifier="exact",
            interval=bounds.interval(q, value),
        )

    def _moment(self, figure: Figure, before: int) -> Moment | None:
        """The time of the heading of a column, else the last one before the table."""
        own = self.times.between(figure.heading.start, figure.heading.start + len(figure.heading.text))
        return own[0] if own else self.times.carried(max(0, before - _NEAR), before)


def _unit(text: str) -> tuple[str, str] | None:
    """Multiple and unit: of a cell 亿元, or in brackets."""
    inside = _IN_BRACKETS.search(text)
    match = _UNIT.fullmatch(inside[1] if inside else text)
    return (match["times"] or "", match["unit"]) if match else None


def _rate(heading: str) -> bool:
    """Whether a column holds rates of what the column before it measures."""
    return any(pattern.search(heading) for pattern in (_GROWTH, _SHARE, _PROGRESS))


def _named(label: str, heading: str) -> tuple[str, str]:
    """Indicator and subject: rows of zones have their indicator in the heading, rows of indicators in the label."""
    label, heading = (_IN_BRACKETS.sub("", text).lstrip("#：") for text in (label, heading))
    label = label.removeprefix("其中：")
    if zones(label) and not _PLAIN.fullmatch(heading):
        return heading, label
    return label, ""


def _kind(said: str, unit: str) -> str:
    if _PROGRESS.search(said):
        return "progress"
    if unit == "%":
        return "growth_yoy" if _GROWTH.search(said) else "share"
    return "level" if unit in _MEASURED else "count"
