"""The main job: a sheet of firms against the policies in force, with reasons."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from gaoxin.base.text import Language
from gaoxin.center.library import Library
from gaoxin.engines.rules.columnar import Columns, Plan, compile_rules
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.sheets import Sheet, read_sheet

Progress = Callable[[str, int, int], None]
"""Told of long work: what is done, how far, of how much."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


COLUMNS = (
    "uscc",
    "name_zh",
    "policy",
    "policy_zh",
    "state",
    "unmet",
    "missing",
    "review",
    "gap",
    "amount",
    "version",
)
"""The columns of a table of matches, in order."""

OPEN = ("missing", "review")
"""The columns that tell what a verdict waits for."""


@dataclass(frozen=True)
class Matching:
    """A sheet matched: `pairs` is the sparse table of the columnar plan, one row a firm and policy."""

    sheet: Sheet
    rules: RuleSet
    plan: Plan
    columns: Columns
    pairs: pl.DataFrame
    day: dt.date


def match(
    path: Path,
    library: Library,
    day: dt.date,
    *,
    only: Sequence[str] = (),
    keep_all: bool = False,
    language: Language = "zh",
    progress: Progress = quiet,
) -> Matching:
    """Read the sheet and match it; raises SheetError or PackError."""
    rules = library.rules(day, only)
    reading = partial(progress, "read")
    sheet = read_sheet(path, library.sheet_vocabulary, industries=library.industries, progress=reading)
    columns = Columns.from_frame(sheet.frame, rules.vocabulary)
    plan = compile_rules(rules, day)
    pairs = plan.matches(columns, keep_all=keep_all, language=language, progress=partial(progress, "match"))
    return Matching(sheet, rules, plan, columns, pairs, day)


def table(matching: Matching, pairs: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row per firm and policy, columns as in COLUMNS; `amount` in yuan, two decimals.

    What is missing can change no settled verdict, so it stays empty for the ineligible.
    """
    firms = _firms(matching.sheet.frame)
    policies = _policies(matching.rules)
    chosen = matching.pairs if pairs is None else pairs
    joined = chosen.join(firms, on="row", how="left", maintain_order="left").join(
        policies, on="rule", how="left", maintain_order="left"
    )
    told = joined.with_columns(in_yuan("amount").alias("amount"), pl.col("gap").fill_null(""))
    return settled(told).select(COLUMNS)


def in_yuan(column: str) -> pl.Expr:
    """Fen as yuan, Decimal(38, 2); the scale is set before dividing, which otherwise drops the fen."""
    return pl.col(column).cast(pl.Decimal(38, 2)) / 100


def settled(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs whose `missing` and `review` are empty where they can change nothing: for the ineligible."""
    open_ = pl.col("state") != "ineligible"
    return pairs.with_columns(pl.when(open_).then(name).otherwise(pl.lit("")).alias(name) for name in OPEN)


def _firms(frame: pl.DataFrame) -> pl.DataFrame:
    names = pl.col("name_zh") if "name_zh" in frame.columns else pl.lit(None, pl.String).alias("name_zh")
    return frame.select(pl.col("uscc"), names).with_row_index("row")


def _policies(rules: RuleSet) -> pl.DataFrame:
    rows = [(i, r.id, r.title.zh, r.version) for i, r in enumerate(rules.rules)]
    schema = {"rule": pl.UInt16, "policy": pl.String, "policy_zh": pl.String, "version": pl.String}
    return pl.DataFrame(rows, schema, orient="row")


def classify(path: Path, library: Library, day: dt.date) -> tuple[Sheet, pl.DataFrame]:
    """The sheet, and per firm `uscc, size_class, four_above` (empty where not decided or below)."""
    rules = library.rules(day)
    sheet = read_sheet(path, library.sheet_vocabulary, industries=library.industries)
    plan = compile_rules(rules, day)
    return sheet, classes(plan, Columns.from_frame(sheet.frame, rules.vocabulary), sheet.frame)


CLASSES = ("size_class", "four_above")


def classes(plan: Plan, columns: Columns, frame: pl.DataFrame) -> pl.DataFrame:
    """`uscc, size_class, four_above` of every firm."""
    derived = plan.derived(columns, CLASSES)
    return frame.select("uscc").hstack(derived.select(pl.col(CLASSES).fill_null("")))
