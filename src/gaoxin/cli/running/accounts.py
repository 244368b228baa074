"""The demo accounts on the terminal: shown once, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gaoxin.cli.say import language, say

if TYPE_CHECKING:
    from gaoxin.center.seed import Account


def show(accounts: list[Account]) -> None:
    """A table of login, password, role and firm; nothing where there are none."""
    if not accounts:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=say("演示账号（口令只显示这一次）", "Demo accounts (passwords are shown this once)"))
    heads = say("账号 口令 角色 单位", "Login Password Role Of").split(" ")
    for head in heads:
        table.add_column(head, no_wrap=head == heads[1])
    for one in accounts:
        table.add_row(one.login, one.password, one.role.named.in_(language()), one.of)
    Console().print(table)
    click.echo(say("换新口令：gaoxin up --new-passwords", "For new ones: gaoxin up --new-passwords"))
