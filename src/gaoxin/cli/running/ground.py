"""The ground a site stands on: a folder that can be written and a free port, or a message that says what to do."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.cli.say import refuse

LOOPBACK = ("127.0.0.1", "localhost")


def lay(folder: Path) -> None:
    """Make the data folder, open to its owner only; ends with a message where it cannot be written."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
            folder.chmod(0o700)
        probe = folder / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except NotADirectoryError:
        refuse(
            Text("数据目录是一个文件，请用 --data 另指目录", "is a file; name a folder with --data"),
            str(folder),
        )
    except OSError as error:
        reason = error.strerror or str(error)
        refuse(
            Text(
                f"数据目录不可写（{reason}）；请改权限，或用 --data 另指目录",
                f"the data folder cannot be written ({reason}); change its permissions or name another with --data",
            ),
            str(folder),
        )


def claim(host: str, port: int) -> None:
    """Make sure that the port is free; ends with a message where it is not."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            refuse(_why(error, port), f"{host}:{port}")


def _why(error: OSError, port: int) -> Text:
    if error.errno == errno.EADDRINUSE:
        return Text(
            f"端口 {port} 已被占用；请用 --port 换一个，例如 --port {port + 1}",
            f"port {port} is taken; choose another, for example --port {port + 1}",
        )
    if error.errno == errno.EACCES:
        return Text(
            f"没有使用端口 {port} 的权限；请用 1024 以上的端口",
            f"may not use port {port}; choose one above 1023",
        )
    return Text("这个地址不是本机的；请检查 --host", "not an address of this machine; check --host")


def hosts(host: str) -> str:
    """The names under which a site on `host` is reached, as GAOXIN_HOSTS has them."""
    if host in LOOPBACK:
        return ",".join(LOOPBACK)
    own = [host]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 the operator asked for it
        name = socket.gethostname()
        own = [name, *_addresses(name)]
    return ",".join(dict.fromkeys([*LOOPBACK, *own]))


def _addresses(name: str) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(name, None)]
    except OSError:
        return []
