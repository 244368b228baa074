"""What single cells mean."""

import datetime as dt

import pytest

from tests.sheets.conftest import code


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1940, 1940000000), (12.345678, 12345678), ("1,940", 1940000000), ("１，９４０", 1940000000),
        ("1,940万元", 1940000000), ("1.2亿元", 12000000000), ("194000元", 19400000), ("-3", -3000000),
        ("（1,234）", -1234000000), ("￥5", 5000000), (0.1 + 0.2, 300000), (-0.5, -500000), ("", None),
        ("-", None), ("—", None), ("——", None), ("/", None), ("N/A", None), ("无", None), (None, None), (0, 0),
        (1e9, 10**15), ("12345678901.234567", 12345678901234567),
    ],
)  # fmt: skip
def test_money(read_column, cell, fen):
    sheet = read_column("营业收入（万元）", cell, 1)
    assert sheet.errors == []
    assert sheet.frame["revenue"].to_list() == [fen, 1000000]


@pytest.mark.parametrize(
    "cell", ["约300", "300左右", "三百", "1.2.3", True, dt.date(2023, 1, 1), "300万美元", 1e20, "1e5", "1 2"]
)
def test_unreadable_money(read_column, cell):
    sheet = read_column("营业收入（万元）", cell, 1)
    assert [error.row for error in sheet.errors] == [2]
    assert sheet.errors[0].column == "营业收入（万元）"
    assert sheet.rows.to_list() == [3]
    assert sheet.total_rows == 2


@pytest.mark.parametrize(
    ("cell", "value"), [(12.0, 12), ("12", 12), ("1,200 ", 1200), ("１２", 12), ("12.0", 12), (0, 0)]
)
def test_counts(read_column, cell, value):
    assert read_column("职工总数（人）", cell).frame["staff_total"].to_list() == [value]


@pytest.mark.parametrize("cell", [12.5, "12.5", -1, "-1", True, "12人左右", "14%"])
def test_wrong_counts(read_column, cell):
    assert len(read_column("职工总数", cell).errors) == 1


@pytest.mark.parametrize(
    ("cell", "value"),
    [(1.5, 1500000000), ("1.5", 1500000000), (10**7, 10**16), (0.1 + 0.2, 300000000), (1 / 3, 333333333)],
)
def test_numbers_are_scaled(read_column, cell, value):
    assert read_column("从事细分市场年限", cell).frame["segment_years"].to_list() == [value]


def test_percents(read_column):
    def style(sheet):
        sheet["B4"].number_format = "0.00%"
        sheet["B5"].number_format = '0.0"%"'

    sheet = read_column("细分市场占有率", "14%", "１４ ％", 0.14, 14, 14, "14", "千分之3", None, touch=style)
    assert sheet.frame["market_share"].to_list() == [140000000, 140000000, 140000000, None]
    assert [error.row for error in sheet.errors] == [5, 6, 7, 8]
    assert "百分号" in sheet.errors[1].text.zh
    assert "14%" in sheet.errors[1].text.zh


def test_percent_in_the_header(read_column):
    def style(sheet):
        sheet["B4"].number_format = "0%"

    sheet = read_column("细分市场占有率（%）", 14, "14", 0.14, "14%", 0.5, touch=style)
    assert sheet.frame["market_share"].to_list() == [140000000, 140000000, 140000000, 140000000, 5000000]


@pytest.mark.parametrize(
    "cell",
    ["2023.7.3", "2023年7月3日", "2023/7/3", "20230703", 20230703, "2023-07-03", dt.date(2023, 7, 3),
     dt.datetime(2023, 7, 3, 8, 30), 45110, "45110", "２０２３．７．３", "2023-07-03 00:00:00"],
)  # fmt: skip
def test_dates(read_column, cell):
    sheet = read_column("成立日期", cell)
    assert sheet.errors == []
    assert sheet.frame["registered_on"].to_list() == [dt.date(2023, 7, 3)]


@pytest.mark.parametrize(
    "cell", [2023.7, "2023.7", "2023-02-30", "7/3/2023", 12, True, "1912-1-1", dt.date(1912, 1, 1), "昨天"]
)
def test_wrong_dates(read_column, cell):
    assert len(read_column("成立日期", cell).errors) == 1


def test_dates_of_the_1904_system(read_column):
    def mac(sheet):
        sheet.parent.epoch = dt.datetime(1904, 1, 1)

    assert read_column("成立日期", 43648, touch=mac).frame["registered_on"].to_list() == [dt.date(2023, 7, 3)]


def test_truth(read_column):
    yes = ["是", "有", "√", "Y", "yes", True, "true", 1, "1", "TRUE"]
    no = ["否", "无", "×", "N", "no", False, 0, "0"]
    sheet = read_column("建筑业资质", *yes, *no, None, "-", "也许", 2)
    assert sheet.frame["construction_qualification"].to_list() == [True] * 10 + [False] * 8 + [None, None]
    assert len(sheet.errors) == 2


