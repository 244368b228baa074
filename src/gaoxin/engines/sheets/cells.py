"""One cell of one fact: its value, or why it has none. The meaning that `columns` must match."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.base.dates import DateError, calendar_date, from_serial, parse_date
from gaoxin.base.industry import Industries
from gaoxin.base.money import parse_money
from gaoxin.base.number import clean_float, parse_number, parse_percent, to_scaled
from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.uscc import parse_uscc
from gaoxin.base.vocabulary import SCALES
from gaoxin.base.width import narrow
from gaoxin.engines.sheets.grid import Cell, shown_cell
from gaoxin.engines.sheets.layout import Planned
from gaoxin.engines.sheets.units import read_unit

Value = int | bool | str | dt.date | list[str] | None

_ABSENT = {
    "",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "/",
    "//",
    "\\",
    "n/a",
    "na",
    "null",
    "none",
    "nan",
    "未填",
    "不详",
}
_TRUE = {"是", "有", "√", "✓", "✔", "对", "y", "yes", "true", "t", "1"}
_FALSE = {"否", "无", "没有", "×", "✗", "✘", "x", "错", "n", "no", "false", "f", "0"}
_WITH_UNIT = re.compile(r"([^\d]{0,2}[\d,.]*\d)\s*([^\d\s.,%‰]{1,4})")
_SPLIT = re.compile(r"[;；、,，\n]+")
_YES_NO = Text("请写 是 或 否", "write 是 or 否 (yes or no)")
_DIGITS = Text("请写阿拉伯数字", "write digits")
_AS_TEXT = Text("请把该列设为文本格式后重新填写", "format the column as text and enter it again")
_PERCENT = Text("请写成 14%，或在表头写明（%）", "write 14%, or put (%) in the header")


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cells of one column are read."""

    plan: Planned
    industries: Industries | None = None
    epoch_1904: bool = False

    def read(self, cell: Cell, percent: bool = False) -> Value:
        """The value as the frame holds it, None where absent; `percent`: shown as such. Raises Refused."""
        fact = self.plan.fact
        if absent(cell, fact.codes if fact.type != "text" else ("无",), truth=fact.type == "boolean"):
            return None
        if fact.numeric:
            return self._scaled(cell, percent)
        if fact.type == "date":
            return _date(cell, self.epoch_1904)
        if fact.type == "boolean":
            return _boolean(cell)
        if fact.type == "codes":
            return [self._code(part) for part in _SPLIT.split(_string(cell)) if part.strip()]
        return _string(cell) if fact.type == "text" else self._identifier(cell)

    def _scaled(self, cell: Cell, percent: bool) -> int:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
            raise Refused(
                Text(f"「{shown_cell(cell)}」不是数字", f"“{shown_cell(cell)}” is not a number"), _DIGITS
            )
        if self.plan.fact.type == "money":
            return self._money(cell)
        value = self._percent(cell, percent) if self.plan.fact.percent else self._count(cell)
        if self.plan.fact.type == "integer":
            _whole(value)
        return to_scaled(value, SCALES[self.plan.fact.type])

    def _count(self, cell: str | float | Decimal) -> Decimal:
        """A number in the unit of the header, or in its own where it names one of the fact (`90人`)."""
        if isinstance(cell, str) and (match := _WITH_UNIT.fullmatch(narrow(cell))):
            unit = read_unit(match[2])
            if unit and unit.fits(self.plan.fact):
                return parse_number(match[1]).scaleb(unit.power)
        return _number(cell).scaleb(self.plan.power)

    def _money(self, cell: str | float | Decimal) -> int:
        unit = self.plan.money
        if not isinstance(cell, str):
            return to_scaled(_number(cell) * unit.factor, SCALES["money"])
        money = parse_money(cell, unit)
        if money.currency != unit.currency:
            raise Refused(
                Text(f"「{shown(cell)}」不是人民币", f"“{shown(cell)}” is not in yuan"),
                Text("请换算成人民币后填写", "convert it to yuan at a stated rate"),
            )
        return money.fen

    def _percent(self, cell: str | float | Decimal, percent: bool) -> Decimal:
        if isinstance(cell, str) and ("%" in narrow(cell) or "‰" in cell or "分之" in cell):
            return parse_percent(cell)
        value = _number(cell)
        if percent and not isinstance(cell, str):
            return value
        if self.plan.percent:
            return value.scaleb(-2)
        said = shown_cell(cell)
        raise Refused(Text(f"「{said}」没有写百分号", f"“{said}” has no percent sign"), _PERCENT)

    def _identifier(self, cell: Cell) -> str:
        if self.plan.fact.id == "uscc":
            return _uscc(cell)
        if self.plan.fact.id == "industry_code" and self.industries:
            return _industry(cell, self.industries)
        return self._code(_string(cell))

    def _code(self, text: str) -> str:
        allowed, word = self.plan.fact.codes, narrow(text)
        if not allowed or word in allowed:
            return word
        for code in allowed:
            if narrow(code).casefold() == word.casefold():
                return code
        names = "、".join(allowed)
        raise Refused(
            Text(f"「{shown(text)}」不在可选值之内", f"“{shown(text)}” is not one of the values allowed"),
            Text(f"请填：{names}", f"write one of: {names}"),
        )


