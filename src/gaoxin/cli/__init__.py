"""The command line: one small file a command, loaded only when it is called."""

from importlib import import_module
from keyword import iskeyword

import click

from gaoxin import __version__
from gaoxin.cli.say import choose_language, say

COMMANDS = {
    "match": (
        "把企业表与政策库匹配，每条结论给出理由",
        "Match a sheet of firms with the policies, with reasons",
    ),
    "classify": ("划分企业规模与四上", "Size class and statistics threshold of each firm"),
    "explain": ("一家企业、一项政策：为什么", "One firm, one policy: why"),
    "impact": (
        "改一项政策之前先算：谁得谁失，费用多少",
        "Weigh a changed policy: who gains, who loses, at what cost",
    ),
    "decision": ("显示、重算决定文件", "Show decision files and verify them offline"),
    "pack": ("检查、查看、比较政策包", "Check, show and compare policy packs"),
    "dmn": ("求值、检查、导入决策模型（DMN）", "Run, check and import decision models (DMN)"),
    "figures": ("读通报里的数字，核对它们", "Read the figures of bulletins and check them"),
    "up": ("启动园区平台", "Start the site"),
    "tick": ("把定期工作做一次", "Run the periodic jobs once"),
    "import": ("把企业表导入园区", "Import a sheet of firms into a zone"),
    "export": ("导出园区的全部数据", "Export all that a zone holds"),
    "backup": ("备份数据库和文件", "Back up the database and the files"),
    "restore": ("恢复备份", "Restore a backup"),
    "fsck": ("检查数据库、日志和文件", "Look over the database, the log and the files"),
    "demo": ("生成示例园区并匹配", "Make the demo zone and match it"),
}
"""Every command, with its line of help in Chinese and English."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"gaoxin.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*words)) for name, words in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="gaoxin (高新) — 园区开放运行平台 · the open operating platform of a high-tech zone.",
    epilog="gaoxin match 企业.xlsx -o 结果.xlsx",
)
@click.version_option(__version__)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    expose_value=False,
    is_eager=True,
    callback=lambda _ctx, _param, value: choose_language(value),
    help="中文或英文（默认按系统语言） · Chinese or English (default: by locale).",
)
def main() -> None:
    """The entry point."""
