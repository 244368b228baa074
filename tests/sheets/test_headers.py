"""Headers in all the dress people give them."""

import pytest

from gaoxin.engines.sheets import SheetError
from tests.sheets.conftest import code

CODE = "统一社会信用代码"


@pytest.mark.parametrize(
    ("header", "fen"),
    [
        ("营业收入", 194000),
        ("revenue", 194000),
        ("Operating revenue", 194000),
        ("营业收入（元）", 194000),
        (" 营业 收入 （万元） ", 1940000000),
        ("营业收入(万元)", 1940000000),
        ("营业收入（亿元）", 19400000000000),
        ("营业收入\n（千元）", 194000000),
        ("营业收入[百万元]", 194000000000),
        ("营业收入万元", 1940000000),
        ("营业收入/万元", 1940000000),
        ("营业收入（单位：万元）", 1940000000),
        ("*营业收入（万元）", 1940000000),
        ("营业收入（万元）*", 1940000000),
        ("5.营业收入（万元）", 1940000000),
        ("其中：营业收入（万元）", 1940000000),
        ("Operating revenue (万元)", 1940000000),
        ("营业收入（人民币万元）", 1940000000),
    ],
)
def test_a_header_names_a_fact_and_its_unit(read_column, header, fen):
    sheet = read_column(header, 1940)
    assert sheet.errors == []
    assert sheet.frame["revenue"].to_list() == [fen]


@pytest.mark.parametrize(
    "header",
    ["营业收入（2023年）", "营业收入（合并）", "营业收入（人）", "营业收入增速（%）", "2023年营业收入"],
)
def test_a_header_that_says_more_is_not_guessed(read_column, header):
    sheet = read_column(header, 1940)
    assert sheet.frame.columns == ["uscc"]
    assert [h for h, _ in sheet.unknown] == [header]
    assert "revenue" in sheet.absent


def test_near_misses_are_suggested(read_column):
    assert read_column("营业收人", 1).unknown == [("营业收人", "营业收入")]
    assert read_column("研发费用投入", 1).unknown == [("研发费用投入", "研发费用")]
    assert read_column("天气", 1).unknown == [("天气", "")]


def test_any_order_and_title_rows(read_rows):
    sheet = read_rows(
        [
            ["2023年企业情况表"],
            [],
            ["单位：万元", None, "填报日期：2024年1月"],
            ["研发人员数", "营业收入", CODE],
            [3, 5, code(1)],
        ]
    )
    assert sheet.header_row == 4
    assert sheet.rows.to_list() == [5]
    assert sheet.frame.row(0, named=True) == {"rd_staff": 3, "revenue": 5000000, "uscc": code(1)}


def test_the_unit_above_yields_to_the_headers_own(read_rows):
    sheet = read_rows([["（金额单位：万元）"], [CODE, "营业收入", "净利润（元）"], [code(1), 1, 1]])
    assert sheet.frame["revenue"].to_list() == [1000000]
    assert sheet.frame["net_profit"].to_list() == [100]


def test_several_units_of_money_above_are_refused(read_rows):
    with pytest.raises(SheetError, match="几个金额单位"):
        read_rows([["单位：万元、亿元"], [CODE, "营业收入"], [code(1), 1]])


def test_a_foreign_currency_is_refused(read_column):
    with pytest.raises(SheetError, match="万美元"):
        read_column("营业收入（万美元）", 1)


def test_two_columns_of_one_fact_are_refused(read_rows):
    with pytest.raises(SheetError, match=r"B「营业收入」和 C「revenue」|B「营业收入」 和 C「revenue」"):
        read_rows([[CODE, "营业收入", "revenue"], [code(1), 1, 2]])


def test_merged_headers_in_two_rows(read_rows):
    def merge(sheet):
        for area in ("A1:A2", "B1:C1", "D1:E1"):
            sheet.merge_cells(area)

    rows = [
        [CODE, "经营情况（万元）", None, "人员", None],
        [None, "营业收入", "净利润", "职工总数", "研发人员数"],
        [code(1), 1, 2, 3, 4],
    ]
    sheet = read_rows(rows, merge)
    assert sheet.errors == []
    assert sheet.header_row == 2
    assert sheet.frame.row(0) == (code(1), 1000000, 2000000, 3, 4)


