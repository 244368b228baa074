"""The firms for which something changes: old and new state, reasons and amounts."""

from collections.abc import Mapping

import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.text import Language, Text
from gaoxin.center.impact.effects import EFFECTS, NOT_IN_FORCE, STATES
from gaoxin.center.impact.groups import AGES, SIZES, UNKNOWN_NAME
from gaoxin.center.impact.summary import Summary
from gaoxin.center.matching import in_yuan

COLUMNS = {
    "name_zh": Text("企业名称", "Name"),
    "uscc": Text("统一社会信用代码", "USCC"),
    "effect": Text("影响", "Effect"),
    "before": Text("改前", "Before"),
    "after": Text("改后", "After"),
    "paid_before": Text("改前金额（元）", "Amount before (CNY)"),
    "paid_after": Text("改后金额（元）", "Amount after (CNY)"),
    "delta": Text("差额（元）", "Difference (CNY)"),
    "up_to_before": Text("改前最多（元）", "Up to, before (CNY)"),
    "up_to_after": Text("改后最多（元）", "Up to, after (CNY)"),
    "reason_before": Text("改前原因", "Reason before"),
    "reason_after": Text("改后原因", "Reason after"),
    "section": Text("行业门类", "Industry section"),
    "division": Text("行业大类", "Industry division"),
    "size": Text("规模", "Size class"),
    "age": Text("年限", "Age"),
}
MONEY = ("paid_before", "paid_after", "delta", "up_to_before", "up_to_after")


def affected(summary: Summary, industries: Industries, language: Language) -> pl.DataFrame:
    """One row a firm that gains, loses or moves; in the order of effects, the largest differences first."""
    shown = {key: text for key, text in COLUMNS.items() if summary.impact.paid or key not in MONEY}
    order = pl.col("effect").replace_strict(list(EFFECTS), list(range(len(EFFECTS))), return_dtype=pl.Int8)
    ranked = summary.impact.changed.sort(
        order, pl.col("delta").abs(), "uscc", descending=[False, True, False]
    )
    worded = ranked.with_columns(
        *(_named(key, STATES, language, NOT_IN_FORCE) for key in ("before", "after")),
        _named("effect", EFFECTS, language),
        _named("section", industries.sections, language),
        _named("division", industries.divisions, language),
        _named("size", SIZES, language),
        _named("age", {code: name for code, (_, name) in AGES.items()}, language),
        *(in_yuan(key).alias(key) for key in MONEY),
    )
    return worded.select(pl.col(key).alias(text.in_(language)) for key, text in shown.items())


def _named(key: str, names: Mapping[str, Text], language: Language, absent: Text = UNKNOWN_NAME) -> pl.Expr:
    """Codes as names; those without one, and nulls, as `absent`."""
    words = [name.in_(language) for name in names.values()]
    rest = absent.in_(language)
    return (
        pl.col(key).replace_strict(list(names), words, default=rest, return_dtype=pl.String).fill_null(rest)
    )
