"""From a matching to a set of decisions: one file for each pair that the matching reports."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from gaoxin import __version__
from gaoxin.center.decisions.form import (
    FORMAT,
    INDEX,
    SCHEMA,
    SHARD,
    File,
    Manifest,
    shard_name,
    write_manifest,
)
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.decisions.pool import spread
from gaoxin.center.decisions.shard import Job, Written, write_shard
from gaoxin.center.decisions.source import Origin, origin
from gaoxin.center.decisions.target import check_target, whole
from gaoxin.center.library import Library
from gaoxin.center.matching import Matching, Progress, quiet
from gaoxin.engines.rules.replay.canonical import sha256


def write(
    matching: Matching, library: Library, sheet: Path, folder: Path, progress: Progress = quiet
) -> Manifest:
    """Write the decisions of a matching of `sheet` into `folder`.

    Raises SheetError where `folder` may not be replaced, DisagreementError where the two evaluators differ.
    """
    check_target(folder)
    grounds = Grounds(library)
    with whole(folder) as part:
        jobs = list(_jobs(matching, origin(sheet, matching.sheet), part))
        written: list[Written] = []
        for shard in spread(write_shard, jobs, grounds):
            written.append(shard)
            progress("decisions", sum(w.file.decisions for w in written), matching.pairs.height)
        return _finish(part, sorted(written, key=lambda w: w.file.name), matching, grounds)


def _jobs(matching: Matching, source: Origin, folder: Path) -> Iterator[Job]:
    """Pairs in order of firms, cut into shards; each takes with it the rows of its own firms only."""
    ids = pl.Series("policy", [rule.id for rule in matching.rules.rules], pl.String)
    pairs = matching.pairs.sort("row", "rule")
    for number, start in enumerate(range(0, pairs.height, SHARD), 1):
        part = pairs.slice(start, SHARD)
        rows = part["row"].unique().sort()
        places = part.select(
            rows.search_sorted(part["row"]).alias("place"),
            ids.gather(part["rule"]),
            pl.col("state").cast(pl.String),
        )
        yield Job(folder / shard_name(number), places, source.part(rows), matching.day)


def _finish(folder: Path, written: list[Written], matching: Matching, grounds: Grounds) -> Manifest:
    index = _index(folder, written)
    packs = tuple(p.info.id for p in grounds.library.packs)
    shards = tuple(w.file for w in written)
    manifest = Manifest(matching.day.isoformat(), "", FORMAT, __version__, index, packs, shards)
    write_manifest(folder, manifest)
    return manifest


def _index(folder: Path, written: list[Written]) -> File:
    frame = pl.concat([w.index for w in written]) if written else pl.DataFrame(schema=SCHEMA)
    path = folder / INDEX
    frame.write_parquet(path)
    raw = path.read_bytes()
    return File(len(raw), frame.height, INDEX, sha256(raw))
