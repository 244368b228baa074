"""From facts to rows of matches: one row a firm and policy worth telling."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from gaoxin.center.impact.amounts import unknown_amounts
from gaoxin.center.library import Library
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.columnar import Columns, Plan, compile_rules
from gaoxin.engines.rules.rule import RuleSet

KEY = ("uscc", "policy")
TOLD = (
    "version",
    "state",
    "failed",
    "unmet",
    "missing",
    "review",
    "gap",
    "gap_en",
    "distance",
    "amount",
    "up_to",
    "waits",
)
"""What a match says, beside firm and policy."""
DISTANCE = r"(?:short by|over by) (?:CNY )?([\d,]+(?:\.\d+)?)"


def plan_of(library: Library, day: dt.date, only: Sequence[str] = ()) -> Plan | None:
    """The versions in force, compiled; None where there is none."""
    try:
        return compile_rules(library.rules(day, only), day)
    except PackError:
        if any(library.rule(f.policy, day) for f in library.policies.values() if not only):
            raise
        return None


def columns_of(frame: pl.DataFrame, rules: RuleSet) -> Columns:
    """The frame as columns."""
    return Columns.from_frame(frame, rules.vocabulary)


def told(plan: Plan, frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """Columns KEY and TOLD; of ineligible pairs those with exactly one unmet condition."""
    pairs = plan.matches(columns, language="zh")
    english = plan.matches(columns, language="en")["gap"].fill_null("")
    pairs = pairs.with_columns(pl.col("state").cast(pl.String), english.alias("gap_en"))
    return _named(_with_money(pairs, plan, columns), plan, frame).select(*KEY, *TOLD)


def _named(pairs: pl.DataFrame, plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    ids = [(i, r.id, r.version) for i, r in enumerate(plan.rules.rules)]
    policies = pl.DataFrame(ids, {"rule": pl.UInt16, "policy": pl.String, "version": pl.String}, orient="row")
    number = pl.col("gap_en").str.extract(DISTANCE).str.replace_all(",", "").cast(pl.Decimal(38, 2))
    return (
        pairs.join(policies, on="rule", how="left", maintain_order="left")
        .with_columns(
            frame["uscc"].gather(pairs["row"]).alias("uscc"),
            pl.col("gap").fill_null(""),
            (pl.col("state") == "ineligible").cast(pl.Int64).alias("failed"),
            (number * 100).cast(pl.Int64).alias("distance"),
        )
        .sort(KEY)
    )


def _with_money(pairs: pl.DataFrame, plan: Plan, columns: Columns) -> pl.DataFrame:
    """`amount`, `up_to`, and `waits`: whether an amount may still come; nought where a rule names none."""
    parts = []
    for (which,), part in pairs.group_by("rule", maintain_order=True):
        rule = int(str(which))
        parts.append(_money(part, plan, rule, columns) if rule in plan.amounts.of else _unpaid(part))
    return pl.concat(parts) if parts else _unpaid(pairs)


def _unpaid(part: pl.DataFrame) -> pl.DataFrame:
    return part.with_columns(pl.lit(None, pl.Int64).alias("up_to"), pl.lit(value=False).alias("waits"))


def _money(part: pl.DataFrame, plan: Plan, rule: int, columns: Columns) -> pl.DataFrame:
    open_ = part.filter(pl.col("amount").is_null())["row"]
    joined = part.join(
        unknown_amounts(plan, rule, columns, open_), on="row", how="left", maintain_order="left"
    )
    none = pl.col("known").fill_null(value=False)
    amount = pl.when(none & (pl.col("state") != "ineligible")).then(0).otherwise("amount")
    up_to = pl.when(pl.col("amount").is_not_null()).then("amount").when(none).then(0).otherwise("up_to")
    settled = pl.col("state") == "eligible"
    return joined.select(
        *(name for name in part.columns if name != "amount"),
        amount.cast(pl.Int64).alias("amount"),
        up_to.cast(pl.Int64).alias("up_to"),
        (pl.when(settled).then(pl.col("amount").is_null() & ~none).otherwise(pl.col("state") != "ineligible"))
        .cast(pl.Boolean)
        .alias("waits"),
    ).select(*part.columns, "up_to", "waits")
