"""Dates as people and spreadsheets write them; 1949 to 2100."""

import re
from datetime import date, timedelta

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.width import narrow

FIRST_YEAR, LAST_YEAR = 1949, 2100

_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", re.ASCII)
_SEPARATED = re.compile(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$", re.ASCII)
_NO_DAY = re.compile(r"\d{4}\s*(?:年|[-./])\s*\d{1,2}\s*月?", re.ASCII)
_DAY_FIRST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?", re.ASCII)

_WRITE = Text("请写成 2023-07-03 或 2023年7月3日", "write it as 2023-07-03")


class DateError(Refused):
    """Text or a number that is no date of 1949 to 2100."""


def parse_date(text: str, *, epoch_1904: bool = False) -> date:
    """Read `2023.7.3`, `2023年7月3日`, `2023/7/3`, `20230703`, ISO dates or a five-digit Excel serial.

    Raises DateError, which says what is wrong with an impossible or incomplete date.
    """
    plain = _TIME.sub("", narrow(text))
    if _SERIAL.fullmatch(plain):
        return from_serial(float(plain), epoch_1904=epoch_1904)
    if match := _CHINESE.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return calendar_date(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _SEPARATED.fullmatch(plain):
        return calendar_date(int(match[1]), int(match[3]), int(match[4]), text)
    raise DateError(_what_is_wrong(text, plain), _WRITE)


def calendar_date(year: int, month: int, day: int, text: str = "") -> date:
    """The date, or a DateError that names the part that cannot be."""
    said = shown(text) or f"{year}-{month}-{day}"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            Text(
                f"「{said}」的年份不在{FIRST_YEAR}至{LAST_YEAR}之间",
                f"the year of “{said}” is not {FIRST_YEAR}–{LAST_YEAR}",
            ),
            Text("请核对年份", "check the year"),
        )
    if not 1 <= month <= 12:
        raise DateError(
            Text(f"「{said}」的月份不存在（{month}月）", f"“{said}” has no such month ({month})"), _WRITE
        )
    try:
        return date(year, month, day)
    except ValueError:
        reason = Text(
            f"「{said}」不存在（{year}年{month}月没有{day}日）",
            f"“{said}” does not exist (no day {day} in {year}-{month:02})",
        )
        raise DateError(reason, Text("请核对日期", "check the day")) from None


def from_serial(serial: float, *, epoch_1904: bool = False) -> date:
    """The date of an Excel serial number in the 1900 system, or the 1904 one; the time of day is dropped.

    ECMA-376 18.17.4.1: in the 1900 system serial 60 is 29 February 1900, which never was. Raises DateError.
    """
    found = serial_day(serial, epoch_1904=epoch_1904)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise DateError(
            Text(f"数字 {serial:g} 不是日期", f"the number {serial:g} is not a date"),
            _WRITE,
        )
    return found


def serial_day(serial: float, *, epoch_1904: bool = False) -> date | None:
    """The day a serial stands for, of any year, or None where there is none."""
    if not 0 <= serial < 2_958_466:
        return None
    days = int(serial)
    if epoch_1904:
        return date(1904, 1, 1) + timedelta(days) if days < 2_957_004 else None
    if days in (0, 60):
        return None
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days)


def _what_is_wrong(text: str, plain: str) -> Text:
    said = shown(text)
    if _NO_DAY.fullmatch(plain):
        return Text(f"「{said}」没有写日", f"“{said}” has no day")
    if _SHORT_YEAR.fullmatch(plain):
        return Text(
            f"「{said}」的年份要写四位，否则看不出年月日的顺序", f"the year of “{said}” needs four digits"
        )
    if _DAY_FIRST.fullmatch(plain):
        return Text(
            f"「{said}」看不出年月日的顺序", f"the order of year, month and day in “{said}” is not clear"
        )
    return Text(f"「{said}」不是日期", f"“{said}” is not a date")
