"""Kinds of files, found by their content."""

import datetime as dt
import zipfile

import openpyxl
import polars as pl
import pytest

from gaoxin.engines.sheets import SheetError
from tests.sheets.conftest import code

CODE = "统一社会信用代码"
TEXT = f'{CODE},企业名称,营业收入（万元）\r\n{code(1)},济南示范甲公司,"1,940"\r\n{code(2)},乙公司,2\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text(tmp_path, read, encoding, delimiter):
    text = TEXT.replace("1,940", "1.940").replace(",", delimiter).replace("1.940", "1,940")
    (tmp_path / "firms.csv").write_bytes(text.encode(encoding))
    sheet = read(tmp_path / "firms.csv")
    assert sheet.frame["revenue"].to_list() == [1940000000, 2000000]
    assert sheet.frame["name_zh"].to_list() == ["济南示范甲公司", "乙公司"]
    assert sheet.rows.to_list() == [2, 3]


def test_quoted_line_ends_and_blank_lines(tmp_path, read):
    text = f'\n"{CODE}","企业\n名称"\n{code(1)},"甲\n公司"\n\n{code(2)}\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    sheet = read(tmp_path / "a.csv")
    assert sheet.frame["name_zh"].to_list() == ["甲\n公司", None]
    assert sheet.rows.to_list() == [3, 5]


@pytest.mark.parametrize("body", [b'a,"b\nc', b"\xff\x00\x81\x82\x00", b"uscc,\xff\xff\xff", b"a\x00b"])
def test_undecodable_text_is_refused(tmp_path, read, body):
    (tmp_path / "a.csv").write_bytes(body)
    with pytest.raises(SheetError):
        read(tmp_path / "a.csv")


def test_parquet_with_types(tmp_path, read):
    frame = pl.DataFrame(
        {
            CODE: [code(1), code(2), code(3)],
            "营业收入（万元）": [1.5, None, 3.0],
            "净利润": [100, -5, None],
            "职工总数": ["12", "x", None],
            "成立日期": [dt.date(2023, 7, 3), None, None],
            "建筑业资质": [True, False, None],
            "产业链环节": ["A;B", None, "C"],
            "研发费用": pl.Series(["1.10", "2", None]).cast(pl.Decimal(20, 2)),
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    sheet = read(tmp_path / "a.parquet")
    assert sheet.header_row == 0
    assert sheet.rows.to_list() == [1, 3]
    assert sheet.frame["revenue"].to_list() == [1500000, 3000000]
    assert sheet.frame["net_profit"].to_list() == [10000, None]
    assert sheet.frame["rd_expense"].to_list() == [110, None]
    assert sheet.frame["construction_qualification"].to_list() == [True, None]
    assert [(error.row, error.column, error.value) for error in sheet.errors] == [(2, "职工总数", "x")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b'\xef\xbb\xbf <!DOCTYPE html><html xmlns:x="urn:schemas-microsoft-com:office:excel">', "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04" + bytes(400), "损坏"),
        (b"PAR1" + bytes(100), "Parquet"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.xls"])
def test_content_decides_not_the_name(tmp_path, read, body, says, name):
    (tmp_path / name).write_bytes(body)
    with pytest.raises(SheetError) as caught:
        read(tmp_path / name)
    assert says in caught.value.text.zh
    assert caught.value.text.en
    assert "\n" not in caught.value.text.zh


def test_a_workbook_may_have_any_name(read, xlsx):
    path = xlsx([[CODE], [code(1)]], name="a.csv")
    assert read(path).total_rows == 1


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "ods"),
        ("word/document.xml", "Word"),
        ("a.xlsx", "压缩包"),
        ("x", "不是工作簿"),
    ],
)
def test_other_zips(tmp_path, read, part, says):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as out:
        out.writestr(part, "x")
    with pytest.raises(SheetError, match=says):
        read(tmp_path / "a.xlsx")


def test_a_missing_file(tmp_path, read):
    with pytest.raises(SheetError, match="打不开"):
        read(tmp_path / "none.xlsx")


def book(path, **sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, (state, rows) in sheets.items():
        page = made.create_sheet(name)
        page.sheet_state = state
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def test_the_sheet_with_the_best_header(tmp_path, read):
    data = [[CODE, "企业名称"], [code(1), "甲"]]
    path = book(
        tmp_path / "a.xlsx",
        说明=("visible", [["填写说明"], [CODE, "18位"]]),
        数据=("visible", data),
        旧=("hidden", data),
    )
    sheet = read(path)
    assert (sheet.name, sheet.total_rows, list(sheet.others)) == ("数据", 1, ["说明"])


def test_hidden_sheets_only_where_no_other_has_a_header(tmp_path, read):
    path = book(tmp_path / "a.xlsx", 说明=("visible", [["填写说明"]]), 数据=("hidden", [[CODE], [code(1)]]))
    assert read(path).name == "数据"


def test_two_tables_with_data_are_refused(tmp_path, read):
    first, second = ([[CODE], [code(i)]] for i in (1, 2))
    with pytest.raises(SheetError, match="两个工作表"):
        read(book(tmp_path / "a.xlsx", a=("visible", first), b=("visible", second)))
    sheet = read(book(tmp_path / "b.xlsx", a=("visible", [[CODE]]), b=("visible", second)))
    assert sheet.name == "b"


def test_hidden_rows_and_columns_are_data(read, xlsx):
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.auto_filter.ref = "A1:B3"

    sheet = read(xlsx([[CODE, "职工总数"], [code(1), 5], [code(2), 6]], hide))
    assert sheet.frame["staff_total"].to_list() == [5, 6]


def test_a_comma_without_quotes_never_moves_figures(tmp_path, read):
    text = f"{CODE},营业收入,职工总数,\n{code(1)},1,940,12\n{code(2)},5,6,\n{code(3)},7,8,,\n"
    (tmp_path / "a.csv").write_text(text.replace(",\n", "\n", 1), encoding="utf-8")
    sheet = read(tmp_path / "a.csv")
    assert sheet.rows.to_list() == [3, 4]
    assert "未加引号的逗号" in sheet.errors[0].text.zh
