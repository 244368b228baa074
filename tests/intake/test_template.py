"""The template is a sheet that the import understands whole."""

import openpyxl

from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.intake.reading import read_path
from gaoxin.center.intake.template import write_template
from tests.intake.sheets import code


def test_every_column_of_the_template_is_understood(zone, tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, zone)
    book = openpyxl.load_workbook(path)
    page = book["企业数据"]
    page.cell(2, 1).value = code(1)
    headers = [cell.value for cell in page[1]]
    page.cell(2, headers.index("营业收入（万元）") + 1).value = 12.5
    book.save(path)
    sheet = read_path(path, zone, lambda *_: None)
    asked = {f.id for f in vocabulary_of(zone) if f.type != "series"}
    assert set(sheet.columns) == asked and sheet.unknown == [] and sheet.assumed == () and sheet.errors == []
    assert sheet.frame["revenue"].to_list() == [12_500_000]


def test_it_offers_choices_and_keeps_its_header_in_view(zone, tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(
        path, zone, ["uscc", "name_zh", "resident_enterprise", "registered_place", "tax_credit_grade"], "en"
    )
    book = openpyxl.load_workbook(path)
    page = book["Firms"]
    assert page.freeze_panes == "C2" and page.max_column == 5
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in page.data_validations.dataValidation}
    assert lists["C2"] == '"是,否"' and "990171" in lists["D2"] and len(lists) == 3
    assert book.sheetnames == ["Firms", "Guide"]
