"""One shard: decisions of neighbouring firms, one a line."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from gaoxin.center.decisions.form import SCHEMA, File
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.decisions.source import Origin
from gaoxin.engines.rules.replay.canonical import sha256


class DisagreementError(RuntimeError):
    """The columnar and the scalar verdict of one firm differ: a fault of gaoxin itself."""


@dataclass(frozen=True)
class Job:
    """`pairs` holds (place in the origin, policy, state) in order of firms."""

    path: Path
    pairs: pl.DataFrame
    origin: Origin
    day: dt.date


@dataclass(frozen=True)
class Written:
    """A shard as written, and its lines of the index."""

    file: File
    index: pl.DataFrame


def write_shard(grounds: Grounds, job: Job) -> Written:
    """Decide every pair of a job and write the decisions down; raises DisagreementError."""
    rows: list[tuple[Any, ...]] = []
    lines: list[bytes] = []
    offset = 0
    for uscc, policy, state, version, line in _decisions(grounds, job):
        rows.append((uscc, policy, state, version, job.path.name, offset, len(line), sha256(line)))
        lines.append(line)
        offset += len(line)
    raw = b"".join(lines)
    job.path.write_bytes(raw)
    file = File(len(raw), len(lines), job.path.name, sha256(raw))
    return Written(file, pl.DataFrame(rows, SCHEMA, orient="row"))


def _decisions(grounds: Grounds, job: Job) -> Iterator[tuple[str, str, str, str, bytes]]:
    """(uscc, policy, state, version, line) of each pair; what is known of a firm is shared by its policies."""
    held = None
    for place, policy, expected in job.pairs.iter_rows():
        recorder = grounds.recorder(policy, job.day)
        if place != held:
            subject = job.origin.subject(place, grounds.library.vocabulary)
            facts, held = recorder.ready.facts(subject.known), place
        state, line = recorder.record(subject, facts)
        if state != expected:
            raise DisagreementError(f"{subject.uscc} {policy}: columnar {expected}, scalar {state}")
        yield subject.uscc, policy, state, recorder.ready.rule.version, line
