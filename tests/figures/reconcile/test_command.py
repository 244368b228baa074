"""`gaoxin figures audit` as a person runs it, from raw text to the page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gaoxin.cli import main
from tests.figures.reconcile.made import TRADE

JINING = "今年以来，济宁高新区计划新建项目91个，截至6月已开工67个，开工率62.9%。"
JINAN = (
    "2020年一季度，济南高新区进出口总额完成147.2亿元，同比增长48.1%，占济南市进出口总额52.4%，"
    "增速是济南市平均增速的2.3倍，拉动济南市22.9个百分点，连续38个月保持正增长。"
)


def run(*args: object, code: int = 0, lang: str = "zh") -> Result:
    result = CliRunner().invoke(main, ["--lang", lang, "figures", "audit", *map(str, args)])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def put(folder: Path, text: str, name: str = "通报.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (JINING, "开工率应为73.6%，文中印的是62.9%"),
        (JINAN, "拉动应为20.5至20.7个百分点，文中印的是22.9个百分点"),
    ],
)
def test_raw_text_with_a_conflict(tmp_path: Path, text: str, said: str) -> None:
    output = run(put(tmp_path, text), "--year", 2020, code=1).output
    assert said in output.replace("\n", "")


def test_raw_text_that_holds(tmp_path: Path) -> None:
    mended = JINING.replace("62.9", "73.6")
    assert "0 处冲突" in run(put(tmp_path, mended), "--year", 2020).output


def test_two_files_together(tmp_path: Path) -> None:
    one = put(tmp_path, JINAN.replace("增速是济南市平均增速的2.3倍，", ""), "一.txt")
    other = put(tmp_path, JINAN.replace("拉动济南市22.9个百分点，", ""), "二.txt")
    run(one, "--year", 2020)
    run(other, "--year", 2020)
    run(one, other, "--year", 2020, code=1)


def test_json_of_claims(tmp_path: Path) -> None:
    path = put(tmp_path, json.dumps(TRADE, ensure_ascii=False), "claims.json")
    found = json.loads(run(path, "--json", code=1).output)
    (conflict,) = found["conflicts"]
    assert found["verdict"] == "inconsistent"
    assert conflict["sentence"]["en"].endswith("they cannot all hold, please check.")
    low, high = conflict["claims"][-1]["would_have_to_be"]
    assert 20.4 < low < high < 20.8


def test_the_page_marks_the_text_and_stands_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run(put(tmp_path, JINAN + "<script>1</script>"), "--year", 2020, "--html", page, code=1, lang="en")
    html = page.read_text(encoding="utf-8")
    assert html.count('<mark class="bad" id="c-') == 4
    assert html.index("cannot all hold") < html.index('<mark class="bad" id="c-')
    assert "<script" not in html
    assert "http" not in html
    assert all(f'id="{link.split(chr(34))[0]}"' in html for link in html.split('href="#')[1:])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("a.json", "{", "不是 JSON"), ("a.json", "{}", "没有论断列表"), ("a.json", '[{"value": 1}]', "kind")],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert said in run(put(tmp_path, text, name), code=2).output


def test_a_missing_file(tmp_path: Path) -> None:
    run(tmp_path / "none.txt", code=2)
