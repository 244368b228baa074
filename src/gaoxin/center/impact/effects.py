"""What a change does to a firm: its state before and after, put into one word."""

from collections.abc import Mapping

import polars as pl

from gaoxin.base.text import Text

STATES: Mapping[str, Text] = {
    "eligible": Text("符合", "eligible"),
    "needs_data": Text("缺数据", "needs data"),
    "needs_review": Text("需人工", "needs review"),
    "ineligible": Text("不符合", "ineligible"),
}
"""The four states, best first."""

NOT_IN_FORCE = Text("未生效", "not in force")
"""In place of a state where no version is in force."""

OPEN = ("needs_data", "needs_review")

EFFECTS: Mapping[str, Text] = {
    "gained": Text("新获得", "newly eligible"),
    "more": Text("金额增加", "higher amount"),
    "less": Text("金额减少", "lower amount"),
    "lost": Text("失去", "no longer eligible"),
    "in_doubt": Text("转为待定", "now undecided"),
    "unsettled": Text("金额待定", "amount not known"),
    "chance": Text("新有可能", "now possible"),
    "chance_gone": Text("不再可能", "no longer possible"),
    "shifted": Text("待定原因改变", "undecided for another reason"),
    "same": Text("不变", "unchanged"),
}
"""Effects in the order they are told: first the sure ones, then those that wait for data or a person."""

WINS, LOSSES, DOUBTS = ("gained", "more"), ("less", "lost"), ("in_doubt", "unsettled")
"""Effects whose difference in money counts as gain, as loss, or as waiting."""


def effect() -> pl.Expr:
    """The effect from `before`, `after`, `paid_before`, `paid_after` and `one_amount`; a null state is no firm.

    `paid_*` is null where an eligible firm's amount is not known; `one_amount` says that both versions
    work the amount out alike.
    """
    before, after = pl.col("before"), pl.col("after")
    was, is_ = before == "eligible", after == "eligible"
    maybe_was, maybe_is = before.is_in(OPEN), after.is_in(OPEN)
    was, is_, maybe_was, maybe_is = (e.fill_null(value=False) for e in (was, is_, maybe_was, maybe_is))
    return (
        pl.when(was & is_)
        .then(_both_eligible())
        .when(is_)
        .then(pl.lit("gained"))
        .when(was)
        .then(pl.when(maybe_is).then(pl.lit("in_doubt")).otherwise(pl.lit("lost")))
        .when(maybe_is & ~maybe_was)
        .then(pl.lit("chance"))
        .when(maybe_was & ~maybe_is)
        .then(pl.lit("chance_gone"))
        .when(before.ne_missing(after) & maybe_was)
        .then(pl.lit("shifted"))
        .otherwise(pl.lit("same"))
    )


def _both_eligible() -> pl.Expr:
    before, after = pl.col("paid_before"), pl.col("paid_after")
    unknown = before.is_null() | after.is_null()
    return (
        pl.when(unknown)
        .then(pl.when("one_amount").then(pl.lit("same")).otherwise(pl.lit("unsettled")))
        .when(after > before)
        .then(pl.lit("more"))
        .when(after < before)
        .then(pl.lit("less"))
        .otherwise(pl.lit("same"))
    )


def moves(firms: pl.DataFrame) -> dict[tuple[str | None, str | None], int]:
    """Firms by state before and state after."""
    counted = firms.group_by("before", "after").len()
    return {(before, after): count for before, after, count in counted.iter_rows()}
