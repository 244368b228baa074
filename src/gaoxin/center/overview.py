"""Per policy: how many firms are in each state, how many one step away, and the money of the eligible."""

import polars as pl

from gaoxin.center.matching import Matching

STATES = ("eligible", "one_step", "needs_data", "needs_review", "ineligible")


def overview(matching: Matching) -> pl.DataFrame:
    """Columns `policy`, the STATES, and `amount`: yuan over the eligible firms, null where no amount is set."""
    counts = matching.plan.counts(matching.columns)
    pairs = matching.pairs.group_by("rule").agg(
        pl.col("amount").filter(pl.col("state") == "eligible").sum().alias("fen"),
        one_failure().sum().alias("one_step"),
    )
    known = pl.DataFrame(
        {
            "rule": pl.Series(range(len(matching.rules.rules)), dtype=pl.UInt16),
            "policy": [r.id for r in matching.rules.rules],
            "paid": [r.amount is not None for r in matching.rules.rules],
        }
    )
    joined = known.join(counts, on="rule", how="left").join(pairs, on="rule", how="left")
    yuan = pl.when("paid").then(pl.col("fen").fill_null(0) / 100)
    counted = joined.with_columns(yuan.alias("amount"), pl.col("one_step").fill_null(0))
    return counted.select("policy", *STATES, "amount")


def one_failure() -> pl.Expr:
    """Whether a pair fails exactly one condition."""
    return (pl.col("state") == "ineligible") & ~pl.col("unmet").str.contains(";", literal=True)
