"""`gaoxin explain`: one firm, one policy, and why."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, sheet_argument
from gaoxin.cli.say import language, say


@click.command(
    "explain",
    help=say(
        "一家企业为什么符合或不符合一项政策：逐条列出实际、标准、差距、条款。",
        "Why a firm is or is not eligible: each condition with actual value, threshold, gap and clause.",
    ),
    epilog=say(
        "例：gaoxin explain 企业.xlsx --uscc 91320100… --policy cn.hnte.recognition",
        "Example: gaoxin explain firms.xlsx --uscc 91320100… --policy cn.hnte.recognition",
    ),
)
@sheet_argument
@click.option(
    "--uscc", required=True, metavar="CODE", help=say("统一社会信用代码", "unified social credit code")
)
@click.option("--policy", required=True, metavar="ID", help=say("政策编号", "the policy's id"))
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@day_option
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="DIR",
    help=say("政策包，默认 national 和 demo", "packs; default: national and demo"),
)
def command(
    sheet: Path, uscc: str, policy: str, day: dt.date, packs: tuple[str, ...], *, as_json: bool
) -> None:
    """Explain one verdict."""
    from gaoxin.base.uscc import UsccError, parse_uscc
    from gaoxin.center.explaining import data, explain_firm, lines
    from gaoxin.center.library import open_library
    from gaoxin.cli.say import refuse

    try:
        code = parse_uscc(uscc)
    except UsccError as error:
        refuse(error.message)
    with guarded():
        library = open_library(packs or ("national", "demo"), only=[policy])
        told = explain_firm(sheet, library, code, policy, day)
    if as_json:
        click.echo(json.dumps(data(told), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(told, language())))