def test_a_year_over_a_name_changes_its_meaning(read_rows):
    def merge(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    rows = [[CODE, "营业收入", None], [None, "上年", "2021年"], [code(1), 7, 8]]
    sheet = read_rows(rows, merge)
    assert sheet.frame.columns == ["uscc", "revenue_prev"]
    assert [h for h, _ in sheet.unknown] == ["营业收入2021年"]


def test_units_in_a_row_below(read_rows):
    sheet = read_rows([[CODE, "营业收入", "职工总数"], [None, "（万元）", "人"], [code(1), 1, 2]])
    assert sheet.frame.row(0) == (code(1), 1000000, 2)
    assert sheet.rows.to_list() == [3]


def test_ids_below_the_names(read_rows):
    sheet = read_rows([[CODE, "营业收入（万元）"], ["uscc", "revenue"], [code(1), 1]])
    assert sheet.errors == []
    assert sheet.frame["revenue"].to_list() == [1000000]


def test_no_header_and_no_code_column_are_refused(read_rows):
    with pytest.raises(SheetError, match="没有找到表头"):
        read_rows([["a", "b"], [1, 2]])
    with pytest.raises(SheetError, match="没有统一社会信用代码列"):
        read_rows([["企业名称", "营业收入"], ["甲", 2]])


def test_header_scan_does_not_take_data_for_a_header(read_rows):
    sheet = read_rows([[CODE, "企业名称"], [code(1), "营业收入"]])
    assert sheet.header_row == 1
    assert sheet.frame["name_zh"].to_list() == ["营业收入"]


@pytest.mark.parametrize(
    "note",
    [
        "单位：万元",
        "（单位：万元、人）",
        "计量单位 万元",
        "企业情况表（万元）",
        "万元",
        "单位为万元",
        "金额单位:人民币万元",
        "2025年度企业情况表，单位均为万元",
        "（金额以万元计）",
        "以下金额均为万元",
        "金额单位 万元",
        "说明：1.金额请按万元填写；2.人数按年末",
        "金额一律以万元为单位",
    ],
)
def test_ways_to_give_the_unit_above(read_rows, note):
    sheet = read_rows([["企业情况表", None, note], [CODE, "营业收入"], [code(1), 1]])
    assert sheet.frame["revenue"].to_list() == [1000000]


@pytest.mark.parametrize(
    "note", ["企业情况表（2023年）", "填报单位：某某公司", "单位负责人：张三", "单位：人", "（盖章）"]
)
def test_what_is_no_unit_above(read_rows, note):
    assert read_rows([[note], [CODE, "营业收入"], [code(1), 1]]).frame["revenue"].to_list() == [100]


def test_a_unit_below_the_table_is_not_overlooked(read_rows):
    with pytest.raises(SheetError, match="第4行注明金额单位是万元"):
        read_rows([[CODE, "营业收入"], [code(1), 1], [], ["注：金额单位为万元。"]])
    sheet = read_rows([[CODE, "营业收入（亿元）"], [code(1), 1], ["注：其余金额单位为万元。"]])
    assert sheet.frame["revenue"].to_list() == [10**10]


REPEATABLE = [CODE, "企业名称", "营业收入（万元）", "研发费用（万元）"]


@pytest.mark.parametrize(
    "second",
    [
        [CODE, "企业名称", "研发费用（万元）", "营业收入（万元）"],
        [CODE, "企业名称", "营业收入（元）", "研发费用（元）"],
        [CODE, "企业名称", "营业收入", "研发费用"],
        ["企业名称", CODE, "营业收入（万元）", "研发费用（万元）"],
        [*REPEATABLE, "净利润"],
    ],
)
def test_a_second_table_below_is_refused(read_rows, second):
    with pytest.raises(SheetError, match="第4行开始了第二张表"):
        read_rows([REPEATABLE, [code(1), "甲", 1, 2], [], second, [code(2), "乙", 3, 4]])


def test_the_same_header_again_is_skipped(read_rows):
    again = [CODE, " 企业名称", "营业收入(万元)", "研发费用（万元）"]
    sheet = read_rows([REPEATABLE, [code(1), "甲", 1, 2], again, [code(2), "乙", 3, 4]])
    assert sheet.frame["revenue"].to_list() == [1000000, 3000000]
    assert [error.skipped for error in sheet.errors] == [True]


@pytest.mark.parametrize(
    "note", ["所有财务指标都折合万元", "本表各项收入、利润，万元", "除特别说明外皆以千元列报的报表"]
)
def test_a_unit_in_unknown_words_is_refused(read_rows, note):
    with pytest.raises(SheetError, match=r"第1行.*金额单位"):
        read_rows([[note], [CODE, "营业收入"], [code(1), 1]])
    with pytest.raises(SheetError, match=r"第4行.*金额单位"):
        read_rows([[CODE, "营业收入"], [code(1), 1], [], [note]])
    assert read_rows([[note], [CODE, "营业收入（元）"], [code(1), 1]]).frame["revenue"].to_list() == [100]


@pytest.mark.parametrize(
    "note", ["2000万元以上企业名单", "亿元企业情况表", "多元化企业", "2026年元月", "规模5000多万元"]
)
def test_amounts_above_the_table_are_no_units(read_rows, note):
    assert read_rows([[note], [CODE, "营业收入"], [code(1), 1]]).frame["revenue"].to_list() == [100]


@pytest.mark.parametrize("note", [["单位：万元"], ["（金额以万元计）"], [None, "单位：万元"]])
def test_a_unit_as_the_last_row(read_rows, note):
    with pytest.raises(SheetError, match="第3行注明金额单位是万元"):
        read_rows([[CODE, "营业收入"], [code(1), 1], note])


def test_units_below_with_stray_names(read_rows):
    header = [CODE, "企业名称", "营业收入", "职工总数"]
    firm = [code(1), "甲", 1, 2]
    sheet = read_rows([header, ["代码", "名称", "（万元）", "（人）"], firm])
    assert sheet.frame["revenue"].to_list() == [1000000]
    assert sheet.errors == []
    with pytest.raises(SheetError, match="第2行"):
        read_rows([header, ["代码1", "名称", "（万元）", "（人）"], firm])


def test_a_wrong_code_beside_a_name_with_a_unit_is_one_wrong_row(read_rows):
    sheet = read_rows([[CODE, "企业名称", "营业收入"], [code(1), "甲", 1], ["9137", "亿元万元商行", 2]])
    assert [error.row for error in sheet.errors] == [3]
