"""Whether an uploaded file is what it must be, by its content and never by its name."""

from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.engines.sheets import SheetError
from gaoxin.engines.sheets.archive import Archive
from gaoxin.engines.sheets.detect import detect

LARGEST = 200 * 2**20
"""Bytes of one upload."""
SUFFIXES = {"zip": ".xlsx", "parquet": ".parquet", "text": ".csv"}
_ACTIVE = ("vbaproject", "macrosheets/", "activex/", "embeddings/")
_SAVE_AS = Text(
    "请用 Excel 或 WPS 另存为不含宏的 xlsx 后再上传", "save it as an xlsx without macros and upload it again"
)


def check(path: Path) -> str:
    """The suffix that the content deserves. Raises SheetError for all that is no plain table."""
    if (size := path.stat().st_size) > LARGEST:
        raise SheetError(
            Text(
                f"文件有 {size >> 20} MB，最多 {LARGEST >> 20} MB",
                f"{size >> 20} MB is over {LARGEST >> 20} MB",
            ),
            Text("请拆分后分次上传", "split it and upload the parts"),
        )
    kind = detect(path)
    if kind == "zip":
        _refuse_active(path)
    if kind == "text":
        _refuse_binary(path)
    return SUFFIXES[kind]


def _refuse_active(path: Path) -> None:
    with Archive(path) as archive:
        names = archive.names()
    if any(part in name for name in names for part in _ACTIVE):
        raise SheetError(
            Text("工作簿含有宏或嵌入的对象", "the workbook holds macros or embedded objects"), _SAVE_AS
        )


def _refuse_binary(path: Path) -> None:
    """Text has no zero bytes, but for UTF-16, which says so at its start."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError(
            Text("文件不是表格", "the file is no table"),
            Text("请上传 xlsx、csv 或 parquet", "upload an xlsx, csv or parquet file"),
        )
