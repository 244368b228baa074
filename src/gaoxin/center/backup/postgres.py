"""PostgreSQL's own programs, told of server and password by the environment and never on a command line."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gaoxin.base.result import Refused
from gaoxin.base.text import Text

Given = Mapping[str, Any]
"""A database as Django's settings name it: HOST, PORT, USER, PASSWORD, NAME."""
_NAMES = {
    "PGHOST": "HOST",
    "PGPORT": "PORT",
    "PGUSER": "USER",
    "PGPASSWORD": "PASSWORD",
    "PGDATABASE": "NAME",
}
_PLAIN = ("--no-owner", "--no-privileges")


def dump(path: Path, given: Given) -> None:
    """Write the database as it is at one moment. Raises Refused."""
    _run("pg_dump", [*_PLAIN, "--format=custom", f"--file={path}"], given)


def load(path: Path, given: Given) -> None:
    """Put a dump in the place of the database, all of it or nothing. Raises Refused."""
    whole = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run("pg_restore", [f"--dbname={given['NAME']}", *_PLAIN, *whole, str(path)], given)


def _run(program: str, arguments: list[str], given: Given) -> None:
    found = shutil.which(program) or _beside(program)
    if found is None:
        raise Refused(
            Text(f"找不到 {program}", f"{program} is not installed"),
            Text(
                "请安装 PostgreSQL 客户端，版本不低于服务器",
                "install the PostgreSQL client, no older than the server",
            ),
        )
    environment = {**os.environ, **{env: str(given[key]) for env, key in _NAMES.items() if given.get(key)}}
    done = subprocess.run(  # noqa: S603 - a program of the client with arguments of our own
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [""]
        raise Refused(Text(f"{program} 失败：{last[0]}", f"{program} failed: {last[0]}"))


def _beside(program: str) -> str | None:
    """Debian keeps the programs of each version in a folder of its own."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return str(places[-1]) if places else None
