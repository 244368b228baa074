"""Where fuzzing begins: small true examples of each kind of input."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from gaoxin.center.exchange import export
from gaoxin.center.library import open_library
from tests.feel.expressions import Writer

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>统一社会信用代码</t></is></c><c r="B1" t="inlineStr"><is><t>营业收入（万元）</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>91990171MA0000000X</t></is></c><c r="B2"><v>12.5</v></c></row></sheetData></worksheet>'
CELLS = ["-", "> 5", "[1..5], 9", 'not("甲", "乙")', "? * 2 > 5", '@"2026-04-01"', '< date("2024-01-01")']
CSV = '统一社会信用代码,企业名称,营业收入（万元）,成立日期\n91990171MA0000000X,甲,"1,200.5",2015-03-01\n'


def seeds(target: str) -> Iterator[bytes]:
    """The first inputs of a target."""
    library = open_library(["national", "demo"])
    if target == "feel":
        yield from (Writer(seed).expression().encode() for seed in range(300))
    elif target == "unary":
        yield from (cell.encode() for cell in CELLS)
    elif target in ("dmn", "exchange"):
        yield from (
            export(library, policy, dt.date(2026, 6, 1)).encode() for policy in list(library.policies)[-12:]
        )
    elif target == "csv":
        yield from (CSV.encode(code) for code in ("utf-8", "gb18030", "utf-16"))
    elif target == "xlsx":
        yield b"\x00" + SHEET.encode()
    else:
        yield from (file.path.read_bytes() for file in list(library.policies.values())[-12:])


def write(target: str, folder: Path) -> None:
    """Put the seeds of a target into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(data)
