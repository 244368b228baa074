"""The officer's sheet: gaps, wrong rows, mixed writing, and a workbook that reads back to the same facts."""

import hashlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin.base.uscc import UsccError, parse_uscc
from gaoxin.center.demo import DemoSheet, firms, sheet, write
from gaoxin.center.demo.pattern import form
from gaoxin.center.demo.sketch import Facts, Value
from gaoxin.center.facts import of_row
from gaoxin.center.library import Library
from gaoxin.engines.sheets import Sheet, read_sheet

COUNT = 5000


@pytest.fixture(scope="module")
def zone() -> list[Facts]:
    return firms(COUNT)


@pytest.fixture(scope="module")
def filled(zone: list[Facts]) -> DemoSheet:
    return sheet(zone)


@pytest.fixture(scope="module")
def read(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    path = tmp_path_factory.mktemp("demo") / "firms.xlsx"
    write(path, COUNT)
    return read_sheet(path, library.sheet_vocabulary, industries=library.industries)


def column(filled: DemoSheet, fact: str) -> list[object]:
    place = [c.fact for c in form().columns].index(fact)
    return [row[place] for row in filled.rows]


def test_the_rows_are_the_same_on_every_machine() -> None:
    """Change the digest when the generator or its data change, never for a machine."""
    rows = repr(sheet(firms(200)).rows).encode()
    assert hashlib.sha256(rows).hexdigest()[:16] == "31fc123d1904b102"


def test_another_seed_writes_otherwise(zone: list[Facts]) -> None:
    assert sheet(zone[:50], 1).rows != sheet(zone[:50], 2).rows


def test_fifteen_in_a_hundred_known_cells_are_blank(zone: list[Facts], filled: DemoSheet) -> None:
    known = sum(c.fact in firm for firm in zone for c in form().columns)
    written = sum(cell is not None for row in filled.rows for cell in row)
    assert 0.14 < 1 - written / known < 0.16


def test_codes_and_names_are_never_gaps(filled: DemoSheet) -> None:
    missing = [f for f in filled.faults if f.kind == "no code"]
    assert column(filled, "uscc").count(None) == len(missing)
    assert None not in column(filled, "name_zh")


def test_forty_wrong_rows_of_five_kinds(filled: DemoSheet) -> None:
    assert Counter(fault.kind for fault in filled.faults) == {
        "check character": 8,
        "duplicate code": 8,
        "no code": 8,
        "impossible date": 8,
        "unreadable figure": 8,
    }
    assert len({fault.row for fault in filled.faults}) == 40


def test_wrong_check_characters_are_wrong(filled: DemoSheet) -> None:
    codes = column(filled, "uscc")
    for fault in filled.faults:
        if fault.kind == "check character":
            with pytest.raises(UsccError):
                parse_uscc(str(codes[fault.row]))


def test_all_other_codes_are_right(zone: list[Facts], filled: DemoSheet) -> None:
    spoilt = {fault.row for fault in filled.faults}
    codes = column(filled, "uscc")
    assert all(codes[i] == firm["uscc"] for i, firm in enumerate(zone) if i not in spoilt)


def test_dates_are_written_in_many_ways(filled: DemoSheet) -> None:
    days = [day for day in column(filled, "registered_on") if day is not None]
    texts = [day for day in days if isinstance(day, str)]
    assert {mark for mark in "-/.年" if any(mark in text for text in texts)} == set("-/.年")
    assert any(text.isdigit() for text in texts)
    assert any(isinstance(day, int) for day in days)


def test_some_money_is_text_with_separators(filled: DemoSheet) -> None:
    texts = [cell for cell in column(filled, "revenue") if isinstance(cell, str)]
    assert any("," in text for text in texts)
    assert len(texts) < COUNT * 0.06


def test_headers_carry_units(filled: DemoSheet) -> None:
    assert "营业收入（万元）" in filled.headers
    assert "用电量（千瓦时）" in filled.headers
    assert len(set(filled.headers)) == len(filled.headers)


def test_the_frame_is_text(filled: DemoSheet) -> None:
    frame = filled.frame
    assert frame.shape == (COUNT, len(filled.headers))
    assert frame["园区企业"].drop_nulls().is_in(["是", "否"]).all()


def test_no_firms_make_an_empty_sheet() -> None:
    empty = sheet([])
    assert (empty.rows, empty.faults) == ([], [])
    assert empty.frame.height == 0


def test_the_reader_knows_every_header(read: Sheet) -> None:
    assert (read.name, read.header_row, read.total_rows) == ("企业数据", 2, COUNT)
    assert not read.unknown
    assert not read.others


def test_the_reader_finds_the_wrong_rows_and_no_others(filled: DemoSheet, read: Sheet) -> None:
    spoilt = {fault.row for fault in filled.faults}
    twins = {fault.row - 1 for fault in filled.faults if fault.kind == "duplicate code"}
    found = {error.row - 3 for error in read.errors}
    assert spoilt <= found <= spoilt | {row % COUNT for row in twins}


def test_what_is_read_is_what_was_meant(zone: list[Facts], read: Sheet, library: Library) -> None:
    clean = {str(firm["uscc"]): firm for firm in zone}
    for row in read.frame.iter_rows(named=True):
        firm = clean[row["uscc"]]
        facts = of_row(row, library.sheet_vocabulary)
        assert facts == {fact: meant(firm[fact]) for fact in facts}


def meant(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, 80)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_people_find_the_guide_first(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    write(tmp_path / "a.xlsx", 30)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["填表说明", "企业数据"]
    assert "虚构" in book["填表说明"]["A2"].value
    assert book["企业数据"]["A1"].value == form().title
    assert [cell.value for cell in book["企业数据"][2]] == [c.header for c in form().columns]
    assert book["企业数据"].max_row == 32
