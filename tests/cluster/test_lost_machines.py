"""A run on a real cluster that loses an executor or a whole worker half-way: nothing lost, nothing doubled."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.cluster.conftest import Local
from tests.cluster.standalone import Standalone, kill, start_match, wait

pytestmark = pytest.mark.cluster
PARTS = 12


def lose(run: subprocess.Popen[str], out: Path, strike: Callable[[], object]) -> str:
    """Strike when some parts are written and others are not; the output of the run, which must succeed."""

    def parts() -> int:
        return len(list(out.parent.glob(f".{out.name}.*.part/lines/*.parquet")))

    try:
        wait("parts", lambda: parts() >= 3 or run.poll() is not None, 150)
        assert run.poll() is None, run.communicate()
        assert parts() < PARTS
        strike()
        assert not out.exists(), "the run was over before the strike"
        said, errors = run.communicate(timeout=150)
    finally:
        run.kill()
        run.wait()
    assert run.returncode == 0, errors
    assert "Traceback" not in errors
    return said


def test_an_executor_dies(cluster: Standalone, local: Local, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    run = start_match(cluster, local.dataset, out, "--partitions", str(PARTS))
    before = cluster.log("master").count("Launching executor")
    said = lose(run, out, lambda: kill(cluster.executor_of(cluster.workers[0])))
    assert cluster.log("master").count("Launching executor") >= before + 3
    assert pl.read_parquet(out / "*.parquet").equals(local.lines)
    wrong = pl.read_parquet(tmp_path / "out.parquet.errors" / "*.parquet")
    assert wrong.drop("文件", "行").equals(local.wrong)
    assert wrong["行"].to_list() == local.rows
    assert f"{local.wrong.height} wrong rows" in said
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_worker_dies(cluster: Standalone, local: Local, tmp_path: Path) -> None:
    folder, out = tmp_path / "数 据=1", tmp_path / "out.parquet"
    (folder / "更多").mkdir(parents=True)
    half = local.frame.height // 2
    local.frame[:half].write_parquet(folder / "a 甲.parquet", row_group_size=half // 6)
    local.frame[half:].write_parquet(folder / "更多" / "b.parquet", row_group_size=half // 6)
    run = start_match(cluster, folder, out, "--partitions", str(PARTS))
    lose(run, out, lambda: kill(cluster.workers[1]))
    assert "removing it" in cluster.log("master").lower() or "Removing worker" in cluster.log("master")
    found = pl.read_parquet(out / "*.parquet")
    assert found.height == local.lines.height
    assert found.sort("uscc", "policy").equals(local.lines.sort("uscc", "policy"))
    wrong = pl.read_parquet(tmp_path / "out.parquet.errors" / "*.parquet")
    assert sorted(wrong["统一社会信用代码"]) == sorted(local.wrong["统一社会信用代码"])
