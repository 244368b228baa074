"""Reading a set of decisions: its manifest and index, and single decisions by firm and policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from gaoxin.base.result import Problem
from gaoxin.base.text import Text
from gaoxin.center.decisions.form import INDEX, MANIFEST, SCHEMA, File, Manifest, digest, read_manifest
from gaoxin.engines.rules.replay import NotADecision
from gaoxin.engines.rules.replay.canonical import canonical, sha256
from gaoxin.engines.rules.replay.integrity import unlike


@dataclass(frozen=True)
class DecisionSet:
    """A folder of decisions."""

    folder: Path
    raw: bytes
    manifest: Manifest

    def faults(self) -> Iterator[Problem]:
        """What is wrong with the manifest, the list of files and the index."""
        if self.raw != canonical(self.manifest) + b"\n":
            text = Text("写法不是规范 JSON（RFC 8785）", "this is not the canonical JSON (RFC 8785)")
            yield Problem(text, where=MANIFEST)
        if self.manifest.digest != digest(self.manifest):
            yield unlike(MANIFEST, digest(self.manifest), self.manifest.digest)
        named = {MANIFEST, INDEX, *(s.name for s in self.manifest.shards)}
        for name in sorted({p.name for p in self.folder.iterdir()} - named):
            yield Problem(
                Text("清单中没有这个文件", "this file is not in the manifest"), where=shown_name(name)
            )
        yield from file_faults(self.folder, self.manifest.index)
        if self.index is None:
            yield Problem(Text("不能读索引", "the index cannot be read"), where=INDEX)

    @cached_property
    def index(self) -> pl.DataFrame | None:
        """The index in the order of its lines; None where it was changed or is another table."""
        if any(file_faults(self.folder, self.manifest.index)):
            return None
        try:
            frame = pl.read_parquet((self.folder / INDEX).read_bytes())
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError):
            return None
        return frame if frame.schema == SCHEMA else None

    def chosen(self, uscc: str | None, policy: str | None) -> pl.DataFrame:
        """The lines of the index for a firm, a policy or both; raises NotADecision where there are none."""
        if self.index is None:
            raise NotADecision(Text("不能读索引", "the index cannot be read"), where=INDEX)
        wanted = [pl.col(n) == v for n, v in (("uscc", uscc), ("policy", policy)) if v is not None]
        found = self.index.filter(*wanted)
        if found.is_empty():
            asked = " ".join(filter(None, (uscc, policy)))
            raise NotADecision(Text(f"没有 {asked} 的决定", f"there is no decision for {asked}"))
        return found

    def line(self, shard: str, offset: int, length: int) -> bytes:
        """The bytes of one decision; raises NotADecision where there is no such shard."""
        if shard not in {s.name for s in self.manifest.shards}:
            raise NotADecision(
                Text("清单中没有这个分片", "the manifest has no such shard"), where=shown_name(shard)
            )
        with (self.folder / shard).open("rb") as file:
            file.seek(offset)
            return file.read(length)


def open_set(folder: Path) -> DecisionSet:
    """Open a folder; raises NotADecision where it is no set of decisions."""
    return DecisionSet(folder, *read_manifest(folder))


def file_faults(folder: Path, file: File) -> Iterator[Problem]:
    """Whether a file of the set is there and holds the bytes that the manifest tells."""
    path = folder / file.name
    if Path(file.name).name != file.name or not path.is_file():
        yield Problem(Text("缺这个文件", "this file is missing"), where=shown_name(file.name))
    elif (found := sha256(path.read_bytes())) != file.sha256:
        yield unlike(file.name, found, file.sha256)


def shown_name(name: str) -> str:
    """A name as a message quotes it."""
    return ascii(name)[1:81] if not name.isprintable() else name[:80]
