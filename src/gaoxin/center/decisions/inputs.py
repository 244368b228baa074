"""The files of the packs that a rule was compiled from, with their digests."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gaoxin.center.facts import INDUSTRY
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import CodeList
from gaoxin.engines.packs.load import Pack
from gaoxin.engines.packs.read import read_kind
from gaoxin.engines.rules.replay import Ground, Policy
from gaoxin.engines.rules.replay.canonical import canonical, sha256
from gaoxin.engines.rules.replay.snapshot import Reads
from gaoxin.engines.rules.rule import Rule

Digests = dict[str, str]


@dataclass(frozen=True)
class Inputs:
    """Digests by file, named `pack/folder/file`; of a vocabulary only the rows in use are counted."""

    library: Library

    def ground(self, rule: Rule, reads: Reads) -> Ground:
        """What a decision under this rule stands on."""
        pack = next(p for p in self.library.packs if rule.id in p.policies)
        file = pack.policies[rule.id]
        policy = Policy(file.digest, f"{pack.info.id}/policies/{file.path.name}", rule.id, rule.version)
        packs = tuple(p.info.id for p in self.library.packs)
        return Ground(policy, dict(sorted(self._all({*reads.facts, *reads.derived}))), packs)

    def _all(self, facts: Iterable[str]) -> Iterator[tuple[str, str]]:
        used = set(facts)
        for fact in used & self._files.keys():
            yield from self._files[fact].items()
        rows = [self._rows[fact] for fact in sorted(used & self._rows.keys())]
        for file in {file for file, _ in rows}:
            yield file, sha256(canonical([row for of, row in rows if of == file]))

    @cached_property
    def _packs(self) -> tuple[Pack, ...]:
        """In the order in which later ones overrule."""
        return tuple({p.path: p for p in (self.library.base, *self.library.packs)}.values())

    @cached_property
    def _files(self) -> dict[str, Digests]:
        """The files that say what a fact means, by fact: code lists, classifications, tables of industries."""
        found: dict[str, Digests] = {INDUSTRY: {}}
        for name in ("gbt4754_2017_divisions.csv", "gbt4754_2017_sections.csv"):
            found[INDUSTRY] |= _digest(self.library.base, f"codes/{name}")
        for pack in self._packs:
            for path in (pack.path / "codes").glob("*.yaml"):
                found.setdefault(read_kind(path, CodeList).fact, {}).update(
                    _digest(pack, f"codes/{path.name}")
                )
            for kind in pack.classifications.values():
                found[kind.fact] = _digest(pack, f"classifications/{kind.id}.yaml")
        return found

    @cached_property
    def _rows(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The row of each fact and the vocabulary file it stands in."""
        found: dict[str, tuple[str, dict[str, str]]] = {}
        for pack in self._packs:
            if pack.vocabulary:
                with pack.vocabulary.open(encoding="utf-8", newline="") as file:
                    found |= {r["id"]: (f"{pack.info.id}/vocabulary.csv", r) for r in csv.DictReader(file)}
        return found


def _digest(pack: Pack, file: str) -> Digests:
    return {f"{pack.info.id}/{file}": sha256((pack.path / file).read_bytes())}
