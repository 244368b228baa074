"""The text of files as offsets count it, and clear words where there is none."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from gaoxin.engines.figures.read import document
from gaoxin.engines.figures.read.document import DocumentError, read_document
from gaoxin.engines.figures.read.read import read

WORDS = "2023年，云溪高新区高新技术企业达到612家。"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str) -> Path:
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode(encoding))
    assert read_document(path) == WORDS


def test_word_paragraphs_and_tables(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in ("指标", "数值"))
    body = f"<w:p><w:r><w:t>{WORDS[:9]}</w:t></w:r><w:r><w:t>{WORDS[9:]}</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    text = read_document(docx(tmp_path / "a.docx", body))
    assert text == f"{WORDS}\n指标\t数值\n"
    assert [c.value for c in read(text)] == [612]


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\r\nb")
    assert read_document(path) == "a\r\nb"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK no"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.txt", b"\xff\xff\x81"),
        ("a.pdf", b"%PDF-1.4 nothing"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError) as error:
        read_document(tmp_path / name)
    assert error.value.problem.advice.zh
    assert error.value.problem.advice.en


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="打不开"):
        read_document(tmp_path / "none.txt")


def test_pdf_without_the_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document.shutil, "which", lambda _: None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(DocumentError, match="pdftotext"):
        read_document(tmp_path / "a.pdf")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_pdf_with_a_text_layer(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    source = tmp_path / "a.typ"
    source.write_text(
        '#set page(width: 14cm)\n#set text(font: "Noto Sans CJK SC")\n2023 GDP 321.5', encoding="utf-8"
    )
    typst.compile(str(source), output=str(tmp_path / "a.pdf"))
    assert "321.5" in read_document(tmp_path / "a.pdf")


def test_the_tool_is_called_with_one_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[list[str]] = []

    def run(command: list[str], **_: object) -> "subprocess.CompletedProcess[bytes]":
        said.append(command)
        return subprocess.CompletedProcess(command, 0, WORDS.encode(), b"")

    monkeypatch.setattr(document.shutil, "which", lambda _: "pdftotext")
    monkeypatch.setattr(document.subprocess, "run", run)
    (tmp_path / "-a.pdf").write_bytes(b"%PDF")
    assert read_document(tmp_path / "-a.pdf") == WORDS
    assert said[0][-2].startswith("/")
