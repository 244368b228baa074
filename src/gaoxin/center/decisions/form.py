"""A set of decisions on disk: shards of one decision a line, an index, and a manifest that holds their digests."""

from pathlib import Path
from typing import Final

import msgspec
import polars as pl
from msgspec import Struct

from gaoxin.base.text import Text
from gaoxin.engines.rules.replay import NotADecision
from gaoxin.engines.rules.replay.canonical import canonical, sha256

FORMAT: Final = "gaoxin.decisions/1"
MANIFEST: Final = "manifest.json"
INDEX: Final = "index.parquet"
SHARD: Final = 10_000
"""Decisions in one shard."""

SCHEMA = pl.Schema(
    {
        "uscc": pl.String(),
        "policy": pl.String(),
        "state": pl.String(),
        "version": pl.String(),
        "shard": pl.String(),
        "offset": pl.UInt64(),
        "length": pl.UInt32(),
        "sha256": pl.String(),
    }
)
"""The columns of the index; `offset` and `length` are bytes in the shard, `sha256` is of these bytes."""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the set: its name, size and SHA-256, and how many decisions it tells of."""

    bytes: int
    decisions: int
    name: str
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What the set holds; `digest` is the SHA-256 of all other members in canonical JSON."""

    as_of: str
    digest: str
    format: str
    gaoxin: str
    index: File
    packs: tuple[str, ...]
    shards: tuple[File, ...]


def shard_name(number: int) -> str:
    """The file of a shard, counted from 1."""
    return f"decisions-{number:05d}.jsonl"


def digest(manifest: Manifest) -> str:
    """The digest that a manifest should tell."""
    members = {n: getattr(manifest, n) for n in manifest.__struct_fields__ if n != "digest"}
    return sha256(canonical(members))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, sealed by its digest."""
    whole = msgspec.structs.replace(manifest, digest=digest(manifest))
    (folder / MANIFEST).write_bytes(canonical(whole) + b"\n")


def read_manifest(folder: Path) -> tuple[bytes, Manifest]:
    """The manifest and its bytes; raises NotADecision where `folder` is no set of decisions."""
    try:
        raw = (folder / MANIFEST).read_bytes()
        manifest = msgspec.json.decode(raw, type=Manifest)
    except FileNotFoundError:
        raise _unusable("没有 manifest.json", "there is no manifest.json") from None
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise _unusable(f"manifest.json：{error}", f"manifest.json: {error}") from None
    if manifest.format != FORMAT:
        raise _unusable(f"manifest.json：格式应为 {FORMAT}", f"manifest.json: the format should be {FORMAT}")
    if [s.name for s in manifest.shards] != [shard_name(n) for n in range(1, len(manifest.shards) + 1)]:
        raise _unusable("manifest.json：分片的名称不对", "manifest.json: wrong names of shards")
    return raw, manifest


def _unusable(zh: str, en: str) -> NotADecision:
    return NotADecision(Text(f"不是一组决定文件：{zh}", f"not a set of decisions: {en}"))