def absent(cell: Cell, kept: tuple[str, ...] = (), *, truth: bool = False) -> bool:
    """Whether a cell says nothing: blank, a dash, `/`, `N/A`; 无 too unless it is a value here."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return isinstance(cell, float) and cell != cell  # noqa: PLR0124 - NaN
    word = narrow(cell).lower()
    if word in kept:
        return False
    return word in _ABSENT or (word == "无" and not truth)


def _number(cell: str | float | Decimal) -> Decimal:
    if isinstance(cell, str):
        return parse_number(cell)
    return clean_float(cell) if isinstance(cell, float) else Decimal(cell)


def _whole(value: Decimal) -> None:
    if value != value.to_integral_value():
        raise Refused(
            Text(f"「{value:f}」不是整数", f"“{value:f}” is not a whole number"),
            Text("请写整数", "write a whole number"),
        )
    if value < 0:
        raise Refused(
            Text(f"「{value:f}」是负数", f"“{value:f}” is negative"),
            Text("数量不能小于 0", "a count is not below 0"),
        )


def _date(cell: Cell, epoch_1904: bool) -> dt.date:
    if isinstance(cell, dt.date):
        return calendar_date(cell.year, cell.month, cell.day)
    if isinstance(cell, str):
        return parse_date(cell, epoch_1904=epoch_1904)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 19_000_000 < cell < 22_000_000 and cell == int(cell):
            return parse_date(str(int(cell)))
        if cell == int(cell):
            return from_serial(cell, epoch_1904=epoch_1904)
    said = shown_cell(cell)
    raise DateError(
        Text(f"「{said}」不是日期", f"“{said}” is not a date"),
        Text("请写成 2023-07-03 或 2023年7月3日", "write it as 2023-07-03"),
    )


def _boolean(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = narrow(shown_cell(cell)).lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise Refused(Text(f"「{shown(word)}」不是是或否", f"“{shown(word)}” is neither yes nor no"), _YES_NO)


def _string(cell: Cell) -> str:
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise Refused(
            Text("数字过长，可能已丢失位数", "the number is long and may have lost digits"), _AS_TEXT
        )
    if isinstance(cell, bytes):
        raise Refused(Text("二进制内容不能读取", "binary content cannot be read"), _AS_TEXT)
    return shown_cell(cell).strip()


def _uscc(cell: Cell) -> str:
    if isinstance(cell, str) and not re.fullmatch(r"[\d.]+e\+?\d+", narrow(cell).lower()):
        return parse_uscc(cell)
    raise Refused(
        Text(
            f"统一社会信用代码被存成了数字（{shown_cell(cell)}），位数已丢失",
            f"the code was stored as a number ({shown_cell(cell)}) and has lost digits",
        ),
        _AS_TEXT,
    )


def _industry(cell: Cell, industries: Industries) -> str:
    text = _string(cell)
    if not isinstance(cell, str) and len(text) in (1, 3):
        raise Refused(
            Text(
                f"行业代码「{text}」存成了数字，可能缺了开头的 0",
                f"the industry code {text} is a number and may lack a leading 0",
            ),
            Text(
                f"请写成文本并加门类字母，例如 A0{text}",
                f"write it as text with its letter, such as A0{text}",
            ),
        )
    return industries.parse(text)
