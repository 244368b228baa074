"""`gaoxin impact` as a person runs it, on a small sheet."""

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from gaoxin.base.uscc import complete
from gaoxin.center.library import open_library
from gaoxin.cli import main

GRANT = "yunchuan.rd_grant"
GOLDEN = Path(__file__).parent / "golden"
HEADERS = ["企业名称", "统一社会信用代码", "成立日期", "行业代码", "年末从业人员", "营业收入（万元）", "研发费用（万元）", "高新技术企业资格", "科技型中小企业资格", "园区企业", "经营异常名录", "严重失信主体名单", "一年内重大事故或违法"]  # fmt: skip
CREDIT = ["是", "否", "否", "否"]
FIRMS: list[list[object]] = [
    ["甲公司", "2015-03-01", "C3912", 120, 6000, 300, "是", "否", *CREDIT],
    ["乙公司", "2019-05-01", "C3912", 350, 30000, 900, "是", "否", *CREDIT],
    ["丙公司", "2022-01-01", "I6510", 30, 1000, 90.12, "否", "是", *CREDIT],
    ["丁公司", "2024-01-01", "I6510", 8, 900, 160, "否", "是", *CREDIT],
    ["戊公司", "2025-12-01", "M7320", 8, 800, "", "否", "是", *CREDIT],
    ["己公司", "", "", "", 5000, 250, "是", "否", *CREDIT],
    ["庚公司", "2010-06-01", "C3912", 60, 4000, 210, "", "", *CREDIT],
    ["辛公司", "2012-06-01", "F5179", 60, 4000, 10, "否", "否", *CREDIT],
]
CHANGE = {
    "fact: rd_expense, at_least: 100万元": "fact: rd_expense, at_least: 90万元",
    "{value: 3%}": "{value: 3.5%}",
    "then: {fact: rd_expense, rate: 10%}}": "then: {fact: rd_expense, rate: 12%}}",
    "budget: 6000万元": "budget: 60万元",
}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return written(tmp_path / "企业.csv", FIRMS)


def written(path: Path, firms: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = [[f[0], complete(f"91990171MA{i:06d}"), *f[1:]] for i, f in enumerate(firms)]
        csv.writer(file).writerows([HEADERS, *rows])
    return path


def draft(folder: Path, change: dict[str, str], policy: str = GRANT) -> Path:
    text = open_library(["national", "demo"]).file(policy).path.read_text("utf-8")
    for before, after in change.items():
        assert before in text
        text = text.replace(before, after)
    path = folder / "改后.yaml"
    path.write_text(text, "utf-8")
    return path


def run(*args: object, lang: str = "zh", code: int = 0) -> Result:
    result = CliRunner().invoke(
        main,
        [
            "--lang",
            lang,
            "impact",
            *map(str, args),
            "--pack",
            "national",
            "--pack",
            "demo",
            "--as-of",
            "2026-06-01",
        ],
    )
    assert result.exit_code == code, result.output
    return result


def test_a_terminal_shows_the_change_the_moves_and_the_money(sheet: Path, tmp_path: Path) -> None:
    told = run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE)).output
    assert "条件·研发费用100万元以上·不低于: 100万元 → 90万元" in told
    assert "新获得 1 家；金额增加 1 家；失去 1 家" in told
    assert "费用 88.5万元 → 539,096元（−345,904元）" in told
    for words in ("改前＼改后", "预算剩余（元）", "按规模", "按行业", "按年限", "未检查：", "处待改："):
        assert words in told


def test_in_english(sheet: Path, tmp_path: Path) -> None:
    told = run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), lang="en").output
    for words in (
        "newly eligible: 1",
        "Before \\ after",
        "Left of the budget",
        "By size class",
        "not checked: ",
    ):
        assert words in told


