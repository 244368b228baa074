"""Amounts of a matching keep every fen."""

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.center.matching import in_yuan


@given(st.lists(st.one_of(st.none(), st.integers(-(10**15), 10**15)), min_size=1))
def test_fen_become_yuan_without_losing_any(fen):
    frame = pl.DataFrame({"amount": pl.Series(fen, dtype=pl.Int64)}).select(in_yuan("amount"))
    assert frame.schema["amount"] == pl.Decimal(38, 2)
    assert frame["amount"].to_list() == [None if f is None else Decimal(f).scaleb(-2) for f in fen]
