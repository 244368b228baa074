"""`gaoxin dmn`: run, check and import decision models, and run the compatibility kit."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, pack_option
from gaoxin.cli.say import note, refuse, say, tell

if TYPE_CHECKING:
    from gaoxin.engines.rules.dmn import Model, Result
    from gaoxin.engines.rules.dmn.tck import Outcome, Report
    from gaoxin.engines.rules.feel.scope import Trace


@click.group(
    "dmn",
    help=say(
        "求值、检查决策模型（DMN），运行兼容性测试集。",
        "Run and check DMN models; run the compatibility kit.",
    ),
)
def command() -> None:
    """The group."""


@contextmanager
def _reading() -> Iterator[None]:
    """Tell the faults of models in one line."""
    from gaoxin.base.text import Text
    from gaoxin.engines.rules.dmn import DmnError

    try:
        with guarded():
            yield
    except (DmnError, OSError, UnicodeDecodeError) as error:
        refuse(Text(" ".join(str(error).split())))


@command.command(
    "run",
    help=say(
        "对给定输入求一个决策的值；有值变为 null 的原因时退出码 1。",
        "The value of a decision for the given input; exit 1 where something became null, with the reason.",
    ),
    epilog=say(
        """例：gaoxin dmn run 模型.dmn --decision 判定 --input '{"营业收入": 100, "成立日期": "2020-01-01"}'""",
        """Example: gaoxin dmn run model.dmn --decision Grade --input '{"Sales": 100, "Since": "2020-01-01"}'""",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--decision", metavar="NAME", required=True, help=say("决策（或决策服务）的名称", "a decision or service")
)
@click.option(
    "--input",
    "given",
    default="{}",
    metavar="JSON",
    help=say("JSON、JSON 文件，或 - 表示标准输入", "JSON, a file of JSON, or - for standard input"),
)
@click.option(
    "--trace", "tracing", is_flag=True, help=say("列出每次比较和每条规则", "tell every comparison and rule")
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.option(
    "--mode",
    type=click.Choice(["conformance", "policy"]),
    default="conformance",
    show_default=True,
    help=say("policy：缺少的输入为未知", "policy: an absent input is unknown, not null"),
)
def run_command(file: Path, decision: str, given: str, mode: str, *, tracing: bool, as_json: bool) -> None:
    """Evaluate and print."""
    from gaoxin.engines.rules.dmn.shown import as_json as json_text
    from gaoxin.engines.rules.dmn.shown import readable

    trace: Trace = []
    with _reading():
        result = _asked(file, decision, given, mode, trace if tracing else None)
        _print_trace(trace)
        click.echo(json_text(result.value) if as_json else readable(result.value))
    for problem in result.problems:
        click.echo(f"{file.name}: {problem}", err=True)
    answered = mode == "policy" and result.value is not None
    sys.exit(1 if result.problems and not answered else 0)


def _asked(file: Path, decision: str, given: str, mode: str, trace: Trace | None) -> Result:
    from gaoxin.engines.rules.dmn import read
    from gaoxin.engines.rules.dmn.given import read_given, strangers
    from gaoxin.engines.rules.dmn.watch import watching

    model = read(file)
    service = _known(model, decision)
    values = read_given(_text(given), model)
    for name, near in strangers(values, model).items():
        hint = say(f"；是否指 {' 或 '.join(near)}？", f"; did you mean {' or '.join(near)}?") if near else ""
        note(f"{file.name}：没有输入“{name}”{hint}", f"{file.name}: there is no input {name!r}{hint}")
    ask = watching(model) if trace is not None else model
    evaluate = ask.evaluate_service if service else ask.evaluate
    return evaluate(decision, values, trace, mode="policy" if mode == "policy" else "conformance")


def _known(model: Model, decision: str) -> bool:
    """Whether the name is a service; refuses a name that is neither service nor decision."""
    from gaoxin.engines.rules.dmn import DmnError
    from gaoxin.engines.rules.dmn import model as m

    services = [node.name for node in model.main.definitions.nodes if isinstance(node, m.Service)]
    if decision not in (*model.decisions, *services):
        known = say("、", ", ").join([*model.decisions, *services])
        raise DmnError(
            say(f"没有决策“{decision}”；可选：{known}", f"there is no decision {decision!r}; known: {known}"),
            model.main.definitions.source,
        )
    return decision in services


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    return given if given.lstrip().startswith(("{", "[")) else Path(given).read_text(encoding="utf-8-sig")


def _print_trace(trace: Trace) -> None:
    from gaoxin.engines.rules.dmn.trace_text import lines

    for line in lines(trace):
        click.echo(line, err=True)


@command.command(
    "check",
    help=say(
        "列出模型里读不懂的表达式；有则退出码 1。", "List the expressions that cannot be read; exit 1 if any."
    ),
    epilog=say("例：gaoxin dmn check 模型.dmn", "Example: gaoxin dmn check model.dmn"),
)
@click.argument("file", type=click.Path(path_type=Path))
def check_command(file: Path) -> None:
    """Print every fault."""
    from gaoxin.engines.rules.dmn import read

    with _reading():
        faults = read(file).check()
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(say(f"{len(faults)} 个问题", f"{len(faults)} faults"))
        sys.exit(1)
    click.echo(say("没有问题", "no fault"))


@command.command(
    "import",
    help=say(
        "决策模型变为政策文件：由 gaoxin pack export 导出的原样取回，别处绘制的成为草稿。",
        "A model as a policy file: one exported by gaoxin comes back as it was, any other becomes a draft.",
    ),
    epilog=say(
        "例：gaoxin dmn import 模型.dmn -o 政策.yaml", "Example: gaoxin dmn import model.dmn -o policy.yaml"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.yaml"
)
@click.option(
    "--decision", default="", metavar="NAME", help=say("作为判定的决策", "the decision that is the verdict")
)
@pack_option
@day_option
def import_command(file: Path, out: Path, decision: str, packs: tuple[str, ...], day: dt.date) -> None:
    """Write the policy and tell what a person has to look at."""
    from gaoxin.center.exchange import import_model
    from gaoxin.center.exchange.plain_yaml import draft_id, policy_text
    from gaoxin.center.library import open_library

    with _reading():
        library = open_library(packs or ("national", "demo"))
        found = import_model(file, library, day, draft_id(out.stem), decision)
        out.write_text(policy_text(found.policy), encoding="utf-8")
    for each in found.notes:
        click.echo(f"{file.name}: {tell(each)}", err=True)
    kind = say("草稿", "draft") if found.drafted else say("政策", "policy")
    click.echo(say(f"结果：{out}（{kind} {found.policy.id}）", f"Result: {out} ({kind} {found.policy.id})"))


@command.command(
    "tck",
    help=say("运行 DMN 兼容性测试集，列出未通过的。", "Run the DMN compatibility kit and list what fails."),
    epilog=say("例：gaoxin dmn tck ../dmn-tck/TestCases", "Example: gaoxin dmn tck ../dmn-tck/TestCases"),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="PCT",
    help=say("任一级别的通过率低于此值则退出码 1", "exit 1 where a level passes less than this"),
)
def tck_command(folder: Path, fail_under: float) -> None:
    """Run and report."""
    with _reading():
        report = _kit(folder)
    for line in report.summary():
        click.echo(line)
    for level, outcomes in report.outcomes.items():
        for each in outcomes:
            if not each.passed:
                click.echo(f"{level} {_failure(each)}")
    rates = [100 * sum(o.passed for o in found) / len(found) for found in report.outcomes.values() if found]
    sys.exit(1 if min(rates) < fail_under else 0)


def _kit(folder: Path) -> Report:
    from gaoxin.cli.progress import progress
    from gaoxin.engines.rules.dmn import DmnError, tck

    report = tck.Report()
    with progress() as tell:
        for level in tck.LEVELS:
            folders = sorted(each for each in (folder / level).glob("*") if each.is_dir())
            found = report.outcomes.setdefault(level, [])
            for done, each in enumerate(folders, 1):
                found += tck.run_folder(each)
                tell(level, done, len(folders))
    if not any(report.outcomes.values()):
        zh = f"没有测试：应有目录 {' 或 '.join(tck.LEVELS)}"
        raise DmnError(say(zh, f"no tests here; expected {' or '.join(tck.LEVELS)}"), str(folder))
    return report


def _failure(outcome: Outcome) -> str:
    place = f"{outcome.folder} {outcome.case} {outcome.node}"
    return say(
        f"{place}：应为 {outcome.expected}，得到 {outcome.found}",
        f"{place}: expected {outcome.expected}, found {outcome.found}",
    )
