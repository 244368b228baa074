"""The text of a file: plain text in the encodings that offices use, Word, and PDF with a text layer."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIMIT = 64 * 1024 * 1024
"""No bulletin is larger, in bytes of text."""


class DocumentError(Refused):
    """A file whose text cannot be read."""


def read_document(path: Path) -> str:
    """The raw text of a bulletin, exactly as offsets count it. Raises DocumentError."""
    readers = {".docx": _docx, ".pdf": _pdf}
    try:
        return readers.get(path.suffix.lower(), _plain)(path)
    except OSError as error:
        reason = Text(f"打不开「{shown(str(path))}」", f"cannot open “{shown(str(path))}”")
        raise DocumentError(reason, Text("请核对文件名和权限", "check its name and permissions")) from error


def _plain(path: Path) -> str:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        reason = Text(f"「{shown(path.name)}」不是文本文件", f"“{shown(path.name)}” is not a text file")
        raise DocumentError(reason, Text("可以读 txt、docx 和 pdf", "txt, docx and pdf can be read"))
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = Text(f"「{shown(path.name)}」的编码认不出", f"the encoding of “{shown(path.name)}” is unknown")
    raise DocumentError(reason, Text("请另存为 UTF-8 文本", "save it as UTF-8 text"))


def _docx(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > LIMIT:
                raise DocumentError(Text("文件太大", "the file is too large"))
            data = archive.read(info)
        if b"<!DOCTYPE" in data[:2048]:
            raise DocumentError(
                Text("Word 文件里有不该有的声明", "the Word file holds a declaration it must not hold")
            )
        body = ElementTree.fromstring(data).find(f"{_WORD}body")  # noqa: S314 - no DOCTYPE, so no entities
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        reason = Text(f"「{shown(path.name)}」不是 Word 文件", f"“{shown(path.name)}” is not a Word file")
        raise DocumentError(reason, Text("请用 Word 另存为 docx", "save it as docx in Word")) from error
    return "" if body is None else "\n".join(_blocks(body)) + "\n"


def _blocks(body: ElementTree.Element) -> Iterator[str]:
    """Paragraphs, and rows of tables with a tab between cells."""
    for block in body:
        if block.tag == f"{_WORD}tbl":
            for row in block.iter(f"{_WORD}tr"):
                yield "\t".join(_text(cell).replace("\n", " ") for cell in row.findall(f"{_WORD}tc"))
        elif block.tag == f"{_WORD}p":
            yield _text(block)


def _text(block: ElementTree.Element) -> str:
    breaks = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n"}
    return "".join(
        (node.text or "") if node.tag == f"{_WORD}t" else breaks.get(node.tag, "") for node in block.iter()
    )


def _pdf(path: Path) -> str:
    tool = shutil.which("pdftotext")
    advice = Text(
        "请装 poppler-utils，或先用 pdftotext 转成 txt 再读",
        "install poppler-utils, or convert it to text with pdftotext first",
    )
    if tool is None:
        raise DocumentError(
            Text("读 PDF 要用 pdftotext，本机没有", "PDF needs pdftotext, which is not installed"), advice
        )
    done = subprocess.run(  # noqa: S603 - a fixed program; the path is one argument
        [tool, "-enc", "UTF-8", str(path.resolve()), "-"], capture_output=True, timeout=120, check=False
    )
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode or not text.strip():
        reason = Text(f"「{shown(path.name)}」没有文字层", f"“{shown(path.name)}” has no text layer")
        raise DocumentError(
            reason, Text("扫描件请先做文字识别（OCR）", "run text recognition (OCR) on a scan first")
        )
    return text
