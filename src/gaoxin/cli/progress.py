"""Progress on long work: a bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gaoxin.cli.say import say

WORDS = {
    "read": ("读取", "reading"),
    "match": ("匹配", "matching"),
    "compare": ("比对", "comparing"),
    "write": ("写出", "writing"),
    "names": ("更新名称和地点", "renewing names and places"),
    "undo": ("撤销", "taking back"),
    "database": ("数据库", "database"),
    "pack": ("打包", "packing"),
    "verify": ("核对", "verifying"),
    "unpack": ("解包", "unpacking"),
    "check": ("检查", "checking"),
}

Report = Callable[[str, int, int], None]
"""Told of long work: what is done, how far, of how much."""


@contextmanager
def progress() -> Iterator[Report]:
    """A reporter that draws one bar per kind of work on standard error."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(say(*WORDS.get(what, (what, what))), total=total or None)
            bars.update(tasks[what], completed=done, total=total or None)  # type: ignore[arg-type]

        yield report
