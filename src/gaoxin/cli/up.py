"""`gaoxin up`: start the site."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from gaoxin.cli.running import ground
from gaoxin.cli.say import note, say
from gaoxin.cli.site import site, site_options

CORES = os.cpu_count() or 2
TICK = 600.0
"""Seconds between two runs of the periodic jobs."""


@click.command(
    "up",
    help=say(
        "启动园区平台。第一次启动时建库并放入示例园区；之后只启动。",
        "Start the zone's site. The first start makes the database and the demo zone; later ones just start.",
    ),
    epilog=say(
        "例：gaoxin up --port 8080 --data /srv/gaoxin --database-url postgresql://gaoxin@/gaoxin",
        "Example: gaoxin up --port 8080 --data /srv/gaoxin --database-url postgresql://gaoxin@/gaoxin",
    ),
)
@site_options
@click.option(
    "--host", default="127.0.0.1", show_default=True, help=say("监听地址", "the address to listen on")
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--firms",
    type=click.IntRange(0, 1_000_000),
    default=2_000,
    show_default=True,
    help=say("第一次启动时示例园区的企业数", "firms of the demo zone at the first start"),
)
@click.option("--no-demo", is_flag=True, help=say("不放入示例园区", "set up without the demo zone"))
@click.option(
    "--new-passwords",
    is_flag=True,
    help=say("给演示账号换新口令，显示一次", "give the demo accounts new passwords, shown once"),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=min(CORES, 8),
    show_default=True,
    help=say("网页进程数", "web processes"),
)
def command(
    data: Path | None,
    database_url: str | None,
    host: str,
    port: int,
    firms: int,
    no_demo: bool,
    new_passwords: bool,
    workers: int,
) -> None:
    """Prepare, then run until told to stop."""
    folder = (data or Path(os.environ.get("GAOXIN_DATA", "var"))).absolute()
    ground.lay(folder)
    ground.claim(host, port)
    os.environ.setdefault("GAOXIN_HOSTS", ground.hosts(host))
    os.environ.setdefault("GAOXIN_LOG", str(folder / "gaoxin.log"))
    with site(folder, database_url):
        _prepare(folder, 0 if no_demo else firms, new_passwords)
    sys.exit(_run(host, port, workers, folder))


def _prepare(folder: Path, firms: int, new_passwords: bool) -> None:
    from gaoxin.cli.running import accounts, assets, database
    from gaoxin.cli.tick import run

    database.ready()
    assets.collect(folder / "static")
    from gaoxin.center.seed import empty, renew, seed

    if empty():
        note("正在建立园区…", "Setting up the zones …")
        accounts.show(seed(firms))
        run()
    elif new_passwords:
        accounts.show(renew())


def _run(host: str, port: int, workers: int, folder: Path) -> int:
    from gaoxin.cli.running import children

    shown = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"  # noqa: S104
    every = [children.web(host, port, workers, 4), children.jobs(), children.tick(TICK)]
    every[-1].started = time.monotonic()
    return children.watch(every, children.announce(shown), folder / "gaoxin.pid")
