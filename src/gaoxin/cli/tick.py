"""`gaoxin tick`: run every periodic job once."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gaoxin.cli.say import note, say
from gaoxin.cli.site import ready_site, site_options


@click.command(
    "tick",
    help=say(
        "把各场景的定期工作各做一次；由 gaoxin up 每十分钟调用，也可交给 cron 或 systemd。",
        "Run the periodic jobs of all scenes once; gaoxin up calls it every ten minutes, cron or systemd may too.",
    ),
    epilog=say("例：gaoxin tick --data /srv/gaoxin", "Example: gaoxin tick --data /srv/gaoxin"),
)
@site_options
def command(data: Path | None, database_url: str | None) -> None:
    """Run the jobs, unless another run is under way."""
    with ready_site(data, database_url):
        from django.conf import settings

        with _alone(settings.DATA / "tick.lock") as alone:
            if not alone:
                note("上一次还没有做完，这次跳过", "the run before is not finished; nothing done")
                return
            failed = run()
    sys.exit(1 if failed else 0)


def run() -> list[str]:
    """Every periodic job of the centre and the scenes; the paths of those that failed."""
    from gaoxin.center.jobs import PERIODIC, run_each
    from gaoxin.center.permissions import declare
    from gaoxin.frame.discover import scenes

    for scene in scenes():
        declare(scene.permissions)
    paths = [*PERIODIC, *(path for scene in scenes() for path in scene.jobs)]
    failed = []
    for path, error in run_each(paths):
        if error is not None:
            failed.append(path)
            note(f"没有做成：{path}（{error}）", f"failed: {path} ({error})")
    return failed


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """True while no other process of this data folder holds the lock; the lock ends with the process."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
