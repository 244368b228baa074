"""Formulas, error values and styles, which only the XML of a sheet tells."""

import re
import zipfile

import pytest

from tests.sheets.conftest import code

CODE = "统一社会信用代码"


def rewrite(path, change, part="xl/worksheets/sheet1.xml"):
    """The workbook with one part changed."""
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, change(body.decode()).encode() if name == part else body)
    return out


def prefixed(xml):
    """The same XML under a namespace prefix, as the Open XML SDK writes it."""
    xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
    return xml.replace("<x:worksheet xmlns=", "<x:worksheet xmlns:x=")


def single_quoted(xml):
    return xml.replace('r="', "r='").replace('"', "'")


def commented(xml):
    return xml.replace("<sheetData>", "<!-- x --><sheetData>")


@pytest.mark.parametrize("dress", [lambda xml: xml, prefixed, single_quoted, commented])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<f>1+1</f><v>2</v>", 200),
        ('<f t="shared" ref="B2:B2" si="0">1+1</f><v>2</v>', 200),
        ("<f>1+1</f><v></v>", None),
        ("<f>1+1</f><v/>", None),
        ("<f>1+1</f>", None),
        ("<f/>", None),
    ],
)
def test_formulas(read, xlsx, dress, cell, value):
    path = xlsx([[CODE, "营业收入"], [code(1), 7], [code(2), 8]])
    changed = rewrite(
        path, lambda xml: dress(xml.replace('<c r="B2" t="n"><v>7</v></c>', f'<c r="B2">{cell}</c>'))
    )
    sheet = read(changed)
    assert sheet.frame["revenue"].to_list() == ([800] if value is None else [value, 800])
    assert [error.row for error in sheet.errors] == ([2] if value is None else [])
    assert all("没有计算结果" in error.text.zh for error in sheet.errors)


@pytest.mark.parametrize("dress", [lambda xml: xml, prefixed, single_quoted])
@pytest.mark.parametrize("cell", ["<v>#DIV/0!</v>", "<f>1/0</f><v>#DIV/0!</v>"])
def test_error_values(read, xlsx, dress, cell):
    path = xlsx([[CODE, "营业收入"], [code(1), 7], [code(2), 8]])
    changed = rewrite(
        path, lambda xml: dress(xml.replace('<c r="B2" t="n"><v>7</v></c>', f'<c r="B2" t="e">{cell}</c>'))
    )
    sheet = read(changed)
    assert sheet.rows.to_list() == [3]
    assert "#DIV/0!" in sheet.errors[0].text.zh


def test_an_empty_text_is_a_result(read, xlsx):
    path = xlsx([[CODE, "营业收入"], [code(1), 7]])
    cell = '<c r="B2" t="str"><f>""</f><v></v></c>'
    changed = rewrite(path, lambda xml: xml.replace('<c r="B2" t="n"><v>7</v></c>', cell))
    assert read(changed).frame["revenue"].to_list() == [None]


def test_openpyxl_and_xlsxwriter_do_not_calculate(read, xlsx, tmp_path):
    import xlsxwriter

    assert len(read(xlsx([[CODE, "营业收入"], [code(1), "=1+1"]])).errors) == 1
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([[CODE, "营业收入"], [code(1), "=1+1"], [code(2), 3]]):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(3, 1, "=2+2", None, 4)
        sheet.write_string(3, 0, code(3))
    found = read(tmp_path / "w.xlsx")
    assert found.rows.to_list() == [3, 4]
    assert found.frame["revenue"].to_list() == [300, 400]


@pytest.mark.parametrize("dress", [prefixed, single_quoted, commented])
def test_percent_styles_in_any_dress(read, xlsx, dress):
    def style(sheet):
        sheet["B2"].number_format = "0.0%"

    path = xlsx([[CODE, "细分市场占有率"], [code(1), 0.14], [code(2), 0.14]], style)
    sheet = read(rewrite(path, dress))
    assert sheet.frame["market_share"].to_list() == [140000000]
    assert sheet.rows.to_list() == [2]


def test_cells_without_references(read, xlsx):
    path = xlsx([[CODE, "营业收入"], [code(1), 7]])
    sheet = read(rewrite(path, lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml)))
    assert sheet.frame["revenue"].to_list() == [700]