def test_allowed_codes(read_column):
    sheet = read_column("研发机构级别", "国家级", "无", "-", "县级", " 省部级 ")
    assert sheet.frame["rd_institution_level"].to_list() == ["国家级", "无", None, "省部级"]
    assert "国家级、省部级、市级、其他、无" in sheet.errors[0].text.zh
    assert read_column("纳税缴费信用等级", "a").frame["tax_credit_grade"].to_list() == ["A"]


def test_none_is_absent_where_it_is_no_value(read_column):
    assert read_column("企业所得税征收方式", "无").frame["levy_method"].to_list() == [None]
    assert read_column("企业名称", "无", "-", "甲").frame["name_zh"].to_list() == ["无", None, "甲"]


def test_lists_of_codes(read_column):
    sheet = read_column("产业链环节", "A1;B2", "A1；B2", "A1、B2,C3，D4", None)
    assert sheet.frame["chain_nodes"].to_list() == [
        ["A1", "B2"],
        ["A1", "B2"],
        ["A1", "B2", "C3", "D4"],
        None,
    ]


def test_texts_keep_their_characters(read_column):
    long = "济南示范（集团）有限责任公司１号"
    assert read_column("企业名称", f" {long} ", 123.0, "Ａ").frame["name_zh"].to_list() == [long, "123", "Ａ"]


def test_industry_codes(read_column):
    sheet = read_column("行业代码", "3912", 3912, "C39", "c 39.12", "Ｃ３９", "D39", "9999", 111)
    assert sheet.frame["industry_code"].to_list() == ["C3912", "C3912", "C39", "C3912", "C39"]
    assert [error.row for error in sheet.errors] == [7, 8, 9]


def test_wrong_codes_say_which_character(read_rows):
    good = code(7)
    wrong17 = good[:16] + ("1" if good[16] == "0" else "0") + good[17]
    rows = [
        [good],
        [wrong17],
        [good[:17] + ("1" if good[17] == "0" else "0")],
        [None],
        [913201000000000000],
        ["91320"],
    ]
    sheet = read_rows([["统一社会信用代码", "企业名称"], *[[*row, "甲"] for row in rows]])
    assert sheet.rows.to_list() == [2]
    texts = {error.row: error.text.zh for error in sheet.errors}
    assert "第17位" in texts[3] and "第18位" in texts[4] and "没有填" in texts[5]
    assert "文本格式" in texts[6] and "应为18位" in texts[7]


def test_codes_are_read_leniently(read_rows):
    good = code(11)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in good)
    for written in (good.lower(), f" {good[:6]} {good[6:]} ", wide, f"{good[:8]}-{good[8:]}"):
        assert read_rows([["uscc"], [written]]).frame["uscc"].to_list() == [good]


def test_all_copies_of_a_code_are_refused(read_rows):
    sheet = read_rows([["uscc", "职工总数"], [code(1), 1], [code(2), 2], [code(1), 3], [code(1), "x"]])
    assert sheet.rows.to_list() == [3]
    twice = {error.row: error.text.zh for error in sheet.errors if error.column == "uscc"}
    assert set(twice) == {2, 4, 5}
    assert "第4、5行" in twice[2] and "第2、4行" in twice[5]
    assert sheet.error_table.rows()[0][:2] == (code(1), "1")


def test_totals_and_notes_are_listed_not_dropped(read_rows):
    rows = [["序号", "统一社会信用代码", "营业收入"], [1, code(1), 5], [2, None, None], [None, None, None], ["合计", None, 5],
            ["注：单位为元", None, None], ["填表人：张三", None, None]]  # fmt: skip
    sheet = read_rows(rows)
    assert sheet.rows.to_list() == [2]
    assert [(error.row, error.skipped) for error in sheet.errors] == [(5, True), (6, True), (7, True)]
    assert sheet.total_rows == 4


def test_a_row_without_code_is_wrong(read_rows):
    sheet = read_rows([["统一社会信用代码", "营业收入", "备注"], [None, 5, None], [None, None, "待补"]])
    assert {error.row for error in sheet.errors} == {2, 3}


def test_repeated_headers_are_skipped(read_rows):
    sheet = read_rows(
        [["统一社会信用代码", "营业收入"], [code(1), 5], ["统一社会信用代码", "营业收入"], [code(2), 5]]
    )
    assert sheet.rows.to_list() == [2, 4]
    assert [error.skipped for error in sheet.errors] == [True]


def test_the_error_table_holds_the_rows_as_they_were(read_rows):
    sheet = read_rows(
        [["统一社会信用代码", "营业收入（万元）", "备注"], [code(1), "约5", "x"], [code(2), 1.5, "y"]]
    )
    assert sheet.error_table.columns == ["统一社会信用代码", "营业收入（万元）", "备注", "错误原因"]
    assert sheet.error_table.row(0)[:3] == (code(1), "约5", "x")
    assert "确切" in sheet.error_table.row(0)[3]
    assert sheet.red_cells == {(0, 1)}
    assert "exact" in sheet.errors_in("en").row(0)[3]
