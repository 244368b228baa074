"""The rows of a sheet as SpreadsheetML, written column-wise by Polars (ECMA-376 18.3.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from gaoxin.base.text import Language
from gaoxin.engines.sheets.layout import letters

SLICE = 50_000
LONGEST = 32_767
"""Characters that a cell holds; a longer text is cut and ends with `…`."""
_EXACT = 10**15
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
_SPECIAL = _CONTROLS[:-1] + r"&<>\r]|_x"
_TRUTH: Mapping[Language, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}
_ROW = "\x1frow"


@dataclass(frozen=True, slots=True)
class Style:
    """The attribute `s` of a kind of cell, plain and red, as the workbook numbers its formats."""

    plain: str
    red: str


def rows_xml(
    frame: pl.DataFrame,
    first: int,
    styles: Mapping[str, Style],
    red: Mapping[int, frozenset[int]],
    language: Language,
) -> Iterator[bytes]:
    """The `<row>` elements of a frame whose first row is row `first` of the sheet.

    `styles` by kind (text, number, date, moment); `red` are the rows to fill by column.
    """
    for start in range(0, frame.height, SLICE):
        part = frame.slice(start, SLICE)
        numbers = pl.int_range(first + start, first + start + part.height, eager=True).cast(pl.String)
        pieces = [pl.format('<row r="{}">', pl.col(_ROW))]
        for index, name in enumerate(part.columns):
            rows = red.get(index, frozenset())
            marked = [row - start for row in rows if start <= row < start + part.height]
            pieces.append(_cell(part[name], index, styles, marked, language))
        table = part.with_columns(numbers.alias(_ROW))
        xml = table.select(pl.concat_str([*pieces, pl.lit("</row>")], ignore_nulls=True)).to_series()
        yield str(xml.str.join("").item()).encode()


def _cell(
    column: pl.Series, index: int, styles: Mapping[str, Style], marked: list[int], language: Language
) -> pl.Expr:
    """The cells of one column as an expression over the row numbers; no cell for null, unless red."""
    kind, body = _body(column, language)
    style = _style(column.len(), styles[kind], marked)
    opening = pl.concat_str(pl.lit(f'<c r="{letters(index)}'), pl.col(_ROW), pl.lit('"'), style)
    cell = pl.concat_str(opening, pl.lit(body))
    if not marked:
        return cell
    blank = pl.concat_str(opening, pl.lit("/>"))
    return pl.when(pl.lit(_marks(column.len(), marked)) & cell.is_null()).then(blank).otherwise(cell)


def _style(height: int, style: Style, marked: list[int]) -> pl.Expr:
    if not marked:
        return pl.lit(style.plain)
    return pl.when(pl.lit(_marks(height, marked))).then(pl.lit(style.red)).otherwise(pl.lit(style.plain))


def _marks(height: int, marked: list[int]) -> pl.Series:
    return pl.Series([False] * height, dtype=pl.Boolean).scatter(marked, True)


def _body(column: pl.Series, language: Language) -> tuple[str, pl.Series]:
    """The kind of a column and what follows the opening of its cells, null where there is no value."""
    dtype = column.dtype
    if dtype.is_integer() or dtype.is_float() or dtype.is_decimal():
        return "number", _numbers(column)
    if dtype == pl.Date or dtype.base_type() == pl.Datetime:
        return _days(column)
    return "text", _texts(as_text(column, language))


def as_text(column: pl.Series, language: Language) -> pl.Series:
    """Any column as text: lists joined with `；`, truth as 是 and 否."""
    dtype = column.dtype
    if dtype == pl.String:
        return column
    if dtype == pl.Boolean:
        yes, no = _TRUTH[language]
        return column.replace_strict({True: yes, False: no}, return_dtype=pl.String)
    if dtype.base_type() == pl.List:
        return column.cast(pl.List(pl.String)).list.join("；", ignore_nulls=True)
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object):
        return pl.Series([None if value is None else str(value) for value in column], dtype=pl.String)
    return column.cast(pl.String)


def _numbers(column: pl.Series) -> pl.Series:
    """Number cells; what a double would round is a text cell, so that no digit is lost."""
    text = column.cast(pl.String)
    if column.dtype.is_float():
        return (
            column.to_frame("n")
            .select(pl.when(pl.col("n").is_finite()).then(pl.format("><v>{}</v></c>", pl.lit(text))))
            .to_series()
        )
    digits = text.str.replace_all(r"[-.]", "").str.strip_chars_start("0").str.len_bytes()
    return pl.select(
        pl.when(pl.lit(digits <= 15))
        .then(pl.format("><v>{}</v></c>", pl.lit(text)))
        .otherwise(pl.lit(_texts(text)))
    ).to_series()


def _days(column: pl.Series) -> tuple[str, pl.Series]:
    """Dates as serial numbers; before March 1900, where serials are wrong, as text."""
    dated = pl.col("d").dt.date() >= _FIRST_DAY
    if column.dtype == pl.Date:
        kind, serial = "date", (pl.col("d") - _EPOCH).dt.total_days().cast(pl.String)
    else:
        kind, naive = "moment", pl.col("d").dt.replace_time_zone(None).cast(pl.Datetime("ms"))
        serial = ((naive - pl.lit(_EPOCH).cast(pl.Datetime("ms"))).dt.total_milliseconds() / 86_400_000).cast(
            pl.String
        )
    text = pl.lit(_texts(column.cast(pl.String)))
    cell = pl.when(dated).then(pl.format("><v>{}</v></c>", serial)).otherwise(text)
    return kind, column.to_frame("d").select(cell).to_series()


def _texts(column: pl.Series) -> pl.Series:
    """String cells: text in them is never a formula."""
    if column.str.len_bytes().gt(LONGEST).any():
        long = column.str.len_chars() > LONGEST
        column = (column.str.slice(0, LONGEST - 1) + "…").zip_with(long.fill_null(False), column)
    if column.str.contains(_SPECIAL).any():
        column = _escaped(column)
    cell = pl.format(' t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>', pl.col("t"))
    return column.to_frame("t").select(cell).to_series()


def _escaped(text: pl.Series) -> pl.Series:
    """Text as XML; a carriage return as `_x000D_`, characters that XML forbids as U+FFFD (22.9.2.19)."""
    text = text.str.replace_all(r"_(x[0-9A-Fa-f]{4}_)", "_x005F_$1")
    text = text.str.replace_all(_CONTROLS, "\ufffd").str.replace_all("\r", "_x000D_", literal=True)
    for plain, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(plain, escaped, literal=True)
    return text
