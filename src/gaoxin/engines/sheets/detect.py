"""What a file is, by its content and not by its name."""

from pathlib import Path
from typing import Literal

from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.errors import SheetError

Kind = Literal["zip", "parquet", "text"]

_SAVE_AS = Text("请用 Excel 或 WPS 打开后另存为 xlsx", "open it in Excel or WPS and save it as xlsx")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
)


def detect(path: Path) -> Kind:
    """Whether the file is a zip (xlsx), Parquet or text. Raises SheetError for anything else."""
    start, size = _start(path)
    if size == 0:
        raise SheetError(
            Text("文件是空的", "the file is empty"), Text("请选择有数据的文件", "choose a file with data")
        )
    if size > limits.FILE_BYTES:
        raise limits.too_large(f"{size >> 20} MB", f"{size >> 20} MB")
    if start.startswith(_OLE):
        raise _ole(path)
    for magic, zh, en in _FOREIGN:
        if start.startswith(magic):
            raise SheetError(Text(f"这是{zh}，不是表格", f"this is {en}, not a table"), _SAVE_AS)
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return "zip"
    if start.startswith(b"PAR1"):
        return "parquet"
    _refuse_markup(start)
    return "text"


def _start(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(4096), path.stat().st_size
    except OSError as error:
        reason = Text(f"文件打不开：{path.name}", f"the file cannot be opened: {path.name}")
        advice = Text("请检查路径和权限", "check its path and permissions")
        raise SheetError(reason, advice) from error


def _ole(path: Path) -> SheetError:
    """An OLE container is an old workbook, or a new one under a password."""
    with path.open("rb") as file:
        body = file.read(limits.SMALL_PART_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in body or "EncryptionInfo".encode("utf-16-le") in body:
        return SheetError(
            Text("工作簿有密码", "the workbook is protected by a password"),
            Text("请取消打开密码后另存为 xlsx", "remove the password and save it as xlsx"),
        )
    if "WordDocument".encode("utf-16-le") in body:
        return SheetError(Text("这是 Word 文档，不是表格", "this is a Word document, not a table"), _SAVE_AS)
    return SheetError(
        Text("旧版表格（.xls 或 .et）不能直接读取", "an old workbook (.xls or .et) cannot be read"), _SAVE_AS
    )


def _refuse_markup(start: bytes) -> None:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise SheetError(
            Text("这是网页（HTML 表格），不是工作簿", "this is a web page (an HTML table), not a workbook"),
            _SAVE_AS,
        )
    if text.startswith((b"<?xml", b"<workbook", b"<!doctype")):
        raise SheetError(Text("这是 XML 文件，不是工作簿", "this is an XML file, not a workbook"), _SAVE_AS)
    if text.startswith(b"mime-version:"):
        raise SheetError(
            Text("这是单个文件网页（MHT），不是工作簿", "this is an MHT page, not a workbook"), _SAVE_AS
        )
