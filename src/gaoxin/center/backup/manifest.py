"""What a backup holds: each part with its bytes and SHA-256, so that a damaged one is known before it is used."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gaoxin import __version__
from gaoxin.base.result import Refused
from gaoxin.base.text import Text

NAME = "manifest.json"
FORMAT = "gaoxin-backup/1"
SQLITE = "database.sqlite3"
POSTGRES = "database.dump"
KEY = "secret.key"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a backup; `vendor` is that of the database."""

    vendor: str
    taken_at: str
    parts: tuple[Part, ...]
    version: str = __version__

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(part.name for part in self.parts)

    def dumped(self) -> bytes:
        """As the archive holds it."""
        body = {
            "format": FORMAT,
            "version": self.version,
            "vendor": self.vendor,
            "taken_at": self.taken_at,
            "parts": [{"name": p.name, "size": p.size, "sha256": p.digest} for p in self.parts],
        }
        return json.dumps(body, ensure_ascii=False, indent=1).encode()


def open_backup(path: Path) -> zipfile.ZipFile:
    """The archive. Raises Refused where the file is none."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError) as error:
        raise damaged(path.name, Text("不是备份文件，或不完整", "it is no backup, or not whole")) from error


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of an archive. Raises Refused."""
    name = Path(archive.filename or "").name
    try:
        body = json.loads(archive.read(NAME))
        if body["format"] != FORMAT:
            raise ValueError(body["format"])
        parts = tuple(Part(p["name"], p["size"], p["sha256"]) for p in body["parts"])
        return Manifest(body["vendor"], body["taken_at"], parts, body["version"])
    except (KeyError, ValueError, TypeError, OSError, zlib.error, zipfile.BadZipFile) as error:
        raise damaged(name, Text("清单读不出来", "its manifest cannot be read")) from error


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Compare every part with its digest. Raises Refused naming the first that differs."""
    held = set(archive.namelist()) - {NAME}
    if odd := sorted(held ^ manifest.names) or [n for n in held if not safe(n)]:
        raise damaged(odd[0], Text("清单与内容不符", "the manifest and the content differ"))
    for part in manifest.parts:
        try:
            with archive.open(part.name) as file:
                found = digest_of(file)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise damaged(part.name, Text("内容损坏", "it is damaged")) from error
        if found != (part.size, part.digest):
            raise damaged(part.name, Text("内容与摘要不符", "it does not have its digest"))


def safe(name: str) -> bool:
    """Whether a part is one of those a backup holds, and stays inside its folder."""
    path = Path(name)
    inside = not path.is_absolute() and ".." not in path.parts
    return inside and (name in (SQLITE, POSTGRES, KEY) or path.parts[:1] == ("files",))


def digest_of(file: IO[bytes]) -> tuple[int, str]:
    """Bytes and SHA-256 of what is left of a file."""
    digest, size = hashlib.sha256(), 0
    for block in blocks(file):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """A file, a piece at a time."""
    while block := file.read(BLOCK):
        yield block


def damaged(name: str, text: Text) -> Refused:
    """The refusal of a backup that cannot be trusted."""
    return Refused(text, Text("请换一份备份", "take another backup"), name)
