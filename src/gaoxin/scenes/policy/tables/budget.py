"""The table of payments against budgets."""

from functools import partial

from gaoxin.base.text import Text
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.scenes.policy.queries.budget import STANDINGS, BudgetRow, budget_rows
from gaoxin.scenes.policy.queries.library import KINDS
from gaoxin.scenes.policy.tables.cells import BUDGET, EXPORT, LEVELS, PAID, group_url, named, policy_url


def budget_table(rows: tuple[BudgetRow, ...]) -> Table:
    """Expected payments against budgets."""
    return Table(
        "budget",
        (
            Column("title", Text("政策", "Policy"), sort="title", url=policy_url),
            Column("standing_name", Text("预算情况", "Standing"), sort="standing"),
            Column(
                "eligible",
                Text("符合", "Eligible"),
                "integer",
                sort="eligible",
                url=partial(group_url, "eligible"),
            ),
            Column("paid", Text("预计兑现", "Expected"), "money", sort="paid", note=PAID),
            Column("waiting", Text("待定企业", "Open cases"), "integer", sort="waiting"),
            Column("up_to", Text("待定最多再加", "Open, up to"), "money", sort="up_to"),
            Column("most", Text("最多合计", "At most"), "money", sort="most"),
            Column("budget", BUDGET, "money", sort="budget", value=lambda r: named(r.budget)),
            Column(
                "left",
                Text("预算剩余", "Left"),
                "money",
                sort="left",
                value=lambda r: named(r.left),
            ),
        ),
        budget_rows(rows),
        (
            Filter("standing", Text("预算情况", "Standing"), lambda: list(STANDINGS.items())),
            Filter("kind", Text("类别", "Kind"), lambda: list(KINDS.items())),
            Filter("level", Text("层级", "Level"), lambda: list(LEVELS.items())),
        ),
        per_page=100,
        export=EXPORT,
        title=Text("预算与预计兑现", "Budget and expected payments"),
        private=False,
    )
