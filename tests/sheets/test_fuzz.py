"""Whatever comes: a Sheet that adds up, or a SheetError. And columns mean what single cells mean."""

import datetime as dt
import io
import random
import zipfile

import numpy as np
import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin.base.currency import UNITS
from gaoxin.base.result import Refused
from gaoxin.engines.sheets import Sheet, SheetError, read_sheet
from gaoxin.engines.sheets.cells import Reader
from gaoxin.engines.sheets.columns import ColumnReader
from gaoxin.engines.sheets.layout import Planned
from tests.sheets.conftest import code, national_industries, national_vocabulary

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

WORDS = st.sampled_from(
    ["统一社会信用代码", "企业名称", "营业收入（万元）", "营业收入", "成立日期", "建筑业资质", "细分市场占有率", "行业代码",
     "单位：万元", "合计", "注：x", "上年", "2022年", "是", "无", "-", "14%", "1,940", "１２", "=1+1", "#N/A", "2023.7.3", "约5",
     "万元", "uscc", "产业链环节", "", " ", "C3912", code(1), code(2), code(3), code(4)]
)  # fmt: skip
CELLS = st.one_of(
    WORDS, st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1901, 1, 1)), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def check(sheet: Sheet) -> None:
    assert sheet.frame.height == len(sheet.rows)
    wrong = {error.row for error in sheet.errors}
    assert wrong == set(sheet.wrong_rows)
    assert not wrong & set(sheet.rows.to_list())
    assert sheet.total_rows == len(sheet.rows) + len(wrong)
    assert sheet.error_table.height == len(wrong)
    assert all(error.text.zh and error.text.en for error in sheet.errors)
    assert sheet.frame["uscc"].is_unique().all()
    assert sheet.frame["uscc"].null_count() == 0
    assert sheet.red_cells is not None


def attempt(path) -> None:
    try:
        check(read_sheet(path, national_vocabulary(), industries=national_industries()))
    except SheetError as error:
        assert error.text.zh and error.text.en and "\n" not in error.text.zh


@SETTINGS
@given(GRIDS)
def test_any_grid_as_workbook(tmp_path, grid):
    book = openpyxl.Workbook()
    for row in [["统一社会信用代码", "营业收入"], *grid] if len(grid) % 2 else grid:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    attempt(tmp_path / "a.xlsx")


@SETTINGS
@given(GRIDS, st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.sampled_from(",;\t"))
def test_any_grid_as_text(tmp_path, grid, encoding, mark):
    rows = [["统一社会信用代码", "营业收入", "职工总数"], *grid]
    text = "\n".join(mark.join("" if cell is None else str(cell) for cell in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding, "replace"))
    attempt(tmp_path / "a.csv")


@SETTINGS
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"uscc,revenue\n", b"\xff\xfe"])
)
def test_any_bytes(tmp_path, body, magic):
    (tmp_path / "a").write_bytes(magic + body)
    attempt(tmp_path / "a")


def seed_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [
        ["统一社会信用代码", "营业收入（万元）", "细分市场占有率"],
        [code(1), 5, 0.14],
        [code(2), "=1+1", "14%"],
    ]:
        book.active.append(row)
    book.active["C2"].number_format = "0%"
    book.active.merge_cells("E1:F3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SEED = seed_workbook()


@SETTINGS
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_mutated_bytes(tmp_path, chance, count):
    body = bytearray(SEED)
    for _ in range(count):
        body[chance.randrange(len(body))] = chance.randrange(256)
    (tmp_path / "a.xlsx").write_bytes(body[: chance.choice([len(body), chance.randrange(len(body))])])
    attempt(tmp_path / "a.xlsx")


def mutated_xml(xml: bytes, chance: random.Random) -> bytes:
    body = bytearray(xml)
    for _ in range(chance.randrange(1, 6)):
        at, end = sorted((chance.randrange(len(body)), min(len(body), chance.randrange(len(body)) + 1)))
        piece = bytes(body[at : at + 30])
        action = chance.randrange(4)
        if action == 0:
            del body[at : at + chance.randrange(1, 30)]
        elif action == 1:
            body[end:end] = piece
        elif action == 2:
            body[at] = chance.choice(b"<>\"'&/ 0A")
        else:
            body[at:at] = chance.choice(
                [b"<f/>", b"<v>", b' t="s"', b' r="ZZ9"', b"<!--x-->", b"&#0;", b"<c/>", b"1E400"]
            )
        if not body:
            return b"x"
    return bytes(body)


@SETTINGS
@given(st.randoms(use_true_random=False))
def test_mutated_parts(tmp_path, chance):
    out = tmp_path / "a.xlsx"
    with zipfile.ZipFile(io.BytesIO(SEED)) as source, zipfile.ZipFile(out, "w") as target:
        chosen = chance.choice([name for name in source.namelist() if not name.startswith("docProps")])
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, mutated_xml(body, chance) if name == chosen else body)
    attempt(out)


FACTS = ["revenue", "staff_total", "segment_years", "market_share", "registered_on", "construction_qualification",
         "name_zh", "rd_institution_level", "chain_nodes", "customs_grade", "industry_code", "uscc", "registered_place"]  # fmt: skip
FIGURES = st.one_of(
    CELLS,
    st.decimals(-(10**9), 10**9, places=4).map(str),
    st.decimals(-(10**9), 10**9, places=2).map(float),
    st.integers(0, 10**12).map(lambda n: f"{n:,}"),
    st.floats(0, 1e7),
    st.just(float("nan")),
)


@SETTINGS
@given(
    st.sampled_from(FACTS),
    st.sampled_from(["元", "万元", "亿元"]),
    st.booleans(),
    st.lists(st.tuples(FIGURES, st.booleans()), max_size=12),
)
def test_columns_agree_with_cells(fact, unit, percent, pairs):
    plan = Planned(0, fact, national_vocabulary()[fact], UNITS[unit], percent=percent)
    reader = Reader(plan, national_industries())
    cells, shown = [cell for cell, _ in pairs], np.array([p for _, p in pairs], bool)
    found = ColumnReader(reader).convert(cells, {}, lambda: shown)
    for index, cell in enumerate(cells):
        try:
            value = reader.read(cell, bool(shown[index]))
        except Refused as refused:
            assert found.problems[index] == refused.message
            assert found.values[index] is None
        else:
            assert index not in found.problems
            got = found.values[index]
            assert (got.to_list() if isinstance(got, pl.Series) else got) == value


@pytest.mark.parametrize("name", ["a.parquet"])
@SETTINGS
@given(st.lists(st.floats(-1e12, 1e12) | st.floats(), min_size=1, max_size=5))
def test_typed_columns(tmp_path, name, floats):
    frame = pl.DataFrame(
        {"uscc": [code(i) for i in range(len(floats))], "revenue": floats, "segment_years": floats}
    )
    frame.write_parquet(tmp_path / name)
    attempt(tmp_path / name)
