"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gaoxin.base.clock import SystemClock
from gaoxin.cli.say import say

Decorated = Callable[..., Any]


class Day(click.ParamType[dt.date]):
    """A calendar day, written 2026-04-01."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read a day; fails with an example."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(say(f"“{value}”不是日期，例：2026-04-01", f"{value!r} is not a day; write 2026-04-01"))


def day_option(function: Decorated) -> Decorated:
    """`--as-of DATE`, today by default."""
    return click.option(
        "--as-of",
        "day",
        type=Day(),
        default=SystemClock().today,
        help=say("按哪一天的政策与年限匹配（默认今天）", "the day of the match (default: today)"),
    )(function)


def pack_option(function: Decorated) -> Decorated:
    """`--pack DIR`, repeatable; the national pack by default."""
    return click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="DIR",
        help=say(
            "政策包目录，或随附的 national、demo；可多次使用，默认 national",
            "a pack folder, or the bundled national or demo; may repeat; default: national",
        ),
    )(function)


def policy_option(function: Decorated) -> Decorated:
    """`--policy ID`, repeatable."""
    return click.option(
        "--policy",
        "policies",
        multiple=True,
        metavar="ID",
        help=say("只匹配这项政策；可多次使用", "only this policy; may repeat"),
    )(function)


def sheet_argument(function: Decorated) -> Decorated:
    """The sheet of firms."""
    return click.argument("sheet", type=click.Path(path_type=Path))(function)