def test_json_holds_every_number(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "影响.json"
    run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", out)
    found = json.loads(out.read_text("utf-8"))
    assert found["effects"] | {"gained": 1, "more": 1, "lost": 1} == found["effects"]
    before, after = found["cost"]["before"], found["cost"]["after"]
    assert before["paid_fen"] == 15_000_000 + 45_000_000 + 16_000_000 + 12_500_000
    assert after["paid_fen"] == 15_000_000 + 7_209_600 + 19_200_000 + 12_500_000
    assert (before["budget_fen"], after["budget_fen"]) == (6_000_000_000, 60_000_000)
    assert after["left_fen"] == 60_000_000 - after["paid_fen"]
    assert after["up_to_fen"] == 200_000_000 + 10_500_000
    assert {s: w["firms"] for s, w in after["waiting"].items()} == {
        "eligible": 0,
        "needs_data": 2,
        "needs_review": 0,
    }
    assert [(m["before"], m["after"]) for m in found["moves"] if m["firms"]].count(
        ("ineligible", "eligible")
    ) == 1


def test_a_workbook_has_six_sheets(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "影响.xlsx"
    run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["概览", "变动矩阵", "得失企业", "按行业", "按规模", "按年限"]
    rows = list(book["得失企业"].iter_rows(values_only=True))
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(r["企业名称"], r["影响"], r["改前"], r["改后"]) for r in told] == [
        ("丙公司", "新获得", "不符合", "符合"),
        ("丁公司", "金额增加", "符合", "符合"),
        ("乙公司", "失去", "符合", "不符合"),
    ]
    assert told[0]["改前原因"].startswith("不满足：研发费用100万元以上")
    assert told[1]["差额（元）"] == 32_000


def test_a_csv_holds_the_firms_that_change(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "影响.csv"
    run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", out, lang="en")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["Effect"] for row in csv.DictReader(file)] == [
            "newly eligible",
            "higher amount",
            "no longer eligible",
        ]


@pytest.mark.parametrize(("lang", "by"), [("zh", "size"), ("en", "industry")])
def test_the_chart(sheet: Path, tmp_path: Path, lang: str, by: str) -> None:
    out = tmp_path / "图.svg"
    run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", out, "--by", by, lang=lang)
    drawn = out.read_text("utf-8")
    assert drawn == (GOLDEN / f"impact_{lang}_{by}.svg").read_text("utf-8")
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "rect", "line", "text"}


def test_a_page_stands_alone(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "影响.html"
    run(sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", out)
    page = out.read_text("utf-8")
    assert "<svg" in page and "得失企业" in page
    assert page.count("http") == page.count("http://www.w3.org/2000/svg") == 1
    assert not any(word in page for word in ("<script", "src=", "href="))


def test_nothing_changes(sheet: Path, tmp_path: Path) -> None:
    told = run(sheet, "--policy", GRANT, "--with", draft(tmp_path, {})).output
    assert "没有一家企业的结论或金额改变" in told


def test_a_change_that_comes_later_says_so(sheet: Path, tmp_path: Path) -> None:
    later = draft(tmp_path, {"to: 2027-12-31": "to: 2026-12-31"})
    assert "没有一家企业的结论或金额改变" in run(sheet, "--policy", GRANT, "--with", later).output
    past = draft(tmp_path, {"    budget: 2000万元": "    budget: 100万元"})
    assert "改动在别的日期生效" in run(sheet, "--policy", GRANT, "--with", past).output


def test_a_policy_without_amount_counts_firms(sheet: Path, tmp_path: Path) -> None:
    policy, out = "yunchuan.chain_leader", tmp_path / "图.svg"
    told = run(sheet, "--policy", policy, "--with", draft(tmp_path, {}, policy), "-o", out).output
    assert "政策没有写金额" in told and "预算剩余" not in told
    assert "符合的企业（家）" in out.read_text("utf-8")


def test_all_rows_wrong(tmp_path: Path) -> None:
    sheet = tmp_path / "企业.csv"
    sheet.write_text(",".join(HEADERS) + "\n甲公司,123" + "," * (len(HEADERS) - 2) + "\n", "utf-8")
    for suffix in ("xlsx", "json", "html", "svg", "csv"):
        told = run(
            sheet, "--policy", GRANT, "--with", draft(tmp_path, CHANGE), "-o", tmp_path / f"影响.{suffix}"
        ).output
        assert "表中没有可用的企业" in told and "错误行 1 行未计入" in told


@pytest.mark.parametrize(
    ("change", "policy", "words"),
    [
        ({}, "yunchuan.pct", "这是政策 yunchuan.rd_grant，要比较的是 yunchuan.pct"),
        ({}, "no.such", "没有这项政策"),
        ({"at_least: 100万元": "at_least: 100人"}, GRANT, "yunchuan.rd_grant.yaml"),
        ({"fact: rd_expense, at_least": "fact: rd_expence, at_least"}, GRANT, "rd_expence"),
        ({"kind: grant": "kind: gift"}, GRANT, "格式有误"),
        ({"  to: 2024-12-31": "  to: 2026-12-31"}, GRANT, "两个版本的日期重叠"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    sheet: Path, tmp_path: Path, change: dict[str, str], policy: str, words: str
) -> None:
    result = run(sheet, "--policy", policy, "--with", draft(tmp_path, change), code=2)
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_target_of_another_form_is_refused_before_any_work(sheet: Path, tmp_path: Path) -> None:
    result = run(sheet, "--policy", GRANT, "--with", tmp_path / "no.yaml", "-o", tmp_path / "a.pdf", code=2)
    assert "结果文件应为" in result.output
