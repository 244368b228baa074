"""Verifying a set: every file by its digest, every decision by deciding it again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from gaoxin.base.result import Problem, Refused
from gaoxin.center.decisions.form import SCHEMA, File
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.decisions.pool import spread
from gaoxin.center.decisions.sets import DecisionSet, file_faults
from gaoxin.center.decisions.verify import Checked, check
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.replay import differences
from gaoxin.engines.rules.replay.canonical import sha256

MOST = 200
"""Problems told of one shard."""


@dataclass(frozen=True)
class Report:
    """How many decisions were verified, how many of them failed, and what is wrong (the first of it)."""

    decisions: int
    failed: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Job:
    """One shard with its lines of the index, which are None where the index cannot be read."""

    folder: Path
    file: File
    index: pl.DataFrame | None


def verify_set(found: DecisionSet, grounds: Grounds, progress: Callable[[str, int, int], None]) -> Report:
    """Verify all of a set."""
    problems = list(found.faults())
    index, shards = found.index, found.manifest.shards
    if index is not None:
        problems += _counts(found, index)
    jobs = [Job(found.folder, s, _part(index, s.name)) for s in shards]
    total, done, failed = sum(s.decisions for s in shards), 0, 0
    for report in spread(verify_shard, jobs, grounds):
        done, failed = done + report.decisions, failed + report.failed
        problems += report.problems
        progress("verify", done, total)
    return Report(done, failed, tuple(problems))


def _part(index: pl.DataFrame | None, shard: str) -> pl.DataFrame | None:
    return None if index is None else index.filter(pl.col("shard") == shard)


def _counts(found: DecisionSet, index: pl.DataFrame) -> Iterator[Problem]:
    told = {s.name: s.decisions for s in found.manifest.shards}
    held = dict(index.group_by("shard").len().iter_rows())
    yield from differences(told, held, "index.parquet")
    yield from differences(index.height, found.manifest.index.decisions, "manifest.json index.decisions")


def verify_chosen(found: DecisionSet, grounds: Grounds, uscc: str | None, policy: str | None) -> Report:
    """Verify the index and the decisions of one firm, one policy or both."""
    problems = list(found.faults())
    if found.index is None:
        return Report(0, 0, tuple(problems))
    rows = found.chosen(uscc, policy)
    failed = 0
    for row in rows.iter_rows(named=True):
        where = f"{row['shard']} {row['uscc']} {row['policy']}"
        raw = found.line(row["shard"], row["offset"], row["length"])
        faults = list(_line(raw, row["offset"], row, grounds, where))
        failed, problems = failed + bool(faults), problems + faults
    return Report(rows.height, failed, tuple(problems))


def verify_shard(grounds: Grounds, job: Job) -> Report:
    """Verify one shard, line by line."""
    problems = list(file_faults(job.folder, job.file))
    if not (job.folder / job.file.name).is_file():
        return Report(0, 0, tuple(problems))
    lines = (job.folder / job.file.name).read_bytes().splitlines(keepends=True)
    problems += differences(job.file.decisions, len(lines), f"{job.file.name} decisions")
    rows = None if job.index is None else job.index.rows(named=True)
    offset = failed = 0
    for place, raw in enumerate(lines):
        row = rows[place] if rows is not None and place < len(rows) else None
        faults = list(_line(raw, offset, row, grounds, f"{job.file.name} line {place + 1}"))
        failed, offset = failed + bool(faults), offset + len(raw)
        problems += faults[: max(MOST - len(problems), 0)]
    return Report(len(lines), failed, tuple(problems))


def _line(
    raw: bytes, offset: int, row: dict[str, object] | None, grounds: Grounds, where: str
) -> Iterator[Problem]:
    """What is wrong with one decision of a set, told with its place."""
    try:
        checked = check(raw, grounds)
    except Refused as error:
        yield _at(where, error.problem)
    except PackError as error:
        yield _at(where, Problem(error.text, where=error.where))
    else:
        for problem in checked.problems:
            yield _at(f"{where} {checked.decision.uscc} {checked.decision.policy.id}", problem)
        if row is not None:
            yield from differences(row, {**row, **_entry(raw, offset, checked)}, f"index.parquet: {where}")


def _entry(raw: bytes, offset: int, checked: Checked) -> dict[str, object]:
    """The line of the index that a decision should have."""
    decision = checked.decision
    policy, state = decision.policy, decision.verdict.state
    told = (decision.uscc, policy.id, state, policy.version, offset, len(raw), sha256(raw))
    return dict(zip((name for name in SCHEMA if name != "shard"), told, strict=True))


def _at(where: str, problem: Problem) -> Problem:
    place = f"{where}: {problem.where}" if problem.where else where
    return replace(problem, where=place)
