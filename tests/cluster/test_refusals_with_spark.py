"""Refusals that need the extra, though no Spark is started."""

import json
import socket
from pathlib import Path

import polars as pl
import pytest

from gaoxin.engines.rules.cluster import java
from tests.cluster.test_refusals import refused

pytestmark = pytest.mark.usefixtures("needs_spark")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "firms.parquet"
    pl.DataFrame({"uscc": ["x"]}).write_parquet(path)
    return path


def test_no_java(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find_java", lambda: None)
    said = refused(dataset, "-o", tmp_path / "o.parquet", lang="en")
    assert said.startswith("error: no Java found; install JDK 17 or newer")


def test_old_java(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "java_version", lambda _: 11)
    assert "Java 版本太旧（11）" in refused(dataset, "-o", tmp_path / "o.parquet")


def test_no_master(dataset: Path, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"spark://127.0.0.1:{closed.getsockname()[1]}"
        assert "连不上 spark://127.0.0.1" in refused(dataset, "-o", tmp_path / "o.parquet", "--master", url)
    assert [p.name for p in tmp_path.iterdir()] == ["firms.parquet"]


def test_not_parquet(tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text("uscc\n")
    said = refused(tmp_path / "firms.csv", "-o", tmp_path / "o.parquet")
    assert "不是 Parquet 文件：firms.csv" in said
    assert "--engine spark" in said


def test_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "没有 Parquet 文件" in refused(tmp_path / "empty", "-o", tmp_path / "o.parquet")
    assert "没有这个文件或目录" in refused(tmp_path / "none", "-o", tmp_path / "o.parquet")


def test_what_exists_is_kept(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.parquet"
    out.mkdir()
    assert "不是以前的结果" in refused(dataset, "-o", out, "--overwrite")
    (out / "_SUCCESS").touch()
    assert "不是以前的结果" in refused(dataset, "-o", out, "--overwrite")
    (out / "_SUCCESS").write_text(json.dumps({"kind": "gaoxin match"}))
    assert "--overwrite" in refused(dataset, "-o", out)
    assert "结果应为 .parquet" in refused(dataset, "-o", tmp_path / "o.csv")
    assert "没有这个目录" in refused(dataset, "-o", tmp_path / "no" / "o.parquet")
