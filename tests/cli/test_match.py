"""The commands as a person runs them, on a small sheet with wrong rows."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner, Result

from gaoxin.base.uscc import complete
from gaoxin.cli import main

GOOD = [complete(f"91990171MA{i:06d}") for i in range(4)]
HEADERS = ["企业名称", "统一社会信用代码", "成立日期", "居民企业", "行业代码", "年末从业人员", "营业收入（万元）", "应纳税所得额（万元）", "从业人数季度平均", "资产总额季度平均（万元）", "限制淘汰类产品"]  # fmt: skip
COMMON = ["2015.3.1", "是", "3912", 80, "2,000", "３００", 300, 5000, "否"]
ROWS = [
    ["甲公司", GOOD[0], *COMMON],
    ["乙公司", GOOD[1], "2015-03-01", "是", "C39", 80, 2000, 300.01, 300, 5000, "否"],
    ["丙公司", GOOD[2], *COMMON[:5], "—", *COMMON[6:]],
    ["=HYPERLINK(1)", GOOD[3], *COMMON],
    ["丁公司", "91320100250571846X", *COMMON],
    ["戊公司", GOOD[0][:-1], *COMMON],
]
SMALL = "cn.tax.small_low_profit_cit"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "企业"  # type: ignore[union-attr]
    for row in [["某区企业情况表"], HEADERS, *ROWS]:
        book.active.append(row)  # type: ignore[union-attr]
    book.active.cell(6, 1).data_type = "s"  # type: ignore[union-attr]
    path = tmp_path / "企业.xlsx"
    book.save(path)
    return path


def run(*args: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])
    assert result.exit_code == code, result.output
    return result


def match(sheet: Path, out: Path, *more: object) -> Result:
    return run("match", sheet, "-o", out, "--as-of", "2026-06-01", "--policy", SMALL, *more)


def states(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("uscc", "state").iter_rows())


EXPECTED = {GOOD[0]: "eligible", GOOD[1]: "ineligible", GOOD[2]: "needs_data", GOOD[3]: "eligible"}
COLUMNS = "uscc name_zh policy policy_zh state unmet missing review gap amount version".split()


def test_csv(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果.csv"
    told = match(sheet, out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == COLUMNS
    assert {r["uscc"]: r["state"] for r in rows} == EXPECTED
    assert next(r["name_zh"] for r in rows if r["uscc"] == GOOD[3]).startswith("'=")
    near = next(r for r in rows if r["state"] == "ineligible")
    assert near["unmet"].count(";") == 0
    assert "100元" in near["gap"]
    assert "错误行 2" in told.output


def test_wrong_rows_lie_beside_a_csv(sheet: Path, tmp_path: Path) -> None:
    match(sheet, tmp_path / "结果.csv")
    text = (tmp_path / "结果.csv.errors.csv").read_text(encoding="utf-8-sig")
    assert "错误原因" in text
    assert "丁公司" in text
    assert "戊公司" in text


def test_parquet_and_json(sheet: Path, tmp_path: Path) -> None:
    match(sheet, tmp_path / "a.parquet")
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert frame.columns == COLUMNS
    assert states(frame) == EXPECTED
    match(sheet, tmp_path / "a.json")
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {r["uscc"]: r["state"] for r in rows} == EXPECTED


def test_workbook(sheet: Path, tmp_path: Path) -> None:
    match(sheet, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["概览", "匹配结果", "差一条", "缺数据", "企业分类", "错误行"]
    header = [c.value for c in book["匹配结果"][1]]
    assert header[: len(COLUMNS)] == COLUMNS
    assert book["匹配结果"].max_row == 5
    wrong = book["错误行"]
    titles = [c.value for c in wrong[1]]
    assert titles[-1] == "错误原因"
    assert wrong.max_row == 3
    assert any(c.fill.fgColor.rgb not in ("00000000", None) for c in wrong[2])
    assert book["匹配结果"].cell(5, 2).data_type == "s"


def test_classify(sheet: Path, tmp_path: Path) -> None:
    run("classify", sheet, "-o", tmp_path / "c.csv", "--as-of", "2026-06-01")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["uscc", "size_class", "four_above"]
    assert rows[0]["size_class"] == "小型"


def test_explain_in_words_and_as_data(sheet: Path) -> None:
    told = run("explain", sheet, "--uscc", GOOD[1], "--policy", SMALL, "--as-of", "2026-06-01")
    assert "不符合" in told.output
    assert "最近的改变" in told.output
    data = json.loads(run("explain", sheet, "--uscc", GOOD[1], "--policy", SMALL, "--json").output)
    assert data["state"] == "ineligible"
    assert data["conditions"][0]["clause"]


def test_explain_tells_why_a_row_was_refused(sheet: Path) -> None:
    told = run("explain", sheet, "--uscc", GOOD[1][:-1] + "Z", "--policy", SMALL, code=2)
    assert "错误" in told.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--policy", "cn.nothing"], "没有这项政策"),
        (["--pack", "nowhere"], "没有随附"),
        (["-o", "a.doc"], ".doc"),
        (["-o", "nowhere/a.csv"], "没有这个目录"),
        (["--as-of", "2026-13-01"], "2026-04-01"),
        (["--as-of", "1990-01-01"], "没有有效的政策"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(sheet: Path, args: list[str], told: str) -> None:
    result = run("match", sheet, *args, code=2)
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_missing_sheet_is_told(tmp_path: Path) -> None:
    result = run("match", tmp_path / "no.xlsx", code=2)
    assert len(result.output.strip().splitlines()) == 1


def test_nothing_is_left_half_written(sheet: Path, tmp_path: Path) -> None:
    sheet.write_bytes(sheet.read_bytes()[:2000])
    run("match", sheet, "-o", tmp_path / "a.xlsx", code=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["企业.xlsx"]


def test_unknown_columns_are_listed_with_a_near_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"统一社会信用代码,营业收人（万元）\n{GOOD[0]},5\n", encoding="utf-8")
    assert "营业收入" in run("match", path, "--policy", SMALL).output


def test_without_all_only_near_misses_stay(sheet: Path, tmp_path: Path) -> None:
    run(
        "match", sheet, "-o", tmp_path / "a.parquet", "--policy", "cn.champion", "--policy", "cn.little_giant"
    )
    run(
        "match",
        sheet,
        "-o",
        tmp_path / "b.parquet",
        "--policy",
        "cn.champion",
        "--policy",
        "cn.little_giant",
        "--all",
    )
    some, every = pl.read_parquet(tmp_path / "a.parquet"), pl.read_parquet(tmp_path / "b.parquet")
    assert every.height == 8
    assert some.filter((pl.col("state") == "ineligible") & pl.col("unmet").str.contains(";")).is_empty()
    assert every.filter(~((pl.col("state") == "ineligible") & pl.col("unmet").str.contains(";"))).equals(some)


@pytest.mark.parametrize("rows", ["", "123,5\n"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv", "parquet", "json"])
def test_a_sheet_without_one_good_row_still_gives_a_result(tmp_path: Path, rows: str, suffix: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"统一社会信用代码,营业收入（万元）\n{rows}", encoding="utf-8")
    run("match", path, "-o", tmp_path / f"o.{suffix}")
    run("classify", path, "-o", tmp_path / f"c.{suffix}")
    assert (tmp_path / f"o.{suffix}").exists()


def test_the_sheet_is_never_overwritten(sheet: Path) -> None:
    before = sheet.read_bytes()
    assert "覆盖" in run("match", sheet, "-o", sheet, code=2).output
    assert sheet.read_bytes() == before


def test_a_policy_named_twice_is_matched_once(sheet: Path, tmp_path: Path) -> None:
    match(sheet, tmp_path / "a.parquet", "--policy", SMALL)
    assert pl.read_parquet(tmp_path / "a.parquet").height == 4


def test_explain_tells_why_a_good_code_was_refused(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book["企业"].cell(3, 3).value = "2015.13.1"
    book.save(sheet)
    told = run("explain", sheet, "--uscc", GOOD[0], "--policy", SMALL, code=2)
    assert "第3行" in told.output
    assert "13月" in told.output


def test_words_and_ids_of_a_line_agree(sheet: Path, tmp_path: Path) -> None:
    run("match", sheet, "-o", tmp_path / "a.xlsx", "--pack", "national")
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["匹配结果"].iter_rows(values_only=True))
    header, lines = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert "缺的数据" in header
    assert all(bool(line["missing"]) == bool(line["缺的数据"]) for line in lines)
    assert all(bool(line["review"]) == bool(line["需人工的条件"]) for line in lines)


def test_a_folder_as_target_is_refused_first(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "d.xlsx").mkdir()
    assert "目录" in run("match", sheet, "-o", tmp_path / "d.xlsx", code=2).output


@pytest.mark.parametrize(("language", "word"), [("zh", "例："), ("en", "Example:")])
def test_help_comes_in_the_language_asked_for(language: str, word: str) -> None:
    command = [str(Path(sys.executable).parent / "gaoxin"), "--lang", language, "match", "--help"]
    assert word in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_sheet_that_was_not_read_is_named(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    other = book.create_sheet("财务")
    for row in (HEADERS[:2], ["庚公司", complete("91990171MA000099")]):
        other.append(row)
    book.save(sheet)
    assert "未读：财务" in run("match", sheet, "--policy", SMALL).output
