"""A table read in pieces is the table read whole: same rows, same refusals, whatever the cuts."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from gaoxin.center.demo.firms import firms
from gaoxin.center.demo.sheet import sheet
from gaoxin.center.library import Library
from gaoxin.engines.sheets import Sheet, SheetError, read_sheet
from gaoxin.engines.sheets.pieces import PieceReader, Place
from tests.sheets.conftest import code


def in_pieces(frame: pl.DataFrame, library: Library, cuts: list[int]) -> list[Sheet]:
    """Read in pieces, with the copies that all pieces together have."""
    reader = PieceReader("firms.parquet", frame.columns, library.sheet_vocabulary, library.industries)
    pieces = [(a + 1, frame[a:b]) for a, b in pairwise([0, *cuts, frame.height])]
    codes = pl.concat([reader.codes(piece.to_series(reader.code.index), first) for first, piece in pieces])
    found: dict[str, list[Place]] = {}
    for uscc, row in codes.filter(pl.col("uscc").is_duplicated()).iter_rows():
        found.setdefault(uscc, []).append((0, row))
    return [reader.read(piece, (0, first), found, lambda place: str(place[1])) for first, piece in pieces]


@pytest.mark.parametrize("cuts", [[], [1, 2, 3], [100, 101, 350]], ids=str)
def test_pieces_are_the_whole(library: Library, cuts: list[int], tmp_path: Path) -> None:
    frame = sheet(firms(400)).frame
    frame = pl.concat([frame, frame[:3], frame[:1], frame[:1], frame[:1], frame[:1], frame[:1], frame[:1]])
    frame.write_parquet(tmp_path / "firms.parquet")
    whole = read_sheet(tmp_path / "firms.parquet", library.sheet_vocabulary, industries=library.industries)
    pieces = in_pieces(frame, library, cuts)
    assert pl.concat([piece.frame for piece in pieces]).equals(whole.frame)
    assert pl.concat([piece.rows for piece in pieces]).equals(whole.rows)
    assert pl.concat([p.error_table for p in pieces if p.wrong_rows]).equals(whole.error_table)
    assert [e for piece in pieces for e in piece.errors] == whole.errors


def test_a_copy_in_another_file_is_named(library: Library) -> None:
    reader = PieceReader("folder", ["uscc", "企业名称"], library.sheet_vocabulary, library.industries)
    frame = pl.DataFrame({"uscc": [code(1), code(2)], "name": ["甲", "乙"]})
    files = ["a.parquet", "b.parquet"]
    found = reader.read(frame, (0, 1), {code(2): [(0, 2), (1, 7)]}, lambda at: f"{at[1]}（{files[at[0]]}）")
    assert found.frame["uscc"].to_list() == [code(1)]
    assert [error.text.zh for error in found.errors] == [
        "统一社会信用代码与第7（b.parquet）行重复；请只保留一行"
    ]


def test_headers_are_refused_before_any_row(library: Library) -> None:
    with pytest.raises(SheetError, match="没有统一社会信用代码列"):
        PieceReader("x", ["企业名称"], library.sheet_vocabulary, None)
    with pytest.raises(SheetError, match="两列是同一指标"):
        PieceReader("x", ["uscc", "统一社会信用代码"], library.sheet_vocabulary, None)
