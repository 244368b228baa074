"""`gaoxin figures audit`: which printed figures cannot all hold."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click import command

from gaoxin.base.text import Text
from gaoxin.cli.guard import guarded
from gaoxin.cli.options import pack_option
from gaoxin.cli.say import language, note, refuse, say, tell

if TYPE_CHECKING:
    from gaoxin.engines.figures.reconcile.audit import Audit
    from gaoxin.engines.figures.reconcile.claim import Claim


@command(
    "audit",
    help=say(
        "核对数字：哪些数不能同时成立，各应是多少，并给出可退回的一句话。读通报（txt、docx、pdf）或论断 JSON；"
        "多个文件一起核对。发现冲突则退出码 1。从不改动原文。",
        "Check figures: which cannot all hold, what each would have to be, and a sentence to send back. Reads "
        "bulletins (text, Word, PDF) or JSON of claims, several together. Exit 1 on a conflict. Never repairs.",
    ),
    epilog=say(
        "例：gaoxin figures audit 通报.txt 年报.docx --html 核对.html",
        "Example: gaoxin figures audit bulletin.txt report.docx --html checked.html",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("另存网页，原文逐数标注", "also write a page with every figure of the text marked"),
)
@click.option(
    "--year",
    type=click.IntRange(1949, 2100),
    help=say("发布年份，文中看不出时用", "year of publication, where the text does not tell"),
)
@pack_option
def audit_command(
    files: tuple[Path, ...], as_json: bool, html: Path | None, year: int | None, packs: tuple[str, ...]
) -> None:
    """Read, check, print."""
    from gaoxin.engines.figures.reconcile.audit import audit
    from gaoxin.engines.figures.reconcile.data import data
    from gaoxin.engines.figures.reconcile.page import page

    with guarded():
        claims, texts = _read(files, year, packs)
        found = audit(claims, texts)
        if html:
            html.write_text(page(found, language()), encoding="utf-8")
            note(f"已写 {html}", f"wrote {html}")
    if as_json:
        click.echo(json.dumps(data(found), ensure_ascii=False, indent=1))
    else:
        _print(found)
    sys.exit(1 if found.conflicts else 0)


def _read(
    files: Sequence[Path], year: int | None, packs: tuple[str, ...]
) -> tuple[list[Claim], Mapping[str, str]]:
    claims: list[Claim] = []
    texts: dict[str, str] = {}
    same = Counter(path.name for path in set(files))
    for path in dict.fromkeys(files):
        name = path.name if same[path.name] == 1 else str(path)
        if path.suffix.lower() == ".json":
            found = _given(path, name)
            texts.update(_beside(path, found))
        else:
            found, texts[name] = _bulletin(path, name, year, packs)
        claims += found
    return claims, texts


def _given(path: Path, name: str) -> tuple[Claim, ...]:
    from gaoxin.engines.figures.reconcile.claim import read_claims

    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, json.JSONDecodeError):
        refuse(Text("不是 JSON 文件；请给出论断列表", "not a JSON file; give a list of claims"), str(path))
    return read_claims(rows, name)


def _beside(path: Path, claims: Sequence[Claim]) -> Mapping[str, str]:
    """The texts that claims name, where they lie in the same folder."""
    found = {
        claim.file: path.parent / Path(claim.file).name for claim in claims if claim.file.endswith(".txt")
    }
    return {name: place.read_text(encoding="utf-8") for name, place in found.items() if place.is_file()}


def _bulletin(
    path: Path, name: str, year: int | None, packs: tuple[str, ...]
) -> tuple[tuple[Claim, ...], str]:
    from gaoxin.center.figures.book import open_book
    from gaoxin.engines.figures.read.document import read_document
    from gaoxin.engines.figures.read.read import read
    from gaoxin.engines.figures.reconcile.claim import read_claims

    text = read_document(path)
    rows = [claim.as_json() for claim in read(text, open_book(packs).by_name, year)]
    return read_claims(rows, name), text


def _print(found: Audit) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Line

    from gaoxin.engines.figures.reconcile import page
    from gaoxin.engines.figures.reconcile.sentence import allowed
    from gaoxin.engines.figures.reconcile.sentence import tell as told

    console = Console(highlight=False)
    console.print(Line(tell(page.summary(found)), style="bold"))
    for number, conflict in enumerate(found.conflicts, 1):
        sentence = tell(told(conflict).sentence)
        console.print(Line.assemble("\n", (f"{say('冲突', 'Conflict')} {number}  ", "bold red"), sentence))
        table = Table(box=None, pad_edge=False, header_style="dim")
        for head in (
            say("印的数", "printed"),
            say("其他数成立时应为", "would have to be"),
            say("位置", "where"),
        ):
            table.add_column(head, overflow="fold")
        for claim in conflict.claims:
            need = tell(allowed(claim, conflict.needed[claim.id]))
            table.add_row(claim.printed, need, _place(claim))
        console.print(Padding(table, (0, 0, 0, 2)))
        if conflict.echoes:
            also = "、".join(f"{claim.printed} {_place(claim)}" for claim in conflict.echoes)
            console.print(Padding(Line(f"{say('另见', 'also printed')} {also}", style="dim"), (0, 0, 0, 2)))


def _place(claim: Claim) -> str:
    if claim.start < 0:
        return claim.file or claim.id
    return say(f"{claim.file} 第{claim.start}字", f"{claim.file}, character {claim.start}")
