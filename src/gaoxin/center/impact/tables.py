"""The tables of a change: overview, moves between states, and groups; money in yuan, exact to the fen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.effects import EFFECTS, NOT_IN_FORCE, STATES
from gaoxin.center.impact.groups import MONEY, Group
from gaoxin.center.impact.heading import heading
from gaoxin.center.impact.summary import Summary
from gaoxin.center.impact.tell import drafting, notes

YUAN = pl.Decimal(38, 2)
OVERVIEW = (
    Text("项目", "Item"),
    Text("改前", "Before"),
    Text("改后", "After"),
    Text("变化", "Change"),
    Text("说明", "Words"),
)
COLUMNS = {
    "firms": Text("企业数", "Firms"),
    "eligible_before": Text("改前符合", "Eligible before"),
    "eligible_after": Text("改后符合", "Eligible after"),
    **{effect: name for effect, name in EFFECTS.items() if effect != "same"},
    "paid_before": Text("改前费用（元）", "Cost before (CNY)"),
    "paid_after": Text("改后费用（元）", "Cost after (CNY)"),
    "delta": Text("费用变化（元）", "Change of cost (CNY)"),
    "gain": Text("其中：得（元）", "of it gained (CNY)"),
    "loss": Text("其中：失（元）", "of it lost (CNY)"),
    "doubt": Text("其中：待定（元）", "of it in doubt (CNY)"),
    "up_to_before": Text("改前最多再加（元）", "Up to, before (CNY)"),
    "up_to_after": Text("改后最多再加（元）", "Up to, after (CNY)"),
}
TOTAL = Text("合计", "Total")


def yuan(fen: int | None) -> Decimal | None:
    """Fen as yuan."""
    return None if fen is None else Decimal(fen).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the overview."""

    name: Text
    before: Decimal | None = None
    after: Decimal | None = None
    words: str = ""

    @property
    def change(self) -> Decimal | None:
        """After less before, where both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


def overview(summary: Summary, language: Language) -> pl.DataFrame:
    """What was changed, firms by state, effects, money, and what must be known beside."""
    items = [
        *_changes(summary, language),
        *states(summary),
        *_effects(summary),
        *money(summary),
        *_words(summary, language),
    ]
    names = [text.in_(language) for text in OVERVIEW]
    rows = [(i.name.in_(language), i.before, i.after, i.change, i.words) for i in items]
    kinds = (pl.String, YUAN, YUAN, YUAN, pl.String)
    return pl.DataFrame(rows, dict(zip(names, kinds, strict=True)), orient="row")


def _changes(summary: Summary, language: Language) -> Iterator[Item]:
    for line in heading(summary.impact.before, summary.impact.after, language):
        yield Item(Text("改动", "Changed"), words=line)


def states(summary: Summary) -> Iterator[Item]:
    """Firms in each state before and after."""
    for state, name in STATES.items():
        before = sum(n for (old, _), n in summary.moves.items() if old == state)
        after = sum(n for (_, new), n in summary.moves.items() if new == state)
        yield Item(name, Decimal(before), Decimal(after))


def _effects(summary: Summary) -> Iterator[Item]:
    for effect, name in EFFECTS.items():
        yield Item(name, after=Decimal(summary.total[effect]))


def money(summary: Summary) -> Iterator[Item]:
    """Cost, what may still come, budget and what it leaves; nothing where no amount is named."""
    if not summary.impact.paid:
        return
    before, after = summary.costs
    lines = (
        (Text("费用（元）", "Cost (CNY)"), "paid"),
        (Text("最多再加（元）", "Up to this much more (CNY)"), "up_to"),
        (Text("预算（元）", "Budget (CNY)"), "budget"),
        (Text("预算剩余（元）", "Left of the budget (CNY)"), "left"),
    )
    for name, key in lines:
        old, new = (yuan(getattr(c, key)) if c else None for c in (before, after))
        yield Item(name, old, new)
    old, new = (Decimal(c.unbounded) if c else None for c in (before, after))
    yield Item(UNBOUNDED, old, new)


UNBOUNDED = Text("金额没有上限的企业", "Firms without an upper amount")


def _words(summary: Summary, language: Language) -> Iterator[Item]:
    for note in notes(summary, language):
        yield Item(Text("注意", "Note"), words=note)
    for line in drafting(summary, language):
        yield Item(Text("文件", "File"), words=line)


def matrix(summary: Summary, language: Language) -> pl.DataFrame:
    """Firms by state before (rows) and after (columns), with sums."""
    states_ = axis(summary)
    names = {state: STATES[state].in_(language) if state else NOT_IN_FORCE.in_(language) for state in states_}
    corner, total = Text("改前＼改后", "Before \\ after").in_(language), TOTAL.in_(language)
    counts = [[summary.moves.get((old, new), 0) for new in states_] for old in states_]
    counts.append([sum(column) for column in zip(*counts, strict=True)])
    rows = [(name, *row, sum(row)) for name, row in zip([*names.values(), total], counts, strict=True)]
    return pl.DataFrame(rows, [corner, *names.values(), total], orient="row")


def axis(summary: Summary) -> list[str | None]:
    """The four states, and null where a version is not in force."""
    absent = any(None in key for key in summary.moves)
    return [*STATES, *([None] if absent else [])]


def groups(found: Sequence[Group], summary: Summary, language: Language, name: Text) -> pl.DataFrame:
    """One line a group; industries carry their level and code."""
    levels = [LEVELS[g.level].in_(language) for g in found] if any(g.level for g in found) else []
    lead: dict[str, pl.Series] = {}
    if levels:
        lead[Text("层级", "Level").in_(language)] = pl.Series(levels, dtype=pl.String)
        lead[Text("代码", "Code").in_(language)] = pl.Series([g.code for g in found], dtype=pl.String)
    lead[name.in_(language)] = pl.Series([g.name.in_(language) for g in found], dtype=pl.String)
    shown = {key: text for key, text in COLUMNS.items() if summary.impact.paid or key not in MONEY}
    return pl.DataFrame({**lead, **{text.in_(language): _column(key, found) for key, text in shown.items()}})


LEVELS = {"section": Text("门类", "section"), "division": Text("大类", "division")}


def _column(key: str, found: Sequence[Group]) -> pl.Series:
    values = [g.counts[key] for g in found]
    return (
        pl.Series([yuan(v) for v in values], dtype=YUAN)
        if key in MONEY
        else pl.Series(values, dtype=pl.Int64)
    )
