"""`gaoxin decision`: show decision files and verify them from the packs alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import pack_option
from gaoxin.cli.say import language, refuse, say, tell

if TYPE_CHECKING:
    from gaoxin.base.result import Problem
    from gaoxin.base.text import Text
    from gaoxin.center.decisions.grounds import Grounds
    from gaoxin.center.decisions.sets import DecisionSet
    from gaoxin.center.decisions.verify import Checked
    from gaoxin.center.decisions.verify_set import Report

MOST = 50
"""Problems printed."""


@click.group("decision", help=say("显示、重算决定文件。", "Show decision files and verify them offline."))
def command() -> None:
    """The group."""


def chosen_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """PATH, `--uscc` and `--policy`."""
    for decorate in (
        click.option("--policy", metavar="ID", help=say("政策编号", "the policy's id")),
        click.option("--uscc", metavar="CODE", help=say("统一社会信用代码", "unified social credit code")),
        click.argument("path", type=click.Path(path_type=Path)),
    ):
        function = decorate(function)
    return function


@command.command(
    "verify",
    help=say(
        "只凭决定文件和政策包重新计算；有任何不同则指出并以退出码 1 结束。",
        "Recompute from the file and the packs alone; any difference is named and ends with exit code 1.",
    ),
    epilog=say("例：gaoxin decision verify 决定/", "Example: gaoxin decision verify decisions/"),
)
@chosen_options
@pack_option
def verify_command(path: Path, uscc: str | None, policy: str | None, packs: tuple[str, ...]) -> None:
    """Verify a file, a set, or a part of a set."""
    with _guarded():
        if not path.is_dir():
            _single(_file(path, packs, uscc, policy)[0])
            return
        report = _set(path, uscc, policy, packs)
    _problems(report.problems)
    told = say(
        f"决定 {report.decisions:,} 份，不符 {report.failed:,} 份",
        f"decisions: {report.decisions:,}, failed: {report.failed:,}",
    )
    _end(told, failed=bool(report.problems))


@command.command(
    "show",
    help=say(
        "显示一份决定：逐条列出实际、标准、差距、条款；先重新计算。",
        "Show one decision, condition by condition, after recomputing it.",
    ),
    epilog=say(
        "例：gaoxin decision show 决定/ --uscc 91320100… --policy cn.hnte.recognition",
        "Example: gaoxin decision show decisions/ --uscc 91320100… --policy cn.hnte.recognition",
    ),
)
@chosen_options
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("取出为单独的决定文件", "extract it as a file of its own"),
)
@pack_option
def show_command(
    path: Path, uscc: str | None, policy: str | None, out: Path | None, packs: tuple[str, ...]
) -> None:
    """Print one decision, or extract it."""
    from gaoxin.center.decisions.show import shown
    from gaoxin.engines.sheets.write import atomically

    with _guarded():
        raw = _line(path, uscc, policy) if path.is_dir() else _bytes(path)
        if out is not None:
            atomically(out, lambda file: file.write(raw))
            click.echo(say(f"决定：{out}", f"Decision: {out}"))
            return
        checked, grounds = _checked(raw, packs)
        if not checked.problems:
            click.echo("\n".join(shown(checked, grounds, language())))
            return
    _single(checked)


def _set(path: Path, uscc: str | None, policy: str | None, packs: Sequence[str]) -> Report:
    from gaoxin.center.decisions.grounds import open_grounds
    from gaoxin.center.decisions.sets import open_set
    from gaoxin.center.decisions.verify_set import verify_chosen, verify_set
    from gaoxin.cli.progress import progress

    found = open_set(path)
    grounds = open_grounds(packs, found.manifest.packs)
    if uscc or policy:
        return verify_chosen(found, grounds, uscc, policy)
    with progress() as report:
        return verify_set(found, grounds, report)


def _file(path: Path, packs: Sequence[str], uscc: str | None, policy: str | None) -> tuple[Checked, Grounds]:
    if uscc or policy:
        raise click.UsageError(say("--uscc、--policy 用于目录", "--uscc and --policy choose from a folder"))
    return _checked(_bytes(path), packs)


def _bytes(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    from gaoxin.engines.rules.replay.integrity import LARGEST

    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _checked(raw: bytes, packs: Sequence[str]) -> tuple[Checked, Grounds]:
    from gaoxin.center.decisions.grounds import open_grounds
    from gaoxin.center.decisions.verify import check
    from gaoxin.engines.rules.replay import read

    grounds = open_grounds(packs, read(raw).packs)
    return check(raw, grounds), grounds


def _line(path: Path, uscc: str | None, policy: str | None) -> bytes:
    """The bytes of the one decision asked for."""
    from gaoxin.center.decisions.sets import open_set

    found: DecisionSet = open_set(path)
    rows = found.chosen(uscc, policy)
    if rows.height > 1:
        raise click.UsageError(
            say(
                f"有 {rows.height} 份决定，请用 --uscc 和 --policy 指明一份",
                f"{rows.height} decisions: name one by --uscc and --policy",
            )
        )
    row = rows.row(0, named=True)
    return found.line(row["shard"], row["offset"], row["length"])


def _single(checked: Checked) -> None:
    _problems(checked.problems)
    if checked.packs and not checked.faults:
        click.echo(
            say("结论和过程按这些政策包重算相同", "verdict and trace come out the same with these packs")
        )
    decision = checked.decision
    told = f"{decision.uscc} {decision.policy.id} {decision.verdict.state}"
    bad, good = say("不符", "failed"), say("核验通过", "verified")
    _end(f"{told}: {bad if checked.problems else good}", failed=bool(checked.problems))


def _problems(problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST]:
        click.echo(_line_of(problem.message), err=True)
    if (more := len(problems) - MOST) > 0:
        click.echo(say(f"另有 {more:,} 处", f"and {more:,} more"), err=True)


def _end(told: str, *, failed: bool) -> None:
    click.echo(_printable(told), err=failed)
    if failed:
        sys.exit(1)


@contextmanager
def _guarded() -> Iterator[None]:
    """Files that are no decisions end in one line and exit code 2, like faults of packs."""
    from gaoxin.base.text import Text
    from gaoxin.engines.rules.replay import NotADecision

    try:
        with guarded():
            yield
    except NotADecision as error:
        refuse(Text(_printable(error.message.zh), _printable(error.message.en)))


def _line_of(text: Text) -> str:
    return _printable(tell(text))


def _printable(line: str) -> str:
    """What a file may make us say, without control characters and not too long."""
    return "".join(c if c.isprintable() else "�" for c in line[:1000])
