"""Where parts lie until the run has ended, and how they become the result: wholly or not at all."""

import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError
from gaoxin.engines.rules.cluster.parts import Part

DONE = "_SUCCESS"
MARK = "gaoxin match"
"""What `_SUCCESS` of a result says it is."""


def is_result(folder: Path) -> bool:
    """Whether a folder is the whole result of an earlier run."""
    try:
        found = json.loads((folder / DONE).read_text(encoding="utf-8"))
        return isinstance(found, dict) and found.get("kind") == MARK
    except (OSError, ValueError):
        return False


def errors_of(out: Path) -> Path:
    """Where the wrong rows of a result lie."""
    return out.with_name(f"{out.name}.errors")


def check_out(out: Path, *, overwrite: bool) -> None:
    """Refuse a target before any work is done. Raises ClusterError."""
    if out.suffix.lower() != ".parquet":
        raise ClusterError(
            Text(f"集群结果应为 .parquet，得到“{out.name}”", f"the result is .parquet, not {out.name!r}")
        )
    if not out.absolute().parent.is_dir():
        raise ClusterError(Text(f"没有这个目录：{out.parent}", f"no such folder: {out.parent}"))
    for path in (out, errors_of(out)):
        if path.exists() and not is_result(path):
            reason = Text(f"{path} 已存在，且不是以前的结果", f"{path} exists and is no earlier result")
            raise ClusterError(reason, Text("请另选名称", "choose another name"))
        if path.exists() and not overwrite:
            reason = Text(f"{path} 已存在", f"{path} exists")
            raise ClusterError(reason, Text("要替换请加 --overwrite", "add --overwrite to replace it"))


@dataclass(frozen=True)
class Staging:
    """A hidden folder beside the result. Workers write into `lines` and `wrong`; only the driver commits."""

    out: Path
    folder: Path

    @classmethod
    def make(cls, out: Path) -> "Staging":
        """Make the folder of a new run."""
        out = out.absolute()
        folder = out.with_name(f".{out.name}.{uuid.uuid4().hex[:12]}.part")
        for name in ("lines", "wrong"):
            (folder / name).mkdir(parents=True)
        return cls(out, folder)

    def drop(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self, parts: Mapping[str, Sequence[tuple[int, Part]]], facts: Mapping[str, object]) -> None:
        """Make the named parts of `lines` and `wrong` the result; the result itself comes last.

        Parts of attempts that nobody reported stay in the folder. Raises ClusterError.
        """
        text = json.dumps({"kind": MARK, **facts}, ensure_ascii=False)
        ready = {name: self._gather(name, parts[name], text) for name in ("wrong", "lines")}
        errors = errors_of(self.out)
        if errors.exists():
            errors.rename(self.folder / "old-wrong")
        if parts["wrong"]:
            ready["wrong"].rename(errors)
        if self.out.exists():
            self.out.rename(self.folder / "old-lines")
        ready["lines"].rename(self.out)

    def _gather(self, name: str, parts: Sequence[tuple[int, Part]], text: str) -> Path:
        """Move parts into a folder whose name no worker knows."""
        ready = self.folder / f"{name}-{uuid.uuid4().hex}"
        ready.mkdir()
        for partition, part in parts:
            source = self.folder / name / part.name
            if not source.is_file() or source.stat().st_size != part.size:
                raise ClusterError(
                    Text(
                        f"第 {partition} 部分写出后不见了", f"part {partition} was written but is not there"
                    ),
                    Text("结果须放在各机器共用的存储上", "put the result on storage that all machines share"),
                )
            source.rename(ready / f"part-{partition:05d}.parquet")
        (ready / DONE).write_text(text, encoding="utf-8")
        return ready
