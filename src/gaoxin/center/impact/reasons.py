"""Why a firm is in its state, in one line: unmet conditions with the gap, facts to ask for, findings to make."""

import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.rule import Rule, RuleSet

KINDS = {
    "unmet": Text("不满足：", "unmet: "),
    "missing": Text("缺：", "missing: "),
    "review": Text("需人工：", "for review: "),
}
KEYS = ["state", *KINDS]


def reasons(pairs: pl.DataFrame, rule: Rule, rules: RuleSet, language: Language) -> pl.Series:
    """Column `reason` for the pairs of one rule; each distinct combination is put into words once."""
    distinct = pairs.select(KEYS).unique()
    words = [_reason(row, rule, rules, language) for row in distinct.iter_rows(named=True)]
    known = distinct.with_columns(pl.Series("reason", words, pl.String))
    joined = pairs.select(*KEYS, "gap").join(known, on=KEYS, how="left", maintain_order="left")
    alone = pl.lit(KINDS["unmet"].in_(language)) + pl.col("gap")
    near = (pl.col("state") == "ineligible") & (pl.col("gap").fill_null("") != "")
    return joined.select(pl.when(near).then(alone).otherwise("reason").alias("reason")).to_series()


def _reason(row: dict[str, str], rule: Rule, rules: RuleSet, language: Language) -> str:
    kinds = ("unmet",) if row["state"] == "ineligible" else ("missing", "review")
    between = "；" if language == "zh" else "; "
    return between.join(_part(kind, row[kind], rule, rules, language) for kind in kinds if row[kind])


def _part(kind: str, ids: str, rule: Rule, rules: RuleSet, language: Language) -> str:
    titles = {c.id: c.title for c in rule.conditions}
    names = [rules.vocabulary[i].name if kind == "missing" else titles[i] for i in ids.split(";")]
    joint = "、" if language == "zh" else ", "
    return KINDS[kind].in_(language) + joint.join(name.in_(language) for name in names)
