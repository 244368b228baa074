"""Policies in words: the list of a library, and one policy with its conditions and clauses."""

import datetime as dt
from collections.abc import Iterator

from gaoxin.base.text import Language
from gaoxin.center.library import Library, in_force
from gaoxin.engines.packs.kinds import Titles, Version


def listing(library: Library, day: dt.date, language: Language) -> Iterator[str]:
    """One line a policy: id, title, version in force."""
    for file in library.policies.values():
        version = in_force(file.policy.versions, day)
        since = str(version.from_) if version else ("未生效" if language == "zh" else "not in force")
        yield f"{file.policy.id:36} {since:12} {_in(file.policy.title, language)}"


def describe(library: Library, policy: str, day: dt.date, language: Language) -> Iterator[str]:
    """Title, issuer, documents, and the conditions of the version in force."""
    found = library.file(policy).policy
    yield f"{_in(found.title, language)}（{found.id}）"
    yield _in(found.issuer, language)
    for version in found.versions:
        until = version.to or ""
        yield f"{version.from_} – {until}  {version.source.number} {version.source.title} [{version.source.confidence}]"
    current: Version | None = in_force(found.versions, day)
    if current is not None:
        yield from _version(current, language)


def _version(version: Version, language: Language) -> Iterator[str]:
    yield ""
    for condition in version.conditions:
        doubt = "" if condition.confidence == "verified" else f" [{condition.confidence}]"
        yield f"· {condition.id}: {_in(condition.title, language)}（{condition.clause}）{doubt}"
        if condition.reading:
            yield f"    {condition.reading}"
    for part in version.unchecked:
        yield f"– {'未检查' if language == 'zh' else 'not checked'}: {part.zh if language == 'zh' else part.en}"
    yield f"→ {_in(version.outcome.title, language)}"


def _in(title: Titles, language: Language) -> str:
    return title.zh if language == "zh" else title.en
