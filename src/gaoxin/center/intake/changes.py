"""What a sheet would change: each cell weighed against what is held.

A cell is compared with what the same kind of source and publisher held on the day of the sheet: the same value is
not written again; another value stands beside the older one, or retires it where it was stated for the same day.
What other sources say is never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.center.evidence.frame import encoded
from gaoxin.center.evidence.rows import SCHEMA, observations, ranked, select
from gaoxin.center.intake.names import unobserved
from gaoxin.center.intake.origin import Origin
from gaoxin.center.models import Zone

CODE = "uscc"
FEW = 2_000
"""Up to so many known firms are looked up one by one; more are read with the whole zone."""
_FIRMS = {"firm": pl.Int64(), CODE: pl.String(), "zone": pl.String()}


@dataclass(frozen=True, slots=True)
class Changes:
    """`firms`: `row, uscc, firm` (null: new); `cells`: those to write, `row, firm, fact, number, text, effect,
    replaces` and the value before; `elsewhere`: codes of rows whose firm is of another zone; `names`: present
    names that no observation holds yet."""

    firms: pl.DataFrame
    cells: pl.DataFrame
    total: int
    elsewhere: Sequence[str]
    names: pl.DataFrame

    @property
    def fresh(self) -> pl.DataFrame:
        """The firms that are new."""
        return self.firms.filter(pl.col("firm").is_null())

    def count(self, effect: str) -> int:
        """Cells of one effect: new, changed, confirmed, beside."""
        return int((self.cells["effect"] == effect).sum())


def weigh(zone: Zone, frame: pl.DataFrame, origin: Origin, vocabulary: Vocabulary) -> Changes:
    """Weigh the typed frame of a sheet."""
    firms, elsewhere = _firms(zone, frame)
    known = firms["firm"].drop_nulls()
    given = known.to_list() if len(known) <= FEW else None
    held = observations(zone, firms=given) if len(known) else pl.DataFrame(schema=SCHEMA)
    names = unobserved(zone, held, firms, frame, origin.valid_from)
    cells = _cells(frame, firms, vocabulary)
    compared = _compared(cells, ranked(pl.concat([held, names.select(list(SCHEMA))])), origin)
    fresh = compared.filter(pl.col("effect") != "unchanged").sort("row", "fact")
    return Changes(firms, fresh, len(cells), elsewhere, names)


def _firms(zone: Zone, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    every = select("SELECT id, uscc, zone_id FROM center_firm", [], _FIRMS)
    rows = frame.select(CODE).with_row_index("row").join(every, on=CODE, how="left", maintain_order="left")
    other = pl.col("zone").is_not_null() & (pl.col("zone") != zone.pk)
    return rows.filter(~other).select("row", CODE, "firm"), rows.filter(other)[CODE].to_list()


def _cells(frame: pl.DataFrame, firms: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """One row a filled cell: `row, firm, fact, number, text`."""
    facts = [fact for fact in vocabulary if fact.id in frame.columns and fact.id != CODE]
    names = pl.Enum([fact.id for fact in facts])
    parts = [_column(frame, fact, names) for fact in facts]
    empty: dict[str, pl.DataType] = {
        "row": pl.UInt32(),
        "fact": names,
        "number": pl.Int64(),
        "text": pl.String(),
    }
    long = pl.concat([pl.DataFrame(schema=empty), *parts])
    return long.join(firms.select("row", "firm"), on="row", how="inner")


def _column(frame: pl.DataFrame, fact: Fact, names: pl.Enum) -> pl.DataFrame:
    cells = encoded(frame[fact.id], fact).with_row_index("row")
    filled = cells.filter(pl.col("number").is_not_null() | pl.col("text").is_not_null())
    return filled.select(
        "row",
        pl.lit(fact.id, names).alias("fact"),
        "number",
        pl.col("text").str.replace_all("\0", "", literal=True),
    )


def _compared(cells: pl.DataFrame, held: pl.DataFrame, origin: Origin) -> pl.DataFrame:
    """Cells with `effect` (unchanged, new, changed, confirmed, beside), `replaces`, and what counted before."""
    names = cells.schema["fact"]
    valid = held.with_columns(pl.col("fact").cast(names, strict=False)).filter(
        pl.col("fact").is_not_null(), pl.col("valid_from") <= origin.valid_from.isoformat()
    )
    mine = valid.filter(pl.col("lane") == origin.lane).unique(
        ["firm", "fact"], keep="first", maintain_order=True
    )
    own = mine.select("firm", "fact", *_prefixed("own", "id", "number", "text", "valid_from"))
    top = valid.unique(["firm", "fact"], keep="first", maintain_order=True)
    now = top.select("firm", "fact", *_prefixed("now", "number", "text", "rank", "source"))
    joined = cells.join(own, on=["firm", "fact"], how="left").join(now, on=["firm", "fact"], how="left")
    corrected = pl.col("own_valid_from") == origin.valid_from.isoformat()
    return joined.with_columns(
        _effect(origin.rank).alias("effect"), pl.when(corrected).then("own_id").alias("replaces")
    )


def _effect(rank: int) -> pl.Expr:
    return (
        pl.when(_same("own"))
        .then(pl.lit("unchanged"))
        .when(pl.col("now_rank").is_null())
        .then(pl.lit("new"))
        .when(_same("now"))
        .then(pl.lit("confirmed"))
        .when(pl.col("now_rank") < rank)
        .then(pl.lit("beside"))
        .otherwise(pl.lit("changed"))
    )


def _same(side: str) -> pl.Expr:
    """Whether the cell has the value of one side; absent sides have none."""
    held = pl.col(f"{side}_number").is_not_null() | pl.col(f"{side}_text").is_not_null()
    number = pl.col("number").eq_missing(pl.col(f"{side}_number"))
    return held & number & pl.col("text").eq_missing(pl.col(f"{side}_text"))


def _prefixed(prefix: str, *names: str) -> list[pl.Expr]:
    return [pl.col(name).alias(f"{prefix}_{name}") for name in names]
