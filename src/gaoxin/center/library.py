"""The policy library: packs loaded, their vocabulary joined, their versions compiled for a day."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from gaoxin.base.industry import Industries, read_industries
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary, read_vocabulary
from gaoxin.base.zone import Overlays, read_overlays
from gaoxin.engines.packs.kinds import Classification, ClassificationVersion, Policy, Version
from gaoxin.engines.packs.load import Pack, PolicyFile, bundled, find, load, policy_paths, unique
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.feel.ast import Node
from gaoxin.engines.rules.guided import Authoring, AuthoringError, compile_rule, compile_value
from gaoxin.engines.rules.rule import Rule, RuleSet

Compiled = TypeVar("Compiled")

NATIONAL = "national"


@dataclass(frozen=True)
class Library:
    """The policies of some packs, over the facts, codes and classifications of the national one."""

    packs: tuple[Pack, ...]
    base: Pack

    @cached_property
    def policies(self) -> Mapping[str, PolicyFile]:
        """Every policy by id, in the order of the packs."""
        return unique(self.base.path, ((f.policy.id, f) for p in self.packs for f in p.policies.values()))

    @cached_property
    def classifications(self) -> Mapping[str, Classification]:
        """Every classification by id."""
        return {c.id: c for p in self._all() for c in p.classifications.values()}

    @cached_property
    def industries(self) -> Industries:
        """GB/T 4754-2017, as the national pack carries it."""
        codes = self.base.path / "codes"
        return read_industries(codes / "gbt4754_2017_sections.csv", codes / "gbt4754_2017_divisions.csv")

    @cached_property
    def zones(self) -> Overlays:
        """The dated area codes of zones, as the national pack carries them."""
        return read_overlays(self.base.path / "codes" / "zones.csv")

    @cached_property
    def sheet_vocabulary(self) -> Vocabulary:
        """The facts that a sheet may bring, with their allowed codes."""
        facts = [f for p in self._all() if p.vocabulary for f in read_vocabulary(p.vocabulary)]
        codes = {fact: values for p in self._all() for fact, values in p.codes.items()}
        return Vocabulary({f.id: f for f in facts}).with_codes(codes)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts of sheets and the derived ones of classifications."""
        return self.sheet_vocabulary.with_facts(derived_fact(c) for c in self.classifications.values())

    @cached_property
    def authoring(self) -> Authoring:
        """What an author may refer to."""
        return Authoring(self.vocabulary, self.industries.parse)

    def rules(self, day: dt.date, only: Iterable[str] = ()) -> RuleSet:
        """The versions in force on `day`, compiled; raises PackError for an unknown id, or where none is."""
        wanted = [self.file(i) for i in dict.fromkeys(only)] or list(self.policies.values())
        rules = [rule for f in wanted if (rule := self.rule(f.policy, day))]
        if not rules:
            raise PackError(str(day), Text("这一天没有有效的政策", "no policy is in force on this day"))
        return RuleSet(tuple(rules), self.shared(day), self.vocabulary)

    def rule(self, policy: Policy, day: dt.date) -> Rule | None:
        """The rule of a policy on a day, None where no version is in force; compiled once a version."""
        version = in_force(policy.versions, day)
        if version is None:
            return None
        title = Text(policy.title.zh, policy.title.en)
        return self._once(
            policy.id, version, lambda: compile_rule(policy.id, title, plain(version), self.authoring)
        )

    def version(self, rule: Rule) -> Version:
        """The version that a rule was compiled from."""
        return next(v for v in self.file(rule.id).policy.versions if str(v.from_) == rule.version)

    def shared(self, day: dt.date) -> dict[str, Node]:
        """The derived facts in force on `day`, by fact id."""
        nodes = {c.fact: self.classified(c, day) for c in self.classifications.values()}
        return {fact: node for fact, node in nodes.items() if node is not None}

    def classified(self, kind: Classification, day: dt.date) -> Node | None:
        """The expression of a classification on a day."""
        version = in_force(kind.versions, day)
        if version is None:
            return None
        return self._once(
            kind.id, version, lambda: compile_value(plain(version.value), self.authoring.at("value"))
        )

    def _once(
        self, file: str, version: Version | ClassificationVersion, make: Callable[[], Compiled]
    ) -> Compiled:
        """Compile once; a fault of the author names the file."""
        key = (file, version.from_)
        if key not in self._compiled:
            try:
                self._compiled[key] = make()
            except AuthoringError as error:
                raise PackError(f"{file}.yaml {error.where}", error.text) from error
        found: Compiled = self._compiled[key]
        return found

    @cached_property
    def _compiled(self) -> dict[tuple[str, dt.date], Any]:
        return {}

    def file(self, policy: str) -> PolicyFile:
        """One policy by id; raises PackError."""
        if policy not in self.policies:
            known = " ".join(p.stem for pack in self.packs for p in policy_paths(pack.path))
            raise PackError(policy, Text(f"没有这项政策。可选：{known}", f"no such policy; known: {known}"))
        return self.policies[policy]

    def _all(self) -> tuple[Pack, ...]:
        return self.packs if self.base in self.packs else (self.base, *self.packs)


def open_library(
    packs: Sequence[str] = (), faults: list[PackError] | None = None, only: Collection[str] = ()
) -> Library:
    """Load packs by folder or bundled name, none meaning the national pack; of their policies those in `only`.

    A whole national pack among them, of another year say, takes the place of the bundled one. Raises
    PackError at a faulty file, or leaves it out and adds it to `faults`.
    """
    base = load(bundled(NATIONAL), faults, only)
    paths = dict.fromkeys(find(p) for p in packs or [NATIONAL])
    loaded = tuple(base if p == base.path else load(p, faults, only) for p in paths)
    national = (p for p in loaded if p.info.id == NATIONAL and p.vocabulary)
    return Library(loaded, next(national, base))


def derived_fact(classification: Classification) -> Fact:
    """The fact that a classification adds to the vocabulary."""
    return Fact(
        id=classification.fact,
        name=Text(classification.title.zh, classification.title.en),
        type=classification.type,
        definition=classification.id,
        codes=classification.codes,
    )


def in_force(versions: Iterable[Any], day: dt.date) -> Any | None:
    """The version whose dates, both included, hold `day`."""
    return next((v for v in versions if v.from_ <= day and (v.to is None or day <= v.to)), None)


def plain(struct: msgspec.Struct) -> dict[str, Any]:
    """A pack structure as plain data, dates kept."""
    data: dict[str, Any] = msgspec.to_builtins(struct, builtin_types=(dt.date,))
    return data
