"""Which rows of a grid are its header, merged and stacked cells put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaoxin.base.width import squeeze
from gaoxin.engines.sheets.grid import Grid, Merge, shown_cell
from gaoxin.engines.sheets.headers import PERIOD, Named, Names

_DEEPEST = 3
_CODE = "uscc"

Texts = list[list[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """The rows `top` to `bottom` (indexes into the head), their text by column, and what they name."""

    top: int
    bottom: int
    texts: Mapping[int, str]
    named: Mapping[int, Named]

    @property
    def facts(self) -> dict[int, str]:
        """The facts named, by column."""
        return {index: named.fact.id for index, named in self.named.items()}

    @property
    def score(self) -> int:
        """How many different facts it names."""
        return len(set(self.facts.values()))


def texts_of(grid: Grid) -> Texts:
    """The head as a rectangle of text."""
    width = max(map(len, grid.head), default=0)
    return [[shown_cell(cell).strip() for cell in row] + [""] * (width - len(row)) for row in grid.head]


def find_header(grid: Grid, names: Names) -> Header | None:
    """The header of one to three rows that names most facts: the first, and the shallowest, of the best."""
    texts = texts_of(grid)
    merges = [((a[0] - grid.first, a[1]), (b[0] - grid.first, b[1])) for a, b in grid.merges]
    best: Header | None = None
    for depth in range(1, _DEEPEST + 1):
        for bottom in range(depth - 1, len(texts)):
            found = _candidate(texts, merges, bottom - depth + 1, bottom, names)
            if found and found.score > (best.score if best else 0):
                best = found
    return _with_second_row(texts, merges, best, names) if best else None


def _candidate(texts: Texts, merges: Sequence[Merge], top: int, bottom: int, names: Names) -> Header | None:
    """What these rows name as a header; None where a merged header cell reaches further down."""
    words: dict[int, str] = {}
    named: dict[int, Named] = {}
    for index, column in enumerate(zip(*_filled(texts, merges, top, bottom), strict=True)):
        stack = list(dict.fromkeys(text for text in column if text))
        if not stack:
            continue
        words[index] = "".join(stack)
        found = names.find(stack[0]) if len(stack) == 1 else names.stacked("".join(stack[:-1]), stack[-1])
        if found:
            named[index] = found
    for (first, left), (last, right) in merges:
        if not top <= first <= bottom or left not in named:
            continue
        if last > bottom:
            return None
        if right > left and last == bottom and _filled_below(texts, bottom, left, right):
            del named[left]
    return Header(top, bottom, words, named)


def _filled_below(texts: Texts, bottom: int, left: int, right: int) -> bool:
    """Whether a header over several columns has values in more than its first: which one it names is unknown."""
    return any(any(row[left + 1 : right + 1]) for row in texts[bottom + 1 :])


def _filled(texts: Texts, merges: Sequence[Merge], top: int, bottom: int) -> Texts:
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


def _with_second_row(texts: Texts, merges: Sequence[Merge], header: Header, names: Names) -> Header:
    """The header with the row below it, where that row changes what the columns mean (上年 under 营业收入)."""
    codes = [index for index, fact in header.facts.items() if fact == _CODE]
    if header.bottom + 1 >= len(texts) or not codes or texts[header.bottom + 1][codes[0]]:
        return header
    below = texts[header.bottom + 1]
    deeper = _candidate(texts, merges, header.top, header.bottom + 1, names)
    if deeper is None or _CODE not in deeper.facts.values():
        return header
    changed = deeper.score == header.score and deeper.facts != header.facts
    figures = [index for index, named in header.named.items() if named.fact.numeric]
    periods = any(PERIOD.search(squeeze(below[index])) for index in figures)
    return deeper if changed or periods else header
