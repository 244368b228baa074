"""A value of every type comes back from an observation exactly, alone and by the column."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import SCALES, Fact
from gaoxin.center.evidence.frame import decoded, encoded
from gaoxin.center.evidence.values import stored, value_of

INT64 = st.integers(-(2**63), 2**63 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ITEMS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n"), min_size=1, max_size=8)
)
VALUES = {
    "money": INT64.map(lambda n: Decimal(n).scaleb(-2)),
    "integer": INT64.map(Decimal),
    "number": INT64.map(lambda n: Decimal(n).scaleb(-9)),
    "boolean": st.booleans(),
    "date": st.dates(),
    "text": WORDS,
    "code": WORDS,
    "codes": ITEMS,
    "series": ITEMS,
}
COLUMNS = {
    "date": pl.Date(),
    "boolean": pl.Boolean(),
    "codes": pl.List(pl.String),
    "series": pl.List(pl.String),
}


def fact(kind: str, codes: tuple[str, ...] = ()) -> Fact:
    return Fact("f", Text("指标", "the fact"), kind, codes=codes)  # type: ignore[arg-type]


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda k: st.tuples(st.just(k), VALUES[k])))
def test_a_value_comes_back(case):
    kind, value = case
    number, text = stored(value, fact(kind))
    assert (number is None) != (text is None)
    back = value_of(number, text, fact(kind))
    assert back == value and type(back) is type(value)


@given(
    st.sampled_from(sorted(VALUES)).flatmap(lambda k: st.tuples(st.just(k), st.lists(st.none() | VALUES[k])))
)
def test_a_column_comes_back(case):
    kind, values = case
    scaled = [int(v.scaleb(SCALES[kind])) if kind in SCALES and v is not None else v for v in values]
    dtype = pl.Int64() if kind in SCALES else COLUMNS.get(kind, pl.String())
    column = pl.Series("f", scaled, dtype=dtype)
    rows = encoded(column, fact(kind))
    assert decoded(rows, fact(kind)).equals(column, null_equal=True, check_dtypes=True)
    for value, (number, text) in zip(values, rows.iter_rows(), strict=True):
        assert (number, text) == ((None, None) if value is None else stored(value, fact(kind)))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("money", "12"),
        ("money", True),
        ("money", 1.5),
        ("money", Decimal("0.001")),
        ("money", Decimal(10) ** 20),
        ("integer", Decimal("1.5")),
        ("boolean", 1),
        ("date", "2020-01-01"),
        ("date", dt.datetime(2020, 1, 1)),
        ("text", 5),
        ("text", "a\0b"),
        ("codes", "a"),
        ("codes", [""]),
        ("codes", ["a\nb"]),
    ],
)
def test_what_is_no_value_is_refused(kind, value):
    with pytest.raises(Refused) as refusal:
        stored(value, fact(kind))
    assert refusal.value.message.zh and refusal.value.message.en


def test_a_code_is_one_of_those_allowed():
    assert stored("A", fact("code", ("A", "B"))) == (None, "A")
    with pytest.raises(Refused, match="A、B"):
        stored("C", fact("code", ("A", "B")))
