"""Writing: what comes out reads back, and nothing is half-written."""

import csv
import datetime as dt
import json
import os

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.text import Text
from gaoxin.engines.sheets import Table, write_table, write_workbook, xlsx
from tests.sheets.conftest import code

FRAME = pl.DataFrame(
    {
        "代码": [code(1), "=1+1", None],
        "数": [1, None, 10**17],
        "比": [0.5, float("nan"), None],
        "日": [dt.date(2023, 7, 3), None, dt.date(1899, 1, 1)],
        "时": [dt.datetime(2023, 7, 3, 12, 30), None, None],
        "否": [True, False, None],
        "表": [["A", "B"], [], None],
        "额": pl.Series(["1.10", None, "12345678901234567.89"]).str.to_decimal(scale=2),
    }
)


def values(path, sheet=0):
    page = openpyxl.load_workbook(path).worksheets[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_every_type_of_column(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [Table("结果", FRAME)])
    found = values(tmp_path / "a.xlsx")
    assert found[0] == FRAME.columns
    assert found[1][:3] == [code(1), 1, 0.5]
    assert found[1][3:7] == [dt.datetime(2023, 7, 3), dt.datetime(2023, 7, 3, 12, 30), "是", "A；B"]
    assert found[1][7] == 1.1
    assert found[3][1] == "100000000000000000"
    assert found[3][3] == "1899-01-01"
    assert found[3][7] == "12345678901234567.89"


def test_formulas_stay_text(tmp_path):
    texts = ["=1+1", "+1", "-1+1", "@x", "\tx", "\rx", "=HYPERLINK()", "普通"]
    frame = pl.DataFrame({"文": texts})
    write_workbook(tmp_path / "a.xlsx", [Table("t", frame)])
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == "=1+1"
    write_table(tmp_path / "a.csv", frame)
    body = (tmp_path / "a.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(body.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row[0][0] for row in rows[1:6]] == ["'"] * 5
    assert rows[-1] == ["普通"]


def test_negative_numbers_stay_numbers(tmp_path):
    plain = ["-252.00", "-1,250.5", "-3%", "-0.1"]
    write_table(tmp_path / "a.csv", pl.DataFrame({"余": [*plain, "-1-1", "-2+cmd|x", "-"]}))
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == [*plain, "'-1-1", "'-2+cmd|x", "'-"]


def test_frozen_header_filter_widths_red_cells_and_note(tmp_path):
    table = Table("结果", FRAME, {"代码": 33}, frozenset({(0, 0), (2, 0), (1, 3)}), Text("说明", "note"))
    write_workbook(tmp_path / "a.xlsx", [table])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert page["A1"].value == "说明"
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:H5"
    assert round(page.column_dimensions["A"].width) == 34
    filled = {cell.coordinate for row in page.iter_rows(min_row=3) for cell in row if cell.fill.fill_type}
    assert filled == {"A3", "A5", "D4"}
    assert page["D3"].number_format == "yyyy-mm-dd"


def test_long_tables_continue(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "DATA_ROWS", 3)
    frame = pl.DataFrame({"n": range(7)})
    write_workbook(
        tmp_path / "a.xlsx",
        [Table("匹配结果", frame, red_cells={(4, 0)}), Table("匹配结果 2", frame.head(1))],
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert (
        book.sheetnames == ["匹配结果", "匹配结果 2", "匹配结果 3", "匹配结果 2 2"]
        or len(set(book.sheetnames)) == 4
    )
    assert [
        row[0] for page in book.worksheets[:3] for row in page.iter_rows(min_row=2, values_only=True)
    ] == list(range(7))
    assert book.worksheets[1]["A3"].fill.fill_type == "solid"


def test_names_of_sheets_are_made_fit(tmp_path):
    tables = [Table("a/b:c*?[]\\", FRAME), Table("x" * 40, FRAME), Table("X" * 40, FRAME), Table("", FRAME)]
    write_workbook(tmp_path / "a.xlsx", tables)
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len(names) == 4 and all(len(name) <= 31 for name in names)


def test_parquet_json_and_unknown_suffixes(tmp_path):
    frame = FRAME.select("代码", "数")
    write_table(tmp_path / "a.parquet", frame)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(frame)
    write_table(tmp_path / "a.json", frame)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))[0] == {"代码": code(1), "数": 1}
    write_table(tmp_path / "a.xlsx", frame)
    assert values(tmp_path / "a.xlsx")[1] == [code(1), 1]
    with pytest.raises(ValueError, match="docx"):
        write_table(tmp_path / "a.docx", frame)


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def fail(*_):
        yield b"<row"
        raise OSError("disk full")

    monkeypatch.setattr(xlsx, "rows_xml", fail)
    with pytest.raises(OSError, match="disk full"):
        write_workbook(path, [Table("t", FRAME)])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_written_reads_back(tmp_path, read):
    frame = pl.DataFrame(
        {
            "统一社会信用代码": [code(1), code(2)],
            "营业收入（万元）": [1.5, 2.0],
            "成立日期": [dt.date(2020, 1, 2)] * 2,
        }
    )
    for name in ("a.xlsx", "a.csv", "a.parquet"):
        write_table(tmp_path / name, frame)
        sheet = read(tmp_path / name)
        assert sheet.errors == []
        assert sheet.frame["revenue"].to_list() == [1500000, 2000000]
        assert sheet.frame["registered_on"].to_list() == [dt.date(2020, 1, 2)] * 2


def test_wrong_rows_go_back_into_a_workbook(tmp_path, read_rows, read):
    sheet = read_rows([["统一社会信用代码", "职工总数"], [code(1), 5], [code(2), "很多"]])
    write_workbook(tmp_path / "back.xlsx", [Table("错误", sheet.error_table, red_cells=sheet.red_cells)])
    page = openpyxl.load_workbook(tmp_path / "back.xlsx").active
    assert page["B2"].fill.fill_type == "solid" and page["A2"].fill.fill_type is None
    assert read(tmp_path / "back.xlsx").errors[0].value == "很多"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=20))
def test_any_text_survives(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("w") / "a.xlsx"
    write_workbook(path, [Table("t", pl.DataFrame({"文": texts}))])
    import python_calamine

    rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for text, row in zip(texts, rows[1:], strict=False):
        if all(0x20 <= ord(char) < 0xFFFE for char in text) and "_x" not in text:
            assert row == [text]


def test_what_a_killed_run_left_is_swept(tmp_path):
    old, fresh = tmp_path / ".a.csv.x1.part", tmp_path / ".a.csv.x2.part"
    other = tmp_path / ".b.csv.x3.part"
    for part in (old, fresh, other):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_table(tmp_path / "a.csv", pl.DataFrame({"a": [1]}))
    assert sorted(p.name for p in tmp_path.iterdir()) == [".a.csv.x2.part", ".b.csv.x3.part", "a.csv"]
