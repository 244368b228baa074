"""A run commits what adds up, and a run that fails leaves nothing."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

pytestmark = pytest.mark.usefixtures("needs_spark")


class Settings:
    sparkContext = SimpleNamespace(defaultParallelism=2)
    conf = SimpleNamespace(set=lambda key, value: None)


def job(tmp_path: Path) -> Any:
    from gaoxin.engines.rules.cluster.dataset import find_dataset
    from gaoxin.engines.rules.cluster.job import Job

    pl.DataFrame({"uscc": ["x", "y"]}).write_parquet(tmp_path / "firms.parquet")
    return Job(find_dataset(tmp_path / "firms.parquet"), 0, None, tmp_path / "o.parquet", 100)


def report(rows: int) -> Any:
    from gaoxin.engines.rules.cluster.tasks import Report

    return Report(rows, rows, None, None, {"policy": ["a"], "eligible": [rows]})


@pytest.mark.parametrize("rows", [1, 3])
def test_records_that_do_not_add_up(rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gaoxin.engines.rules.cluster import job as jobs
    from gaoxin.engines.rules.cluster.errors import ClusterError

    monkeypatch.setattr(jobs, "_reports", lambda *_: {0: report(rows)})
    with pytest.raises(ClusterError, match=f"应有 2 行，只处理了 {rows} 行"):
        jobs.run_in(Settings(), job(tmp_path), None, lambda *_: None)
    assert [p.name for p in tmp_path.iterdir()] == ["firms.parquet"]


def test_a_run_that_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gaoxin.engines.rules.cluster import job as jobs

    def broken(_job: Any, _spark: Any, staging: Any, _progress: Any) -> Any:
        (staging.folder / "lines" / "half.parquet").write_bytes(b"PAR1")
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "_reports", broken)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_in(Settings(), job(tmp_path), None, lambda *_: None)
    assert [p.name for p in tmp_path.iterdir()] == ["firms.parquet"]


def test_counts_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gaoxin.engines.rules.cluster import job as jobs

    monkeypatch.setattr(jobs, "_reports", lambda *_: {0: report(1), 1: report(1)})
    done = jobs.run_in(Settings(), job(tmp_path), None, lambda *_: None)
    assert done.firms == 2
    assert done.counts.rows() == [("a", 2)]
