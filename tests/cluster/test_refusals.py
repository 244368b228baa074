"""What cannot run is refused in one line, before anything is written."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from gaoxin.cli import main
from gaoxin.engines.rules.cluster import java
from gaoxin.engines.rules.cluster.errors import ClusterError, one_line
from gaoxin.engines.rules.cluster.master import check_master

TRACE = """[UDF_ERROR] An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "x.py", line 1, in <module>
ModuleNotFoundError: No module named 'gaoxin'
\tat org.apache.spark.api.python.BasePythonRunner$ReaderIterator.handle(PythonRunner.scala:572)"""


def refused(*args: object, lang: str = "zh") -> str:
    command = ["--lang", lang, "match", *map(str, args), "--engine", "spark", "--as-of", "2026-06-01"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2, result.output
    assert len(result.output.splitlines()) == 1
    return result.output


def test_the_gist_of_a_trace() -> None:
    assert one_line(RuntimeError(TRACE)) == "ModuleNotFoundError: No module named 'gaoxin'"
    java = "An error occurred while calling o5.collect.\nCaused by: java.io.IOException: Cannot run x\n\tat a"
    assert one_line(RuntimeError(java)) == "IOException: Cannot run x"
    assert one_line(RuntimeError("one\ntwo")) == "one"
    assert one_line(RuntimeError()) == "RuntimeError"


def test_the_extra_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java.importlib.util, "find_spec", lambda name: None)
    said = refused(tmp_path / "x.parquet", "-o", tmp_path / "o.parquet")
    assert "没有安装 pyspark、pyarrow、pandas" in said
    assert 'pip install "gaoxin[spark]"' in said


def test_a_result_must_be_named(tmp_path: Path) -> None:
    assert "-o" in refused(tmp_path / "x.parquet")


def test_no_decisions_on_a_cluster(tmp_path: Path) -> None:
    assert "--engine local" in refused(tmp_path / "x.parquet", "--decisions", tmp_path)


@pytest.mark.parametrize("url", ["spark://", "spark://host", "spark://host:port"])
def test_a_master_written_wrongly(url: str) -> None:
    with pytest.raises(ClusterError, match=r"spark://10\.0\.0\.5:7077"):
        check_master(url)


class TestWithSpark:
    """These need the extra, but start no Spark."""

    @pytest.fixture(autouse=True)
    def spark(self, needs_spark: None) -> None:
        return None

    @pytest.fixture
    def dataset(self, tmp_path: Path) -> Path:
        import polars as pl

        path = tmp_path / "firms.parquet"
        pl.DataFrame({"uscc": ["x"]}).write_parquet(path)
        return path

    def test_no_java(self, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(java, "find_java", lambda: None)
        said = refused(dataset, "-o", tmp_path / "o.parquet", lang="en")
        assert said.startswith("error: no Java found; install JDK 17 or newer")

    def test_old_java(self, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(java, "java_version", lambda _: 11)
        assert "Java 版本太旧（11）" in refused(dataset, "-o", tmp_path / "o.parquet")

    def test_no_master(self, dataset: Path, tmp_path: Path) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            url = f"spark://127.0.0.1:{closed.getsockname()[1]}"
            assert "连不上 spark://127.0.0.1" in refused(
                dataset, "-o", tmp_path / "o.parquet", "--master", url
            )
        assert [p.name for p in tmp_path.iterdir()] == ["firms.parquet"]

    def test_not_parquet(self, tmp_path: Path) -> None:
        (tmp_path / "firms.csv").write_text("uscc\n")
        said = refused(tmp_path / "firms.csv", "-o", tmp_path / "o.parquet")
        assert "不是 Parquet 文件：firms.csv" in said
        assert "--engine spark" in said

    def test_no_dataset(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert "没有 Parquet 文件" in refused(tmp_path / "empty", "-o", tmp_path / "o.parquet")
        assert "没有这个文件或目录" in refused(tmp_path / "none", "-o", tmp_path / "o.parquet")

    def test_what_exists_is_kept(self, dataset: Path, tmp_path: Path) -> None:
        out = tmp_path / "o.parquet"
        out.mkdir()
        assert "不是以前的结果" in refused(dataset, "-o", out, "--overwrite")
        (out / "_SUCCESS").touch()
        assert "不是以前的结果" in refused(dataset, "-o", out, "--overwrite")
        (out / "_SUCCESS").write_text(json.dumps({"kind": "gaoxin match"}))
        assert "--overwrite" in refused(dataset, "-o", out)
        assert "结果应为 .parquet" in refused(dataset, "-o", tmp_path / "o.csv")
        assert "没有这个目录" in refused(dataset, "-o", tmp_path / "no" / "o.parquet")
