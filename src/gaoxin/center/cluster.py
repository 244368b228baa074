"""The main job on a cluster: the same reading, matching and wording as on one machine, piece by piece."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gaoxin.base.industry import Industries
from gaoxin.base.text import Language
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.library import Library
from gaoxin.center.matching import Matching, Progress, quiet, table
from gaoxin.center.overview import STATES, overview
from gaoxin.engines.rules.cluster.work import Copies, Matched, Place
from gaoxin.engines.rules.columnar import Columns, compile_rules
from gaoxin.engines.rules.rule import RuleSet
from gaoxin.engines.sheets import Sheet
from gaoxin.engines.sheets.headers import Names, suggestions
from gaoxin.engines.sheets.pieces import PieceReader

PAIRS = 8 << 20
"""Firms times rules that a worker works on at a time."""
FEWEST, MOST = 1 << 10, 1 << 14
"""Firms that a worker works on at a time."""


@dataclass(frozen=True)
class MatchWork:
    """All that a worker needs: the rules as trees, the vocabulary and the headers. It is sent once."""

    name: str
    headers: tuple[str, ...]
    files: tuple[str, ...]
    vocabulary: Vocabulary
    industries: Industries
    rules: RuleSet
    day: dt.date
    keep_all: bool
    language: Language

    def open(self) -> "PieceMatcher":
        """Read the headers and compile the rules."""
        return PieceMatcher(self)


class PieceMatcher:
    """Matches pieces of a dataset as `match` and `table` do whole sheets."""

    def __init__(self, work: MatchWork) -> None:
        self._work = work
        self._reader = PieceReader(work.name, work.headers, work.vocabulary, work.industries)
        self._plan = compile_rules(work.rules, work.day)

    def codes(self, cells: pl.Series, place: Place) -> pl.DataFrame:
        """`uscc, row` of the right codes."""
        return self._reader.codes(cells, place[1])

    def match(self, frame: pl.DataFrame, place: Place, copies: Copies) -> Matched:
        """The lines, wrong rows and counts of a piece."""
        sheet = self._reader.read(frame, place, copies, self._shown)
        columns = Columns.from_frame(sheet.frame, self._work.rules.vocabulary)
        pairs = self._plan.matches(columns, keep_all=self._work.keep_all, language=self._work.language)
        matching = Matching(sheet, self._work.rules, self._plan, columns, pairs, self._work.day)
        return Matched(table(matching), self._wrong(sheet, place), in_fen(overview(matching)), columns.rows)

    def _shown(self, place: Place) -> str:
        """A place in a message: the row, and the file where there are several."""
        file, row = place
        return f"{row}（{self._work.files[file]}）" if len(self._work.files) > 1 else str(row)

    def _wrong(self, sheet: Sheet, place: Place) -> pl.DataFrame:
        """The wrong rows as they came, before them their file and row."""
        rows = sheet.error_table
        file, row = (_new(name, rows.columns) for name in ("文件", "行"))
        files = pl.Series(file, [self._work.files[place[0]]] * rows.height, dtype=pl.String)
        return pl.DataFrame([files, pl.Series(row, sheet.wrong_rows, dtype=pl.Int64), *rows.get_columns()])


def _new(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "′"
    return name


def in_fen(counts: pl.DataFrame) -> pl.DataFrame:
    """An overview with whole fen, which add up exactly."""
    return counts.with_columns((pl.col("amount") * 100).round().cast(pl.Int64))


@dataclass(frozen=True)
class ClusterMatching:
    """What a run on a cluster gave; `counts` is as `overview` gives it."""

    day: dt.date
    rules: int
    firms: int
    wrong: int
    counts: pl.DataFrame
    unknown: Sequence[tuple[str, str]]
    fallbacks: int


def match_on_cluster(
    path: Path,
    out: Path,
    library: Library,
    day: dt.date,
    *,
    master: str,
    partitions: int | None = None,
    only: Sequence[str] = (),
    keep_all: bool = False,
    overwrite: bool = False,
    language: Language = "zh",
    progress: Progress = quiet,
) -> ClusterMatching:
    """Match a Parquet dataset into the folder `out`; raises SheetError, PackError or ClusterError."""
    from gaoxin.engines.rules.cluster.java import check_parts  # noqa: PLC0415 - Spark only where it is asked for

    check_parts()
    from gaoxin.engines.rules.cluster import dataset, job, staging  # noqa: PLC0415

    staging.check_out(out, overwrite=overwrite)
    rules, found = library.rules(day, only), dataset.find_dataset(path)
    work = MatchWork(
        path.name, found.columns, found.names, library.sheet_vocabulary, library.industries, rules, day,
        keep_all, language,
    )  # fmt: skip
    reader = PieceReader(work.name, work.headers, work.vocabulary, work.industries)
    batch = min(max(PAIRS // max(len(rules.rules), 1), FEWEST), MOST)
    done = job.run(job.Job(found, reader.code.index, work, out, batch), master, partitions, progress)
    return ClusterMatching(
        day=day,
        rules=len(rules.rules),
        firms=done.firms,
        wrong=done.wrong,
        counts=_counts(rules, done.counts),
        unknown=suggestions(Names(work.vocabulary), reader.choice.layout.unknown),
        fallbacks=len(compile_rules(rules, day).fallbacks),
    )


def _counts(rules: RuleSet, counts: pl.DataFrame) -> pl.DataFrame:
    """Counts in the order of the rules, amounts in yuan."""
    kinds = pl.Schema({"policy": pl.String(), **{name: pl.Int64() for name in (*STATES, "amount")}})
    known = counts.cast(kinds) if counts.width else pl.DataFrame(schema=kinds)
    order = pl.DataFrame({"policy": [rule.id for rule in rules.rules]}, schema={"policy": pl.String})
    joined = order.join(known, on="policy", how="left", maintain_order="left")
    paid = pl.Series([rule.amount is not None for rule in rules.rules], dtype=pl.Boolean)
    yuan = pl.when(paid).then(pl.col("amount").fill_null(0) / 100)
    return joined.with_columns(yuan.alias("amount"), pl.col(STATES).fill_null(0))
