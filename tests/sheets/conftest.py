"""What the tests of sheets share: the national vocabulary, invented firms, workbooks by hand."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import settings

from gaoxin.base.industry import Industries, read_industries
from gaoxin.base.uscc import complete
from gaoxin.base.vocabulary import Vocabulary, read_vocabulary
from gaoxin.engines.sheets import Sheet, read_sheet

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
NATIONAL = Path(__file__).parents[2] / "packs" / "national"


def code(number: int) -> str:
    """An invented social credit code."""
    return complete(f"91370100MA{number:06d}")


@cache
def national_industries() -> Industries:
    codes = NATIONAL / "codes"
    return read_industries(codes / "gbt4754_2017_sections.csv", codes / "gbt4754_2017_divisions.csv")


@cache
def national_vocabulary() -> Vocabulary:
    allowed = {
        "rd_institution_level": ("国家级", "省部级", "市级", "其他", "无"),
        "levy_method": ("查账征收", "核定征收"),
        "tax_credit_grade": ("A", "B", "M", "C", "D"),
    }
    return read_vocabulary(NATIONAL / "vocabulary.csv").with_codes(allowed)


@pytest.fixture(scope="session")
def industries() -> Industries:
    return national_industries()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return national_vocabulary()


Rows = Sequence[Sequence[Any]]


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Save rows as a workbook; `touch(worksheet)` may change it first."""

    def save(rows: Rows, touch: Callable[[Any], object] = lambda _: None, name: str = "firms.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        touch(book.active)
        book.save(tmp_path / name)
        return tmp_path / name

    return save


@pytest.fixture
def read(vocabulary: Vocabulary, industries: Industries) -> Callable[[Path], Sheet]:
    return lambda path: read_sheet(path, vocabulary, industries=industries)


@pytest.fixture
def read_rows(xlsx: Callable[..., Path], read: Callable[[Path], Sheet]) -> Callable[..., Sheet]:
    return lambda rows, touch=lambda _: None: read(xlsx(rows, touch))


@pytest.fixture
def read_column(read_rows: Callable[..., Sheet]) -> Callable[..., Sheet]:
    """Read one column of values beside right codes."""

    def read_values(header: str, *values: Any, touch: Callable[[Any], object] = lambda _: None) -> Sheet:
        rows = [["统一社会信用代码", header]] + [[code(i), value] for i, value in enumerate(values)]
        return read_rows(rows, touch)

    return read_values
