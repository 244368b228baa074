"""A policy file against a changed one: every firm's state and amount before and after."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from gaoxin.base.text import Language
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.impact.amounts import unknown_amounts
from gaoxin.center.impact.draft import Side, read_draft, side
from gaoxin.center.impact.effects import OPEN, effect
from gaoxin.center.impact.groups import UNKNOWN, age_band
from gaoxin.center.impact.reasons import reasons
from gaoxin.center.library import Library
from gaoxin.center.matching import Progress, quiet
from gaoxin.engines.packs.lint import Fault
from gaoxin.engines.rules.columnar import Columns, Plan, compile_rules
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.sheets import Sheet, read_sheet

WHEN = ("before", "after")


@dataclass(frozen=True)
class Impact:
    """A change weighed. `firms` has one row a firm of the sheet.

    Its columns: `uscc`, `name_zh`; `before` and `after`, a state or null where no version is in force;
    `paid_*` fen of eligible firms, null where not known; `waits_*` and `up_to_*` where an amount may still
    come, null without an upper end; `reason_*`; `effect`; `delta`, fen; `section`, `division`, `size`, `age`.
    """

    day: dt.date
    sheet: Sheet
    before: Side
    after: Side
    firms: pl.DataFrame
    faults: tuple[Fault, ...]

    @property
    def paid(self) -> bool:
        """Whether either version names an amount."""
        return self.before.paid or self.after.paid

    @property
    def changed(self) -> pl.DataFrame:
        """The firms for which anything changes."""
        return self.firms.filter(pl.col("effect") != "same")


def compare(
    path: Path,
    library: Library,
    policy: str,
    draft: Path,
    day: dt.date,
    *,
    language: Language = "zh",
    progress: Progress = quiet,
) -> Impact:
    """Weigh the policy of the library against the file `draft`; raises SheetError or PackError."""
    before = side(library, library.file(policy).policy, day)
    apart, file, faults = read_draft(draft, policy, library)
    after = side(apart, file.policy, day)
    reading = partial(progress, "read")
    sheet = read_sheet(path, library.sheet_vocabulary, industries=library.industries, progress=reading)
    firms = weigh(sheet.frame, library, (before, after), day, language)
    return Impact(day, sheet, before, after, firms, tuple(faults))


def weigh(
    frame: pl.DataFrame, library: Library, sides: tuple[Side, Side], day: dt.date, language: Language
) -> pl.DataFrame:
    """The table of firms of an Impact; only the versions compared are compiled."""
    rules = RuleSet(tuple(s.rule for s in sides if s.rule), library.shared(day), library.vocabulary)
    columns, plan = Columns.from_frame(frame, rules.vocabulary), compile_rules(rules, day)
    parts = [_firms(frame, day), _sizes(plan, columns)]
    pairs = plan.matches(columns, keep_all=True, language=language).with_columns(
        pl.col("state").cast(pl.String)
    )
    places = iter(range(len(rules.rules)))
    for when, each in zip(WHEN, sides, strict=True):
        which = next(places) if each.rule else None
        parts.append(_side(when, which, plan, columns, pairs, language))
    joined = pl.concat(parts, how="horizontal")
    alike = pl.lit(value=_one_amount(*sides)).alias("one_amount")
    delta = pl.col("paid_after").fill_null(0) - pl.col("paid_before").fill_null(0)
    return joined.with_columns(alike).with_columns(effect().alias("effect"), delta.alias("delta"))


def _one_amount(before: Side, after: Side) -> bool:
    first, second = before.rule, after.rule
    return bool(first and second and first.amount == second.amount and first.define == second.define)


def _firms(frame: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Names and groups; what the sheet does not say is unknown."""
    wanted = {"uscc": pl.String, "name_zh": pl.String, INDUSTRY: pl.String, "registered_on": pl.Date}
    absent = [pl.lit(None, kind).alias(name) for name, kind in wanted.items() if name not in frame.columns]
    code = pl.col(INDUSTRY).fill_null(UNKNOWN)
    return frame.with_columns(absent).select(
        "uscc",
        "name_zh",
        code.str.slice(0, 1).alias("section"),
        code.str.slice(1, 2).alias("division"),
        age_band(day, pl.col("registered_on")).alias("age"),
    )


def _sizes(plan: Plan, columns: Columns) -> pl.DataFrame:
    if not columns.rows:
        return pl.DataFrame(schema={"size": pl.String})
    size = plan.derived(columns, ["size_class"])["size_class"]
    return pl.DataFrame({"size": size.cast(pl.String).fill_null(UNKNOWN)})


def _side(
    when: str, which: int | None, plan: Plan, columns: Columns, pairs: pl.DataFrame, language: Language
) -> pl.DataFrame:
    """State, reason and amounts of every firm under one version."""
    if which is None:
        return _no_firm(when, columns.rows)
    mine = pairs.filter(pl.col("rule") == which).sort("row")
    told = mine.select("row", "state", "amount", reasons(mine, plan.rules.rules[which], plan.rules, language))
    if which in plan.amounts.of:
        told = _with_amounts(told, plan, which, columns)
    else:
        told = told.with_columns(pl.lit(0, pl.Int64).alias("amount"), known=True, up_to=pl.lit(0, pl.Int64))
    eligible, maybe = pl.col("state") == "eligible", pl.col("state").is_in(OPEN)
    waits = (maybe | (eligible & ~pl.col("known"))) & pl.lit(which in plan.amounts.of)
    return told.select(
        pl.col("state").alias(when),
        pl.when(eligible & pl.col("known")).then("amount").alias(f"paid_{when}"),
        waits.alias(f"waits_{when}"),
        pl.when(waits).then("up_to").alias(f"up_to_{when}"),
        pl.col("reason").alias(f"reason_{when}"),
    )


def _with_amounts(told: pl.DataFrame, plan: Plan, which: int, columns: Columns) -> pl.DataFrame:
    """Columns `amount`, `known` and `up_to`; an amount of null is known to be nought."""
    open_ = told.filter(pl.col("amount").is_null() & (pl.col("state") != "ineligible"))["row"]
    joined = told.join(
        unknown_amounts(plan, which, columns, open_), on="row", how="left", maintain_order="left"
    )
    known = pl.col("known").fill_null(value=True)
    return joined.with_columns(
        pl.when(known).then(pl.col("amount").fill_null(0)).alias("amount"),
        pl.when(pl.col("amount").is_not_null())
        .then(pl.max_horizontal("amount", 0))
        .otherwise("up_to")
        .alias("up_to"),
        known.alias("known"),
    )


def _no_firm(when: str, rows: int) -> pl.DataFrame:
    kinds = {
        when: pl.String,
        f"paid_{when}": pl.Int64,
        f"waits_{when}": pl.Boolean,
        f"up_to_{when}": pl.Int64,
    }
    frame = pl.DataFrame(
        {name: pl.repeat(None, rows, dtype=kind, eager=True) for name, kind in kinds.items()}
    )
    return frame.with_columns(
        pl.col(f"waits_{when}").fill_null(value=False), pl.lit("").alias(f"reason_{when}")
    )
