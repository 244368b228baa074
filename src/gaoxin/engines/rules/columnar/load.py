"""From Polars series and NumPy arrays to columns."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.base.vocabulary import SCALES
from gaoxin.engines.rules.columnar.column import Column, absent, booleans, coded, dates, family, numbers

_LISTED = "[;；]"


def from_series(series: pl.Series, kind: str) -> Column:
    """A series of a fact of vocabulary type `kind`."""
    if series.dtype == pl.Null:
        return absent(kind, len(series))
    match family(kind):
        case "number":
            return _numbers(series, SCALES[kind])
        case "date":
            days = series.cast(pl.Date, strict=True).to_physical().cast(pl.Int64)
            return dates(days.fill_null(0).to_numpy(), _nulls(series))
        case "boolean":
            return booleans(series.fill_null(value=False).to_numpy(), _nulls(series))
        case _:
            return _coded(series, kind)


def _nulls(series: pl.Series) -> NDArray[np.bool_]:
    return series.is_null().to_numpy()


def _numbers(series: pl.Series, scale: int) -> Column:
    if series.dtype.is_float():
        series = series.fill_nan(None)
        values = np.rint(series.fill_null(0).to_numpy() * 10**scale).astype(np.int64)
    elif series.dtype.is_decimal():
        values = _from_decimals(series, scale)
    else:
        values = series.cast(pl.Int64).fill_null(0).to_numpy()
    return numbers(values, _nulls(series), scale)


def _from_decimals(series: pl.Series, scale: int) -> NDArray[np.int64]:
    exact = [0 if value is None else int(value.scaleb(scale)) for value in series]
    return np.array(exact, np.int64)


def _coded(series: pl.Series, kind: str) -> Column:
    if isinstance(series.dtype, pl.List):
        return _lists(series)
    series = series.cast(pl.String)
    if kind in ("codes", "series"):
        return _lists(series.str.replace_all(_LISTED, ";").str.split(";"))
    items = series.drop_nulls().unique(maintain_order=True)
    places = series.replace_strict(items, pl.int_range(len(items), eager=True, dtype=pl.UInt32), default=0)
    return coded(places.to_numpy(), _nulls(series), items.to_list())


def _lists(series: pl.Series) -> Column:
    found: dict[object, int] = {}
    lists: list[object] = []
    places = np.zeros(len(series), np.int64)
    for row, value in enumerate(series.to_list()):
        if value is not None:
            places[row] = found.setdefault(tuple(value), len(found))
            if len(found) > len(lists):
                lists.append(value)
    return coded(places, _nulls(series), lists)


def from_arrays(values: NDArray[Any], missing: NDArray[np.bool_], kind: str, items: list[object]) -> Column:
    """Values and a mask of the missing ones."""
    match family(kind):
        case "number":
            if values.dtype.kind == "f":
                missing = missing | np.isnan(values)
                values = np.rint(np.where(missing, 0, values) * 10 ** SCALES[kind])
            return numbers(values.astype(np.int64), missing, SCALES[kind])
        case "date":
            return dates(values.astype(np.int64), missing)
        case "boolean":
            return booleans(values.astype(np.bool_), missing)
        case _:
            return coded(values, missing, items)
