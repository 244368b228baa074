"""Whether Spark can start here at all: the extra, and a Java that is new enough."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError

OLDEST = 17
"""The oldest Java that Spark 4 runs on."""

_EXTRA = Text('请运行 pip install "gaoxin[spark]"', 'run: pip install "gaoxin[spark]"')
_INSTALL = Text(
    f"请安装 JDK {OLDEST} 或更高版本（如 apt install openjdk-{OLDEST}-jre-headless），或设置 JAVA_HOME",
    f"install JDK {OLDEST} or newer (such as apt install openjdk-{OLDEST}-jre-headless), or set JAVA_HOME",
)


def check_parts() -> None:
    """Refuse to start without pyspark, pyarrow, pandas or Java. Raises ClusterError."""
    absent = [name for name in ("pyspark", "pyarrow", "pandas") if importlib.util.find_spec(name) is None]
    if absent:
        names = "、".join(absent)
        raise ClusterError(Text(f"没有安装 {names}", f"{', '.join(absent)} not installed"), _EXTRA)
    java = find_java()
    if java is None:
        raise ClusterError(Text("没有找到 Java", "no Java found"), _INSTALL)
    version = java_version(java)
    if version is None or version < OLDEST:
        shown = version or "?"
        raise ClusterError(Text(f"Java 版本太旧（{shown}）", f"Java is too old ({shown})"), _INSTALL)


def find_java() -> str | None:
    """The java that Spark would take: that of JAVA_HOME, or the first on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def java_version(java: str) -> int | None:
    """Its major version, None where it does not say."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    found = re.search(r'version "(\d+)', done.stderr)
    return int(found[1]) if found else None
