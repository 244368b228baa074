"""`gaoxin figures read` as its user calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gaoxin.cli import main

TEXT = "今年一季度，云溪高新区进出口总额完成147.2亿元，\n同比增长48.1%。"


@pytest.fixture
def bulletin(tmp_path: Path) -> str:
    path = tmp_path / "通报.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "zh", "figures", "read", *arguments], env={"COLUMNS": "160"})
    return done.exit_code, done.output


def test_json_has_the_exchange_format(bulletin: str) -> None:
    code, out = run(bulletin, "--json", "--year", "2020")
    rows = json.loads(out)
    assert code == 0
    assert [(r["subject"], r["indicator"], r["period"], r["kind"], r["value"], r["unit"]) for r in rows] == [
        ("云溪高新区", "进出口总额", "2020-Q1", "level", 14720000000, "元"),
        ("云溪高新区", "进出口总额", "2020-Q1", "growth_yoy", 48.1, "%"),
    ]
    assert TEXT[rows[0]["num_start"] : rows[0]["num_end"]] == "147.2"
    assert rows[0]["interval"] == [14715000000, 14725000000]
    assert rows[0]["file"] == "通报.txt"


def test_the_table_is_for_people(bulletin: str) -> None:
    code, out = run(bulletin, "--year", "2020")
    assert code == 0
    assert "同比增长" in out
    assert "147.2亿元" in out


def test_without_a_year_the_period_is_left_open(bulletin: str) -> None:
    _, out = run(bulletin, "--json")
    assert {r["period"] for r in json.loads(out)} == {"unstated"}


def test_a_missing_file_is_one_line() -> None:
    code, out = run("没有.txt")
    assert code == 2
    assert "打不开" in out
    assert "Traceback" not in out
