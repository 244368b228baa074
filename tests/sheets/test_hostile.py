"""Files made to harm: refused in one line, in little time and memory (a child process measures both)."""

import multiprocessing
import resource
import struct
import time
import zipfile
from pathlib import Path

import pytest

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.sheets import SheetError, read_sheet
from tests.sheets.conftest import code

CODE = "统一社会信用代码"
SECONDS, MEGABYTES = 20, 1024
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROOT = (
    '<Relationships><Relationship Id="rId1" Type="'
    + TYPE
    + 'officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEADER = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{CODE}</t></is></c></row>'
FIRM = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{code(1)}</t></is></c></row>'


def workbook(path: Path, *sheets, strings=None, extra=None, prologue=""):
    """A workbook of raw parts; a sheet is the inside of sheetData, or an iterable of its pieces."""
    names = range(1, len(sheets) + 1)
    tabs = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="rId{i}"/>' for i in names)
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{TYPE}worksheet" Target="worksheets/sheet{i}.xml"/>' for i in names
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("[Content_Types].xml", TYPES)
        out.writestr("_rels/.rels", ROOT)
        out.writestr(
            "xl/workbook.xml", f"<workbook {MAIN} {RELATION}>{prologue}<sheets>{tabs}</sheets></workbook>"
        )
        out.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        for number, body in zip(names, sheets, strict=True):
            with out.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
                part.write(f"<worksheet {MAIN}><sheetData>{HEADER}".encode())
                for piece in [body] if isinstance(body, str) else body:
                    part.write(piece.encode())
                part.write(b"</sheetData></worksheet>")
        if strings is not None:
            with out.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
                part.write(f"<sst {MAIN}>".encode())
                for piece in strings:
                    part.write(piece.encode())
                part.write(b"</sst>")
        for name, body in (extra or {}).items():
            out.writestr(name, body)
    return path


def _child(path, vocabulary, pipe):
    try:
        sheet = read_sheet(path, vocabulary)
        answer = f"{sheet.total_rows} rows"
    except SheetError as error:
        answer = error.text.zh
    pipe.send((answer, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def outcome(path: Path, vocabulary: Vocabulary) -> str:
    """What reading says, within the time and memory allowed."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(path, vocabulary, sender))
    child.start()
    sender.close()
    assert receiver.poll(SECONDS * 4), "too slow"
    answer, seconds, megabytes = receiver.recv()
    child.join()
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    return answer


def row(number, cells):
    return f'<row r="{number}">{cells}</row>'


MIB = "0" * 2**20
BOMBS = {
    "one far cell": lambda: {"sheets": [row(1048576, '<c r="XFD1048576"><v>1</v></c>')]},
    "far cells out of order": lambda: {"sheets": [row(2, '<c r="XFD2"><v>1</v></c>') + row(900000, '<c r="A3"><v>1</v></c>')]},
    "a huge sheet": lambda: {"sheets": [(MIB for _ in range(1024))]},
    "endless spaces": lambda: {"sheets": [(" " * 2**20 for _ in range(1024))]},
    "many empty rows": lambda: {"sheets": [("<row/>" * 100000 for _ in range(1500))]},
    "many tiny cells": lambda: {"sheets": [("<row>" + "<c/>" * 16000 + "</row>" for _ in range(1000))]},
    "many cells": lambda: {"sheets": [(row(i, "<c><v>1</v></c>" * 2000) for i in range(2, 3000))]},
    "a string bomb": lambda: {"sheets": [FIRM], "strings": (f"<si><t>{MIB}</t></si>" for _ in range(1024))},
    "empty strings": lambda: {"sheets": [FIRM], "strings": ("<si/>" * 100000 for _ in range(500))},
    "one string many times": lambda: {
        "sheets": [(row(i, "".join(f'<c r="{x}{i}" t="s"><v>0</v></c>' for x in "ABCDEF")) for i in range(2, 50000))],
        "strings": [f"<si><t>{MIB}</t></si>"],
    },
    "an entity bomb": lambda: {"sheets": [FIRM], "prologue": "<!DOCTYPE a [<!ENTITY b 'c'>]>"},
    "an external entity": lambda: {
        "sheets": [FIRM], "extra": {"xl/styles.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><styleSheet>&b;</styleSheet>'}
    },
    "thousands of sheets": lambda: {"sheets": [FIRM] * 3000},
    "far cells on many sheets": lambda: {"sheets": [row(500000, '<c r="AA500000"><v>1</v></c>')] * 200},
    "a million formula errors": lambda: {
        "sheets": [(row(i, f'<c r="A{i}" t="e"><v>#N/A</v></c>') for i in range(2, 1000000))]
    },
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(tmp_path, vocabulary, name):
    made = BOMBS[name]()
    sheets = made.pop("sheets")
    answer = outcome(workbook(tmp_path / "bomb.xlsx", *sheets, **made), vocabulary)
    assert "文件太大" in answer or "内容异常" in answer, answer


def test_a_wide_merge_costs_nothing(tmp_path, vocabulary):
    path = workbook(
        tmp_path / "a.xlsx",
        FIRM + '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>',
    )
    assert outcome(path, vocabulary)


def test_formatted_empty_cells_are_no_bomb(tmp_path, vocabulary):
    path = workbook(tmp_path / "a.xlsx", FIRM + row(1048576, '<c r="XFD1048576" s="0"/>'))
    assert outcome(path, vocabulary) == "1 rows"


def test_repeated_parts_and_hidden_directories_are_refused(tmp_path, vocabulary):
    path = workbook(tmp_path / "a.xlsx", FIRM)
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SheetError, match="重名"):
        read_sheet(path, vocabulary)
    good = workbook(tmp_path / "b.xlsx", FIRM)
    good.write_bytes(good.read_bytes() + b"tail")
    with pytest.raises(SheetError, match="损坏"):
        read_sheet(good, vocabulary)


def test_a_directory_of_millions_is_not_read(tmp_path, vocabulary):
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, 400 * 2**20, 4, 0)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + end)
    with pytest.raises(SheetError):
        read_sheet(tmp_path / "a.xlsx", vocabulary)


def test_wide_and_endless_text(tmp_path, vocabulary):
    (tmp_path / "a.csv").write_bytes(b"," * 50_000_000)
    assert "文件太大" in outcome(tmp_path / "a.csv", vocabulary)
    (tmp_path / "b.csv").write_bytes(b"a,\n" * 15_000_000)
    assert outcome(tmp_path / "b.csv", vocabulary)
