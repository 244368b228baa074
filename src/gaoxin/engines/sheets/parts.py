"""What the small parts of a workbook say: its sheets, its epoch, its percent formats."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import Archive, broken, dangerous
from gaoxin.engines.sheets.errors import SheetError

_SAVE_AS = Text("请用 Excel 或 WPS 打开后另存为 xlsx", "open it in Excel or WPS and save it as xlsx")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_PERCENTS = {9, 10}

StartHandler = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook: its name, the part it is in, and whether people see it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in order, the epoch of serial dates, and the cell styles (xf ids) shown as percent.

    `placeholders`: the writer asked for a calculation on opening, so a cached 0 need not be a value.
    """

    tabs: tuple[Tab, ...]
    epoch_1904: bool
    percent_styles: frozenset[int]
    placeholders: bool = False


def read_book(archive: Archive) -> Book:
    """Read the parts. Raises SheetError where the zip is no workbook of the xlsx family."""
    _refuse_others(archive)
    _refuse_other_roots(archive)
    targets = _relationships(archive)
    tabs: list[Tab] = []
    flags = {"date1904": False, "fullCalcOnLoad": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relations = [v for k, v in attributes.items() if k.rpartition(":")[2] == "id"]
            if len(relations) > 1:
                raise dangerous("工作表的关系不明", "a sheet names two parts")
            relation = relations[0] if relations else ""
            visible = attributes.get("state", "visible") == "visible"
            tabs.append(Tab(attributes.get("name", ""), targets.get(relation, ""), visible))
        for flag in flags.keys() & attributes.keys():
            flags[flag] = attributes[flag] in ("1", "true")

    parse(archive.read("xl/workbook.xml"), start)
    if len(tabs) > limits.SHEETS:
        raise dangerous(f"有 {len(tabs)} 个工作表", f"{len(tabs)} sheets")
    if len({tab.name.lower() for tab in tabs}) != len(tabs):
        raise dangerous("工作表重名", "two sheets share a name")
    return Book(tuple(tabs), flags["date1904"], _percent_styles(archive), flags["fullCalcOnLoad"])


def parse(body: bytes, start: StartHandler) -> None:
    """Hand every start tag, without its namespace prefix, to `start`. Raises SheetError on damage."""
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise broken() from error


def _refuse_others(archive: Archive) -> None:
    names = archive.names()
    if "xl/workbook.xml" in archive:
        return
    if "xl/workbook.bin" in archive:
        raise SheetError(
            Text("二进制工作簿（.xlsb）不能读取", "a binary workbook (.xlsb) cannot be read"), _SAVE_AS
        )
    if "mimetype" in archive or "content.xml" in archive:
        raise SheetError(
            Text("OpenDocument 表格（.ods）不能读取", "an OpenDocument file (.ods) cannot be read"), _SAVE_AS
        )
    if any(name.startswith("word/") for name in names):
        raise SheetError(Text("这是 Word 文档，不是表格", "this is a Word document, not a table"), _SAVE_AS)
    if any(name.endswith((".xlsx", ".csv", ".xls", ".parquet")) for name in names):
        raise SheetError(
            Text("这是压缩包，不是工作簿", "this is an archive, not a workbook"),
            Text("请解压后逐个导入", "unpack it and import its files"),
        )
    raise SheetError(Text("这不是工作簿", "this is not a workbook"), _SAVE_AS)


def _refuse_other_roots(archive: Archive) -> None:
    """The package must name the workbook that is scanned, and no other."""
    roots: set[str] = set()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            roots.add(attributes.get("Target", "").removeprefix("/").lower())

    parse(archive.read("_rels/.rels"), start)
    if roots != {"xl/workbook.xml"}:
        raise dangerous("找不到主工作簿", "its main workbook is not where it should be")


def _relationships(archive: Archive) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
            targets[attributes.get("Id", "")] = path

    parse(archive.read("xl/_rels/workbook.xml.rels"), start)
    return targets


def _percent_styles(archive: Archive) -> frozenset[int]:
    """Indexes into cellXfs whose number format shows a percent sign."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    formats, styles, inside = set(_BUILT_IN_PERCENTS), set(), [False, 0]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            formats.add(_number(attributes.get("numFmtId")))
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = tag == "cellXfs"
        elif tag == "xf" and inside[0]:
            if _number(attributes.get("numFmtId")) in formats:
                styles.add(inside[1])
            inside[1] += 1

    parse(archive.read("xl/styles.xml"), start)
    return frozenset(styles)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1
