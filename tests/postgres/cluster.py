"""A PostgreSQL of our own: made in a temporary folder, on loopback at a free port, gone at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
"""Settings of a database that need not outlive the machine."""


class NotInstalledError(RuntimeError):
    """No PostgreSQL server lies on this machine."""


def binaries() -> Path:
    """The folder of initdb and pg_ctl; raises NotInstalledError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    on_path = shutil.which("initdb")
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        found += [p for p in [Path(told.stdout.strip()) / "initdb"] if p.exists()]
    if not found and not on_path:
        raise NotInstalledError("PostgreSQL is not installed (apt-get install postgresql)")
    return (found[-1] if found else Path(str(on_path))).parent


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; yields the address of its empty database `gaoxin`."""
    bin_, user = binaries(), _server_user()
    folder = Path(tempfile.mkdtemp(prefix="gaoxin-pg-"))
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    port, data = _free_port(), folder / "data"
    options = " ".join(
        f"-c {k}={v}"
        for k, v in {
            **FAST,
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": folder,
        }.items()
    )
    try:
        _run(
            user, bin_ / "initdb", "-D", data, "-U", "gaoxin", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )
        _run(user, bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            _run(user, bin_ / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "gaoxin", "gaoxin")
            yield f"postgresql://gaoxin@127.0.0.1:{port}/gaoxin"
        finally:
            _run(user, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> str | None:
    """Whom the server runs as where we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(str(command[0])).name}: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
