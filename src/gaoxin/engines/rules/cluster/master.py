"""Whether the master of a cluster answers, asked before Java is started."""

import socket

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError

_PATIENCE = 5.0
"""Seconds."""


def check_master(url: str) -> None:
    """Refuse a master that is written wrongly or does not answer. Raises ClusterError."""
    if url.startswith("local") or not url.startswith("spark://"):
        return
    addresses = [_address(part, url) for part in url.removeprefix("spark://").split(",")]
    if not any(_answers(host, port) for host, port in addresses):
        raise ClusterError(
            Text(f"连不上 {url}", f"{url} cannot be reached"),
            Text("请检查地址，并确认 Spark 主节点已启动", "check the address and that the Spark master runs"),
        )


def _address(part: str, url: str) -> tuple[str, int]:
    host, _, port = part.rpartition(":")
    if not host or not port.isdigit():
        raise ClusterError(
            Text(f"主节点地址写错了：{url}", f"this is no master: {url}"),
            Text("例：spark://10.0.0.5:7077", "write spark://10.0.0.5:7077"),
        )
    return host.strip("[]"), int(port)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=_PATIENCE):
            return True
    except OSError:
        return False
