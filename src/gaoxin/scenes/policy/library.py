"""The policy library of a zone: the bundled packs, and over them what the zone has published."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from gaoxin.center.impact.draft import read_draft
from gaoxin.center.library import NATIONAL, Library, open_library
from gaoxin.center.models import Zone
from gaoxin.engines.packs.lint import Fault
from gaoxin.engines.packs.load import Pack, PolicyFile, bundled, policy_file, policy_paths
from gaoxin.engines.packs.read import PackError
from gaoxin.scenes.policy.models import Published

_HELD: dict[str, tuple[int, Library]] = {}
_LOCK = Lock()


def library_of(zone: Zone) -> Library:
    """The policies of a zone as they stand now; opened once a process and after every publication."""
    latest = Published.objects.filter(zone=zone).order_by("-pk").values_list("pk", flat=True).first() or 0
    held = _HELD.get(zone.pk)
    if held is None or held[0] != latest:
        with _LOCK:
            held = _HELD[zone.pk] = (latest, overlaid(base(zone.pack), published(zone)))
    return held[1]


def base(pack: str) -> Library:
    """The bundled library of a zone; a zone whose pack holds no policies has the national ones."""
    return _opened((NATIONAL, pack) if pack != NATIONAL and _has_policies(pack) else (NATIONAL,))


@cache
def _opened(packs: tuple[str, ...]) -> Library:
    return open_library(packs)


def _has_policies(pack: str) -> bool:
    try:
        return bool(policy_paths(bundled(pack)))
    except PackError:
        return False


def published(zone: Zone) -> list[PolicyFile]:
    """The policies of which the zone has published a text, each as its latest text has it."""
    latest: dict[str, Published] = {p.policy: p for p in Published.objects.filter(zone=zone).order_by("pk")}
    return [parsed(p.policy, p.text) for p in latest.values()]


def parsed(policy: str, text: str) -> PolicyFile:
    """A text as a policy file, by the reader of packs; raises PackError with the line."""
    with TemporaryDirectory() as folder:
        return policy_file(_written(Path(folder), policy, text))


def checked(library: Library, policy: str, text: str) -> tuple[Library, PolicyFile, list[Fault]]:
    """A library of its own with the text in place, the file, and what lint says; raises PackError."""
    with TemporaryDirectory() as folder:
        _, file, faults = read_draft(_written(Path(folder), policy, text), policy, library)
    return overlaid(library, [file]), file, faults


def _written(folder: Path, policy: str, text: str) -> Path:
    path = folder / f"{policy}.yaml"
    path.write_bytes(text.encode())
    return path


def text_of(zone: Zone, policy: str) -> str:
    """The text of a policy that counts now."""
    row = Published.objects.filter(zone=zone, policy=policy).order_by("-pk").first()
    return row.text if row else base(zone.pack).file(policy).path.read_text(encoding="utf-8")


def digest_of(text: str) -> str:
    """SHA-256 of a text, as decisions name it."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack_of(library: Library, policy: str) -> Pack:
    """The pack that holds a policy; raises PackError."""
    library.file(policy)
    return next(p for p in library.packs if policy in p.policies)


def overlaid(library: Library, files: Iterable[PolicyFile]) -> Library:
    """The library with some of its policies replaced; each keeps its place and file name."""
    texts = {f.policy.id: f for f in files}
    if not texts:
        return library
    packs = {p.path: _with(p, texts) for p in (library.base, *library.packs)}
    return Library(tuple(packs[p.path] for p in library.packs), packs[library.base.path])


def _with(pack: Pack, texts: dict[str, PolicyFile]) -> Pack:
    mine = {i: replace(texts[i], path=f.path) for i, f in pack.policies.items() if i in texts}
    return replace(pack, policies={**pack.policies, **mine}) if mine else pack
