"""Headers whose meaning was agreed, columns without a unit, marks, and units in cells."""

import pytest

from gaoxin.engines.sheets import read_sheet
from tests.sheets.conftest import code, national_vocabulary

CODE = "统一社会信用代码"


def read(tmp_path, header, cell, **more):
    path = tmp_path / "firms.csv"
    path.write_text(f"{CODE},{header}\n{code(1)},{cell}\n", encoding="utf-8")
    return read_sheet(path, national_vocabulary(), **more)


def test_an_agreed_header_is_read_with_its_unit(tmp_path):
    sheet = read(tmp_path, "年收入（万元）", "3", meanings={"年收入（万元）": "revenue"})
    assert sheet.frame["revenue"].to_list() == [3_000_000]
    assert sheet.unknown == [] and sheet.columns["revenue"] == "年收入（万元）"


def test_a_column_may_be_left_out(tmp_path):
    sheet = read(tmp_path, "营业收入（万元）", "anything", meanings={"营业收入（万元）": ""})
    assert sheet.errors == [] and sheet.frame.columns == ["uscc"]


def test_a_meaning_without_a_fact_of_this_vocabulary_is_nothing(tmp_path):
    assert read(tmp_path, "营业收入（元）", "1", meanings={"营业收入（元）": "gone"}).frame[
        "revenue"
    ].to_list() == [100]


@pytest.mark.parametrize(
    ("header", "assumed"),
    [("营业收入", (("营业收入", "元"),)), ("营业收入（万元）", ()), ("职工总数", ())],
)
def test_money_without_a_unit_is_told(tmp_path, header, assumed):
    assert read(tmp_path, header, "1").assumed == assumed


@pytest.mark.parametrize(
    "header",
    [
        "*职工总数",
        "职工总数*",
        "职工总数（必填）",
        "职工总数(选填)",
        "★职工总数（人）",
        "职工总数（人）（必填）",
    ],
)
def test_marks_on_headers_are_no_part_of_the_name(tmp_path, header):
    assert read(tmp_path, header, "90").frame["staff_total"].to_list() == [90]


@pytest.mark.parametrize(
    ("cell", "count"), [("90人", 90), ("90 人", 90), ("９０人", 90), ("1.2万人", 12_000)]
)
def test_a_count_may_name_its_unit(tmp_path, cell, count):
    sheet = read(tmp_path, "职工总数", cell)
    assert sheet.errors == [] and sheet.frame["staff_total"].to_list() == [count]


@pytest.mark.parametrize("cell", ["90元", "90项", "九十人", "90多人", "人", "12.5人", "90人人"])
def test_another_unit_is_refused(tmp_path, cell):
    assert len(read(tmp_path, "职工总数", cell).errors) == 1
