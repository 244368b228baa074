"""The workbook of a matching: 概览, 匹配结果, 差一条, 缺数据, 企业分类, 错误行."""

from collections.abc import Mapping

import polars as pl

from gaoxin.base.text import Language
from gaoxin.center.matching import Matching, classes, table
from gaoxin.engines.sheets import Table

STATES = {"eligible": "符合", "ineligible": "不符合", "needs_data": "缺数据", "needs_review": "需人工"}

HEADERS = {
    "uscc": "统一社会信用代码",
    "name_zh": "企业名称",
    "policy": "政策编号",
    "policy_zh": "政策",
    "state": "结论",
    "unmet": "不满足的条件",
    "missing": "缺的数据",
    "review": "需人工的条件",
    "gap": "差距",
    "amount": "金额（元）",
    "version": "政策版本",
}
"""What the officer reads above each column."""


def tables(matching: Matching, language: Language = "zh") -> list[Table]:
    """The six sheets, in the order an officer reads them."""
    results = table(matching)
    return [
        overview(matching),
        Table("匹配结果", results),
        one_step(matching),
        questions(matching),
        Table("企业分类", classes(matching.plan, matching.columns, matching.sheet.frame)),
        errors(matching),
    ]


def overview(matching: Matching) -> Table:
    """Per policy: how many firms are in each state, one step away, and the money of the eligible."""
    counts = matching.plan.counts(matching.columns)
    return Table("概览", counts)


def one_step(matching: Matching) -> Table:
    """Firms with exactly one unmet condition, with the gap and what else is open."""
    near = matching.pairs.filter((pl.col("state") == "ineligible") & ~pl.col("unmet").str.contains(";", literal=True))
    return Table("差一条", near)


def questions(matching: Matching) -> Table:
    """The facts to ask for, those first that settle most verdicts."""
    return Table("缺数据", matching.plan.questions(matching.columns))


def errors(matching: Matching) -> Table:
    """The wrong rows as they came, with 错误原因 and the wrong cells in red."""
    return Table("错误行", matching.sheet.error_table)


def named(titles: Mapping[str, str], column: str) -> pl.Expr:
    """A column of ids as the names people know."""
    return pl.col(column).replace_strict(titles, default=pl.col(column))
