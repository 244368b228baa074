"""What cannot run is refused in one line, before anything is written."""

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
