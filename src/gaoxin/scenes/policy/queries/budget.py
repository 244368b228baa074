"""What policies are expected to pay, against their budgets."""

from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import ListRows
from gaoxin.scenes.policy.models import Tally
from gaoxin.scenes.policy.queries.library import PolicyRow, policy_list


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One policy that pays; money is fen. `most` is what it comes to if every open case is met."""

    id: str
    title: Text
    kind: str
    level: str
    eligible: int
    paid: int
    waiting: int
    up_to: int
    most: int
    unbounded: int
    budget: int | None
    left: int | None
    standing: str
    standing_name: Text


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the policies that name a budget, in fen, and how many stand where."""

    paid: int
    up_to: int
    budget: int
    over: int
    maybe: int
    unbudgeted: int


STANDINGS = {
    "over": Text("▲ 超预算", "▲ over budget"),
    "maybe": Text("△ 可能超预算", "△ may go over"),
    "within": Text("预算之内", "within budget"),
    "none": Text("未列预算", "no budget named"),
}


def budget_list(zone: Zone) -> tuple[BudgetRow, ...]:
    """Every policy in force that pays money, those over their budget first; loans and tax reliefs are none."""
    tallies = {t.policy: t for t in Tally.objects.filter(zone=zone)}
    paying = (row for row in policy_list(zone) if row.pays and row.in_force and row.id in tallies)
    rows = [_row(row, tallies[row.id]) for row in paying]
    order = list(STANDINGS)
    return tuple(sorted(rows, key=lambda r: (order.index(r.standing), -r.paid)))


def _row(row: PolicyRow, tally: Tally) -> BudgetRow:
    most = tally.paid + tally.up_to
    standing = _standing(tally, row.budget)
    return BudgetRow(
        row.id,
        row.title,
        row.kind,
        row.level,
        tally.eligible,
        tally.paid,
        tally.waiting,
        tally.up_to,
        most,
        tally.unbounded,
        row.budget,
        None if row.budget is None else row.budget - tally.paid,
        standing,
        STANDINGS[standing],
    )


def _standing(tally: Tally, budget: int | None) -> str:
    if budget is None:
        return "none"
    if tally.paid > budget:
        return "over"
    return "maybe" if tally.unbounded or tally.paid + tally.up_to > budget else "within"


def budget_rows(rows: tuple[BudgetRow, ...]) -> ListRows[BudgetRow]:
    """The rows as a table reads them."""
    return ListRows(rows)


def totals(rows: tuple[BudgetRow, ...]) -> Totals:
    """Sums over the policies with a budget."""
    held = [r for r in rows if r.budget is not None]
    return Totals(
        sum(r.paid for r in held),
        sum(r.up_to for r in held),
        sum(r.budget or 0 for r in held),
        sum(r.standing == "over" for r in rows),
        sum(r.standing == "maybe" for r in rows),
        sum(r.standing == "none" for r in rows),
    )
