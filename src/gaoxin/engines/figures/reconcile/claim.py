"""A claim: one printed figure with its subject, indicator, period and what its digits leave open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.span import Span


class ClaimError(Refused):
    """A claim that cannot be read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`span` in the unit; `of` as printed by the reader: subject, indicator and perhaps a period."""

    id: str
    subject: str
    indicator: str
    period: str
    kind: str
    value: Fraction
    unit: str
    span: Span
    precision: Fraction = Fraction(0)
    qualifier: str = "exact"
    of: str = ""
    file: str = ""
    start: int = -1
    end: int = -1
    text: str = ""
    value_max: Fraction | None = None

    @property
    def printed(self) -> str:
        """The figure as the text prints it, on one line."""
        return "".join(self.text.split()) or f"{plain(self.value)}{self.unit}"


def read_claims(rows: object, file: str = "") -> tuple[Claim, ...]:
    """Claims from a JSON list. Raises ClaimError naming the entry."""
    if isinstance(rows, Mapping):
        rows = rows.get("claims")
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        write = Text("请给出论断的列表", "give a list of claims")
        raise ClaimError(Text("文件里没有论断列表", "the file holds no list of claims"), write)
    return tuple(_claim(row, number, file) for number, row in enumerate(rows, 1))


def plain(value: Fraction) -> str:
    """A number without needless zeros; large ones with 亿 or 万."""
    for factor, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= factor:
            return f"{_short(value / factor)}{word}"
    return _short(value)


def _short(value: Fraction) -> str:
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


def _claim(row: object, number: int, file: str) -> Claim:
    if not isinstance(row, Mapping):
        raise _bad(number, "entry", row)
    value, unit = _exact(row, "value", number), str(row.get("unit") or "")
    most = _exact(row, "value_max", number) if row.get("value_max") is not None else None
    precision = _exact(row, "precision", number) if row.get("precision") is not None else Fraction(0)
    name = str(row.get("file") or file)
    return Claim(
        id=str(row.get("id") or f"{name or 'claim'}-{number:03}"),
        subject=str(row.get("subject") or ""),
        indicator=str(row.get("indicator") or ""),
        period=str(row.get("period") or "unstated"),
        kind=_word(row, "kind", number),
        value=value,
        unit=unit,
        span=_span(row, value, most, precision, number),
        precision=precision,
        qualifier=str(row.get("qualifier") or "exact"),
        of=str(row.get("of") or ""),
        file=name,
        start=_place(row, "start"),
        end=_place(row, "end"),
        text=str(row.get("text") or ""),
        value_max=most,
    )


def _span(row: Mapping[str, Any], value: Fraction, most: Fraction | None, half: Fraction, at: int) -> Span:
    given = row.get("interval")
    if isinstance(given, Sequence) and len(given) == 2:
        low, high = (None if end is None else exact(end) for end in given)
        if (low is not None and high is not None and low > high) or (given[0], given[1]) == ("", ""):
            raise _bad(at, "interval", given)
        return low, high
    if most is not None:
        return min(value, most), max(value, most)
    qualifier = row.get("qualifier")
    if qualifier in ("over", "at_least"):
        return value, None
    if qualifier == "up_to":
        return None, value
    low_by = value / 10 if qualifier == "nearly" else half
    return value - low_by, value if qualifier == "nearly" else value + half


def exact(number: object) -> Fraction:
    """A JSON number as its digits say it. Raises ValueError."""
    if isinstance(number, bool) or not isinstance(number, int | float | str | Decimal | Fraction):
        raise ValueError(number)
    try:
        return Fraction(number if isinstance(number, int | Fraction) else Decimal(str(number)))
    except (InvalidOperation, OverflowError) as error:
        raise ValueError(number) from error


def _exact(row: Mapping[str, Any], name: str, at: int) -> Fraction:
    try:
        return exact(row.get(name))
    except ValueError as error:
        raise _bad(at, name, row.get(name)) from error


def _word(row: Mapping[str, Any], name: str, at: int) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _bad(at, name, value)
    return value


def _place(row: Mapping[str, Any], name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _bad(number: int, field: str, value: object) -> ClaimError:
    said = shown(str(value))
    reason = Text(f"第{number}条论断的 {field} 是「{said}」", f"claim {number}: {field} is “{said}”")
    return ClaimError(
        reason, Text("请按论断的格式填写", "write it as docs/how-to/check-a-bulletin.md describes")
    )
