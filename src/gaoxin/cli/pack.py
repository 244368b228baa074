"""`gaoxin pack`: lint, show, diff and schemas."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, pack_option
from gaoxin.cli.say import language, say, tell

if TYPE_CHECKING:
    from gaoxin.engines.packs.lint import Fault


@click.group("pack", help=say("检查、查看、比较政策包。", "Check, show and compare policy packs."))
def command() -> None:
    """The group."""


@command.command(
    "lint",
    help=say(
        "检查格式、编号、日期、单位、事实，并运行全部案例；有问题则退出码 1。",
        "Check schema, ids, dates, units and facts, and run every case; exit 1 if anything is wrong.",
    ),
    epilog=say("例：gaoxin pack lint demo 或 gaoxin pack lint 我的政策包/", "Example: gaoxin pack lint demo"),
)
@click.argument("packs", nargs=-1, metavar="[PACK]...")
def lint_command(packs: tuple[str, ...]) -> None:
    """Print every fault with its place."""
    from gaoxin.center.library import NATIONAL

    with guarded():
        faults = [fault for name in packs or (NATIONAL, "demo", "jinan") for fault in _faults(name)]
    for fault in faults:
        click.echo(f"{fault.where}: {tell(fault.text)}")
    if faults:
        click.echo(say(f"{len(faults)} 个问题", f"{len(faults)} faults"))
        sys.exit(1)


def _faults(name: str) -> list[Fault]:
    from gaoxin.center.cases import check
    from gaoxin.center.library import open_library
    from gaoxin.engines.packs.lint import Fault, lint
    from gaoxin.engines.packs.read import PackError

    unread: list[PackError] = []
    library = open_library([name], unread)
    pack = library.packs[0]
    faults = [*(Fault(e.where, e.text) for e in unread), *lint(pack), *check(library)]
    cases = sum(len(f.policy.cases.list) for f in pack.policies.values())
    cases += sum(len(c.cases) for c in pack.classifications.values())
    click.echo(
        say(
            f"{name}：{len(pack.policies)} 项政策，{len(pack.classifications)} 个分类，{cases} 个案例",
            f"{name}: {len(pack.policies)} policies, {len(pack.classifications)} classifications, {cases} cases",
        ),
        err=True,
    )
    return faults


@command.command(
    "show",
    help=say(
        "列出政策，或显示一项政策的条件与出处。",
        "List the policies, or show one with its conditions and clauses.",
    ),
    epilog=say("例：gaoxin pack show cn.hnte.recognition", "Example: gaoxin pack show cn.hnte.recognition"),
)
@click.argument("policy", required=False)
@pack_option
@day_option
def show_command(policy: str | None, packs: tuple[str, ...], day: dt.date) -> None:
    """Print the library or one policy."""
    from gaoxin.center.describe import describe, listing
    from gaoxin.center.library import open_library

    with guarded():
        library = open_library(packs or (("national", "demo") if policy else ()))
        lines = describe(library, policy, day, language()) if policy else listing(library, day, language())
    click.echo("\n".join(lines))


@command.command(
    "diff",
    help=say("两个政策包（目录）之间改了什么。", "What changed between two pack folders."),
    epilog=say(
        "例：gaoxin pack diff packs/2025 packs/2026", "Example: gaoxin pack diff packs/2025 packs/2026"
    ),
)
@click.argument("before")
@click.argument("after")
def diff_command(before: str, after: str) -> None:
    """Print one line a change."""
    from gaoxin.engines.packs.diff import diff
    from gaoxin.engines.packs.load import find, load

    with guarded():
        old, new = (load(find(name)).policies for name in (before, after))
        changes = list(diff({k: f.policy for k, f in old.items()}, {k: f.policy for k, f in new.items()}))
    for change in changes:
        place = f" {change.place}" if change.place else ""
        click.echo(f"{change.policy}{place}: {_side(change.before)} → {_side(change.after)}")
    if not changes:
        click.echo(say("没有不同", "no difference"))


def _side(value: Any) -> str:
    return say("（无）", "(none)") if value is None else str(value)


@command.command(
    "export",
    help=say(
        "把一项政策导出为决策模型（DMN），可在绘图工具中打开，再用 gaoxin dmn import 取回。",
        "Export a policy as a decision model (DMN) for drawing tools; gaoxin dmn import brings it back.",
    ),
    epilog=say(
        "例：gaoxin pack export cn.hnte.recognition -o 高企.dmn",
        "Example: gaoxin pack export cn.hnte.recognition -o hnte.dmn",
    ),
)
@click.argument("policy")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.dmn"
)
@click.option(
    "--dmn",
    "version",
    type=click.Choice(["1.5", "1.3"]),
    default="1.5",
    show_default=True,
    help=say("dmn-js 和 Camunda 用 1.3", "take 1.3 for dmn-js and Camunda"),
)
@pack_option
@day_option
def export_command(policy: str, out: Path, version: str, packs: tuple[str, ...], day: dt.date) -> None:
    """Write the model."""
    from gaoxin.center.exchange import export
    from gaoxin.center.library import open_library

    with guarded():
        text = export(
            open_library(packs or ("national", "demo")), policy, day, "1.3" if version == "1.3" else "1.5"
        )
        out.write_text(text, encoding="utf-8")
    click.echo(say(f"结果：{out}", f"Result: {out}"))


@command.command(
    "schema",
    help=say("生成政策包文件的 JSON Schema。", "Generate the JSON Schemas of pack files."),
    epilog=say("例：gaoxin pack schema --dir schemas", "Example: gaoxin pack schema --dir schemas"),
)
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path("schemas"), show_default=True)
@click.option("--check", is_flag=True, help=say("只检查是否最新", "only check that they are current"))
def schema_command(folder: Path, *, check: bool) -> None:
    """Write or compare the schemas."""
    from gaoxin.engines.packs.schema import stale, write

    if not check:
        write(folder)
    elif old := stale(folder):
        click.echo(
            say(f"请重新生成：{' '.join(old)}", f"out of date: {' '.join(old)}; run gaoxin pack schema")
        )
        sys.exit(1)
