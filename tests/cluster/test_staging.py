"""Parts become a result wholly or not at all; runs of records keep their places."""

from pathlib import Path

import polars as pl
import pytest

pytest.importorskip("pyarrow", reason="no pyarrow: make test-cluster installs it")

from gaoxin.engines.rules.cluster.dataset import find_dataset
from gaoxin.engines.rules.cluster.errors import ClusterError
from gaoxin.engines.rules.cluster.parts import Part, PartWriter
from gaoxin.engines.rules.cluster.pieces import path_of, runs
from gaoxin.engines.rules.cluster.staging import Staging, check_out, errors_of, is_result


def part(staging: Staging, name: str, *values: int, partition: int = 0) -> Part:
    with PartWriter(staging.folder / name, partition) as writer:
        for value in values:
            writer.add(pl.DataFrame({"value": [value]}))
        done = writer.done()
    assert done is not None
    return done


def values(folder: Path) -> list[int]:
    return pl.read_parquet(folder / "*.parquet")["value"].to_list()


def test_only_reported_parts_are_committed(tmp_path: Path) -> None:
    out = tmp_path / "o.parquet"
    staging = Staging.make(out)
    part(staging, "lines", 666)
    lines = [(0, part(staging, "lines", 1, 2)), (1, part(staging, "lines", 3, partition=1))]
    part(staging, "lines", 667, partition=1)
    staging.commit({"lines": lines, "wrong": [(1, part(staging, "wrong", 9))]}, {"rows": 4})
    staging.drop()
    assert values(out) == [1, 2, 3]
    assert values(errors_of(out)) == [9]
    assert is_result(out)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.parquet", "o.parquet.errors"]


def test_a_later_result_replaces_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "o.parquet"
    for value, wrong in ((1, True), (2, False)):
        staging = Staging.make(out)
        parts = {"lines": [(0, part(staging, "lines", value))], "wrong": []}
        if wrong:
            parts["wrong"] = [(0, part(staging, "wrong", value))]
        staging.commit(parts, {})
        staging.drop()
    assert values(out) == [2]
    assert not errors_of(out).exists()
    check_out(out, overwrite=True)


def test_a_lost_or_cut_part_stops_the_commit(tmp_path: Path) -> None:
    out = tmp_path / "o.parquet"
    staging = Staging.make(out)
    good, cut = part(staging, "lines", 1), part(staging, "lines", 2, partition=1)
    (staging.folder / "lines" / cut.name).write_bytes(b"PAR1")
    with pytest.raises(ClusterError, match="第 1 部分"):
        staging.commit({"lines": [(0, good), (1, cut)], "wrong": []}, {})
    staging.drop()
    assert list(tmp_path.iterdir()) == []


def test_no_frame_no_file(tmp_path: Path) -> None:
    with PartWriter(tmp_path, 0) as writer:
        assert writer.done() is None
    assert list(tmp_path.iterdir()) == []


def test_runs_end_with_a_file_or_a_gap() -> None:
    file, row = pl.Series(["a", "a", "b", "b", "b"]), pl.Series([0, 1, 2, 7, 8])
    assert list(runs(file, row)) == [(0, 2), (2, 3), (3, 5)]
    assert list(runs(file[:0], row[:0])) == []
    assert path_of("file:///d/%E6%95%B0%20x%231.parquet") == "/d/数 x#1.parquet"


def test_a_dataset_is_what_spark_reads(tmp_path: Path) -> None:
    for name, columns in (
        ("b/2.parquet", ["uscc", "sales"]),
        ("1.parquet", ["uscc", "staff"]),
        ("_x", ["no"]),
        (".y", ["no"]),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        pl.DataFrame({c: ["1"] for c in columns}).write_parquet(tmp_path / name)
    found = find_dataset(tmp_path)
    assert (found.names, found.columns, found.rows) == (
        ("1.parquet", "b/2.parquet"),
        ("uscc", "staff", "sales"),
        2,
    )
    assert found.split(4, 2) == -(-found.size // 4)
