"""Units in headers: `营业收入（万元）`, `职工总数(人)`, and the row `单位：万元` above a header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaoxin.base.currency import YUAN, MoneyUnit, parse_unit
from gaoxin.base.result import shown
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.base.width import squeeze
from gaoxin.engines.sheets.errors import SheetError

_PARENTHESES = re.compile(r"(.+?)[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_SEPARATED = re.compile(r"(.+?)[/:：_|,，、-](?:单位[:：]?)?([^/:：_|,，、-]+)")
_LINK = r"(?:[:为是以按用照均都请]|一律|统一|全部|默认)*"
_OUTSIDE = re.compile(rf"(?:单位|金额|数据){_LINK}([^()\[\]。;]*)|\(([^()]*)\)|^([^()]{{1,4}})$")
_SAID = re.compile(rf"^.*(?:单位|金额|数据){_LINK}")
_ENDING = re.compile(r"(?:为单位|计算|计量|计|填写|填报|填列|填|列示|表示|反映)$")
_MENTION = re.compile(
    r"(?<![\d.一二三四五六七八九十百千万亿几数多])([十百千万亿]+元)(?!以上|以下|级|企业|户|大关|\w*公司)"
    r"|金额[^\d()。;,]{0,6}?(?<![一二三四五六七八九十百千万亿美欧日港])(元)(?:$|[^\w])"
)
_WORDS = re.compile(r"[、,;/|和及]")
_SAME: Mapping[str, str] = {
    **dict.fromkeys(("%", "百分比", "百分数", "percent", "pct"), "%"),
    **dict.fromkeys(("人", "名", "位", "persons", "people"), "人"),
    **dict.fromkeys(("项", "件", "个", "items"), "项"),
    **dict.fromkeys(("年", "years"), "年"),
    **dict.fromkeys(("分", "points"), "分"),
    **dict.fromkeys(("千瓦时", "度", "kwh"), "千瓦时"),
}
_LARGER: Mapping[str, tuple[str, int]] = {"万千瓦时": ("千瓦时", 4), "万度": ("千瓦时", 4), "万人": ("人", 4)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in a header: of money, or `name` times 10^power (`%`, 人, 千瓦时)."""

    name: str
    money: MoneyUnit | None = None
    power: int = 0

    def fits(self, fact: Fact) -> bool:
        """Whether a column of this fact may carry the unit."""
        if fact.type == "money":
            return self.money is not None
        return fact.numeric and self.name == fact.unit


def read_unit(text: str) -> Unit | None:
    """The unit a word names, in brackets or not, or None."""
    word = squeeze(text).strip("()[]【】〔〕").removeprefix("金额").removeprefix("单位").lstrip(":")
    if money := parse_unit(word):
        return Unit(money.name, money)
    if word in _LARGER:
        return Unit(*_LARGER[word][:1], power=_LARGER[word][1])
    return Unit(_SAME[word]) if word in _SAME else None


def split_unit(header: str) -> tuple[str, Unit | None]:
    """A squeezed header without its unit, and the unit; unchanged where it has none."""
    for pattern in (_PARENTHESES, _SEPARATED):
        if (match := pattern.fullmatch(header)) and (unit := read_unit(match[2])):
            return match[1], unit
    for length in (4, 3, 2, 1):
        if len(header) > length + 1 and (unit := read_unit(header[-length:])) and not header.endswith("年"):
            return header[:-length], unit
    return header, None


def unit_row(texts: list[str]) -> MoneyUnit | None:
    """The unit of money that rows outside the table give (`单位：万元、人`, `（万元）`), or None.

    Raises SheetError where they give more than one.
    """
    said = [part for text in texts for found in _OUTSIDE.findall(squeeze(text)) for part in found]
    parts = [_SAID.sub("", _ENDING.sub("", part)) for part in said]
    words = [_ENDING.sub("", word) for part in parts for word in _WORDS.split(part)]
    units = {unit.name: unit for word in words if "元" in word and (unit := parse_unit(word))}
    if len(units) > 1:
        names = "、".join(units)
        raise SheetError(
            Text(
                f"表外写了几个金额单位（{names}）",
                f"several units of money stand outside the table ({names})",
            ),
            Text("请在每列表头写明单位", "write the unit in each header"),
        )
    return next(iter(units.values()), None)


def unclear_unit(texts: Sequence[str], known: MoneyUnit | None = None) -> str:
    """The first text that mentions another unit of money than `known`, in whatever words, or nothing."""
    for text in texts:
        for match in _MENTION.finditer(squeeze(text)):
            unit = parse_unit(match[1] or match[2])
            if known is None or unit is None or unit.name != known.name:
                return text
    return ""


def refuse_unclear(row: int, text: str, column: str) -> SheetError:
    """The refusal of a unit of money that a row outside the table mentions, for a `column` without one."""
    said = shown(" ".join(text.split()))
    return SheetError(
        Text(
            f"第{row}行「{said}」提到金额单位，含义不明，而列「{column}」没有写单位",
            f"row {row} “{said}” mentions a unit of money unclearly, and column “{column}” has none",
        ),
        Text(f"请把单位写进表头，例如 {column}（万元）", "write the unit in the header"),
    )


def domestic(unit: MoneyUnit, column: str) -> MoneyUnit:
    """`unit`, which must be of yuan: other currencies are never converted. Raises SheetError."""
    if unit.currency != YUAN.currency:
        raise SheetError(
            Text(f"列「{column}」的单位是{unit.name}", f"column “{column}” is in {unit.name}"),
            Text("请按当日汇率换算成人民币后填写", "convert it to yuan at a stated rate first"),
        )
    return unit
