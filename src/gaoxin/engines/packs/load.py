"""Loading packs: a folder of data becomes a Pack; several packs become one library of data."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gaoxin.base.text import Text
from gaoxin.engines.packs.kinds import Classification, CodeList, PackInfo, Policy
from gaoxin.engines.packs.read import PackError, read_kind

Item = TypeVar("Item")

BUNDLED = (Path(__file__).parents[2] / "_packs", Path(__file__).parents[4] / "packs")
"""Where packs lie: inside an installed package, or beside the sources."""


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy with the file it was read from and the SHA-256 of its bytes."""

    policy: Policy
    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Pack:
    """One folder of data."""

    info: PackInfo
    path: Path
    policies: Mapping[str, PolicyFile]
    classifications: Mapping[str, Classification]
    codes: Mapping[str, tuple[str, ...]]

    @property
    def vocabulary(self) -> Path | None:
        """The pack's vocabulary file, if it brings one."""
        path = self.path / "vocabulary.csv"
        return path if path.exists() else None


def bundled(name: str) -> Path:
    """The folder of a pack that comes with gaoxin, by name."""
    for home in BUNDLED:
        if (home / name / "pack.yaml").exists():
            return home / name
    raise PackError(name, Text("没有随附这个政策包", "no such pack comes with gaoxin"))


def find(given: str) -> Path:
    """A pack by its folder, or by the name of a bundled one."""
    path = Path(given)
    return path if (path / "pack.yaml").exists() else bundled(given)


def load(path: Path, faults: list[PackError] | None = None, only: Collection[str] = ()) -> Pack:
    """Read a pack, of its policies those named in `only` (none named: all).

    Raises PackError at the first fault, or gathers faulty files in `faults`.
    """
    chosen = [p for p in policy_paths(path) if not only or p.stem in only]
    files = list(_each(chosen, policy_file, faults))
    kinds = list(_each(_yaml(path / "classifications"), lambda p: read_kind(p, Classification), faults))
    codes = list(_each(_yaml(path / "codes"), lambda p: read_kind(p, CodeList), faults))
    return Pack(
        info=read_kind(path / "pack.yaml", PackInfo),
        path=path,
        policies=unique(path, ((f.policy.id, f) for f in files)),
        classifications=unique(path, ((c.id, c) for c in kinds)),
        codes={c.fact: c.values for c in codes},
    )


def policy_paths(path: Path) -> list[Path]:
    """The policy files of a pack; a file is named as its policy."""
    return _yaml(path / "policies")


def _yaml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _each(
    files: Iterable[Path], read: Callable[[Path], Item], faults: list[PackError] | None
) -> Iterator[Item]:
    for file in files:
        try:
            yield read(file)
        except PackError as error:
            if faults is None:
                raise
            faults.append(error)


def policy_file(path: Path) -> PolicyFile:
    """Read one policy file."""
    return PolicyFile(read_kind(path, Policy), path, hashlib.sha256(path.read_bytes()).hexdigest())


def unique(path: Path, items: Iterable[tuple[str, Item]]) -> dict[str, Item]:
    """A dict of the items; raises PackError where an id stands twice."""
    found: dict[str, Item] = {}
    for key, item in items:
        if key in found:
            raise PackError(f"{path.name}/{key}", Text("编号重复", "this id stands twice"))
        found[key] = item
    return found
