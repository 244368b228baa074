"""Statistical periods: 当月, 累计 (1–7月), 季度, 前三季度, 上半年, 年度."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from gaoxin.base.dates import FIRST_YEAR, LAST_YEAR
from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Language, Text
from gaoxin.base.width import narrow

_YEAR = re.compile(r"(\d{4})\s*(?:年度?|[-./]|(?=[QM]|$|第|上|下|前))\s*", re.ASCII)
_MONTHS = re.compile(r"(\d{1,2})\s*月?\s*[-–—~～至到]+\s*(\d{1,2})\s*月?(?:份)?(?:累计)?", re.ASCII)
_MONTH = re.compile(r"M?(\d{1,2})\s*(?:月份?)?(?:当月)?", re.ASCII)
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|Q([1-4]))", re.ASCII)
_WORDS = {
    "": (1, 12), "全年": (1, 12), "年度": (1, 12), "上半年": (1, 6), "下半年": (7, 12),
    "前三季度": (1, 9), "前3季度": (1, 9), "前两季度": (1, 6), "前二季度": (1, 6),
}  # fmt: skip
_ORDINALS = "一二三四"
_NAMES = {
    (1, 12): ("", ""),
    (1, 6): ("上半年", "H1 "),
    (7, 12): ("下半年", "H2 "),
    (1, 9): ("前三季度", "Q1–Q3 "),
}
_WRITE = Text(
    "请写成 2023年1–7月、2023年前三季度 或 2023年7月", "write 2023年1–7月, 2023年前三季度 or 2023-07"
)


class PeriodError(Refused):
    """Text that names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months `first` to `last` of one `year`; ordered by the end, then the shorter first."""

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.first <= self.last <= 12):
            said = f"{self.year}-{self.first}–{self.last}"
            raise PeriodError(Text(f"「{said}」不是时期", f"“{said}” is not a period"), _WRITE)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    @property
    def cumulative(self) -> bool:
        """Whether it runs from January over more than one month (累计)."""
        return self.first == 1 and self.last > 1

    @property
    def previous_year(self) -> "Period":
        """The same months of the year before (上年同期)."""
        return Period(self.year - 1, self.first, self.last)

    def __lt__(self, other: "Period") -> bool:
        return (self.year, self.last, self.first) < (other.year, other.last, other.first)

    def __le__(self, other: "Period") -> bool:
        return self == other or self < other

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def in_(self, language: Language) -> str:
        """As a bulletin writes it: `2023年1–7月`, `2023年前三季度`; `January–July 2023`."""
        return self._chinese() if language == "zh" else self._english()

    def _chinese(self) -> str:
        year = f"{self.year}年"
        if name := _NAMES.get((self.first, self.last)):
            return year + name[0]
        if self.months == 3 and self.first % 3 == 1:
            return f"{year}第{_ORDINALS[self.first // 3]}季度"
        return f"{year}{self.first}月" if self.months == 1 else f"{year}{self.first}–{self.last}月"

    def _english(self) -> str:
        if name := _NAMES.get((self.first, self.last)):
            return f"{name[1]}{self.year}"
        if self.months == 3 and self.first % 3 == 1:
            return f"Q{self.first // 3 + 1} {self.year}"
        first, last = calendar.month_name[self.first], calendar.month_name[self.last]
        return f"{first} {self.year}" if self.months == 1 else f"{first}–{last} {self.year}"


def parse_period(text: str, year: int | None = None) -> Period:
    """Read a period; `year` is the year of the report where the text names none. Raises PeriodError."""
    plain = narrow(text).upper()
    found = _YEAR.match(plain)
    if found:
        year, plain = int(found[1]), plain[found.end() :]
    if year is None:
        reason = Text(f"「{shown(text)}」没有写年份", f"“{shown(text)}” names no year")
        raise PeriodError(reason, _WRITE)
    months = _months(plain) if found or plain else None
    if months is None:
        raise PeriodError(Text(f"「{shown(text)}」不是时期", f"“{shown(text)}” is not a period"), _WRITE)
    return Period(year, *months)


def _months(plain: str) -> tuple[int, int] | None:
    if (span := _WORDS.get("".join(plain.split()))) is not None:
        return span
    if match := _MONTHS.fullmatch(plain):
        return int(match[1]), int(match[2])
    if match := _QUARTER.fullmatch(plain):
        number = match[2] or match[1]
        quarter = _ORDINALS.index(number) + 1 if number in _ORDINALS else int(number)
        return quarter * 3 - 2, quarter * 3
    if match := _MONTH.fullmatch(plain):
        return int(match[1]), int(match[1])
    return None
