"""The workbook of a matching: 概览, 匹配结果, 差一条, 缺数据, 企业分类, 错误行."""

from collections.abc import Callable

import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.library import Library
from gaoxin.center.matching import Matching, classes, settled, table
from gaoxin.center.overview import one_failure, overview
from gaoxin.engines.rules.guided.quantity import yuan
from gaoxin.engines.rules.rule import Rule, RuleSet
from gaoxin.engines.sheets import Sheet, Table

STATES = {"eligible": "符合", "ineligible": "不符合", "needs_data": "缺数据", "needs_review": "需人工"}
OVERVIEW = {
    "policy": "政策编号",
    "policy_zh": "政策",
    "version": "版本",
    "eligible": "符合",
    "one_step": "差一条",
    "needs_data": "缺数据",
    "needs_review": "需人工",
    "ineligible": "不符合",
    "amount": "金额合计（元）",
    "budget": "预算（元）",
}
NEAR = {
    "name_zh": "企业名称",
    "uscc": "统一社会信用代码",
    "policy_zh": "政策",
    "unmet": "不满足的条件",
    "gap": "差距",
    "missing": "另缺数据",
}
QUESTIONS = {
    "fact": "事实",
    "zh": "要补的数据",
    "unit": "单位",
    "settles": "补上即可定",
    "touches": "涉及结论",
    "how": "怎样填",
}
HOW = {
    "money": "如 1,940万元，或在表头写单位",
    "integer": "整数",
    "number": "数字",
    "boolean": "是 或 否",
    "date": "如 2023-07-03",
    "codes": "多个用顿号分开",
}
"""How a fact of each type is written in a sheet."""


def tables(matching: Matching, library: Library, language: Language = "zh") -> list[Table]:
    """The six sheets, in the order an officer reads them."""
    firms = matching.sheet.frame
    kinds = classes(matching.plan, matching.columns, firms)
    named = kinds.with_columns(firms["name_zh"].alias("企业名称")) if "name_zh" in firms.columns else kinds
    return [
        Table("概览", summary(matching, library), note=_note(matching)),
        Table("匹配结果", results(matching)),
        Table("差一条", one_step(matching)),
        Table("缺数据", questions(matching)),
        Table("企业分类", named),
        wrong_rows(matching.sheet, language),
    ]


def wrong_rows(sheet: Sheet, language: Language = "zh") -> Table:
    """The wrong rows as they came, with 错误原因 and the wrong cells in red."""
    return Table("错误行", sheet.errors_in(language), red_cells=sheet.red_cells)


def _note(matching: Matching) -> Text:
    good, wrong = matching.sheet.frame.height, matching.sheet.wrong.height
    day, sheet = matching.day, matching.sheet.name
    return Text(
        f"匹配日 {day}；工作表“{sheet}”；企业 {good:,} 家；错误行 {wrong:,}",
        f"day of the match {day}; sheet {sheet}; {good:,} firms; {wrong:,} wrong rows",
    )


def summary(matching: Matching, library: Library) -> pl.DataFrame:
    """Per policy: firms in each state and one step away, the money of the eligible, the budget."""
    known = pl.DataFrame([_known(rule, library) for rule in matching.rules.rules], KNOWN, orient="row")
    return overview(matching).join(known, on="policy", how="left").select(list(OVERVIEW)).rename(OVERVIEW)


KNOWN = {"policy": pl.String, "policy_zh": pl.String, "version": pl.String, "budget": pl.Float64}


def _known(rule: Rule, library: Library) -> tuple[str, str, str, float | None]:
    budget = library.version(rule).outcome.budget
    return rule.id, rule.title.zh, rule.version, None if budget is None else float(yuan(budget))


def results(matching: Matching) -> pl.DataFrame:
    """The table of matches, and at its right the verdict and reasons in words."""
    words = worded(settled(matching.pairs), matching.rules)
    return table(matching).with_columns(
        pl.col("state").cast(pl.String).replace(STATES).alias("结论"),
        words["unmet"].alias("不满足的条件"),
        words["missing"].alias("缺的数据"),
        words["review"].alias("需人工的条件"),
    )


def one_step(matching: Matching) -> pl.DataFrame:
    """Firms with exactly one unmet condition, those first for which nothing else is open."""
    near = matching.pairs.filter(one_failure())
    words = worded(near, matching.rules)
    whole = table(matching, near).with_columns(words["unmet"], words["missing"])
    opened = near["missing"].str.count_matches(";", literal=True) + (near["missing"] != "").cast(pl.UInt32)
    return (
        whole.with_columns(opened.alias("open"))
        .sort("policy", "open", "uscc")
        .select(list(NEAR))
        .rename(NEAR)
    )


def questions(matching: Matching) -> pl.DataFrame:
    """The facts to ask for, those first that settle most verdicts."""
    asked = matching.plan.questions(matching.columns)
    facts = [matching.rules.vocabulary[f] for f in asked["fact"]]
    described = asked.with_columns(
        pl.Series("zh", [f.name.zh for f in facts], pl.String),
        pl.Series("unit", [f.unit for f in facts], pl.String),
        pl.Series("how", [how(f) for f in facts], pl.String),
    )
    ranked = described.sort("settles", "touches", "fact", descending=[True, True, False])
    return ranked.select(list(QUESTIONS)).rename(QUESTIONS)


def how(fact: Fact) -> str:
    """How to write a fact in the sheet."""
    if fact.codes:
        return " ".join(fact.codes)
    return "如 14%" if fact.percent else HOW.get(fact.type, "")


def worded(pairs: pl.DataFrame, rules: RuleSet) -> pl.DataFrame:
    """Columns `unmet`, `missing`, `review` with ids replaced by names, joined by 、."""
    return pl.DataFrame([_worded(pairs, column, rules) for column in ("unmet", "missing", "review")])


def _worded(pairs: pl.DataFrame, column: str, rules: RuleSet) -> pl.Series:
    """Each distinct value of a rule is put into words once."""
    distinct = pairs.select("rule", column).unique()
    words = [_names(ids, _name_of(rules, rule, column)) for rule, ids in distinct.iter_rows()]
    known = distinct.with_columns(pl.Series("words", words, pl.String))
    joined = pairs.select("rule", column).join(known, on=["rule", column], how="left", maintain_order="left")
    return joined["words"].alias(column)


def _names(ids: str, name: Callable[[str], str]) -> str:
    return "、".join(map(name, ids.split(";"))) if ids else ""


def _name_of(rules: RuleSet, rule: int, column: str) -> Callable[[str], str]:
    if column == "missing":
        return lambda fact: rules.vocabulary[fact].name.zh
    titles = {c.id: c.title.zh for c in rules.rules[rule].conditions}
    return titles.__getitem__
