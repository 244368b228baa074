"""Two versions of a policy side by side, part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.library import Library
from gaoxin.center.models import Zone
from gaoxin.engines.packs.kinds import Version
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.queries.library import VersionView, of, version_view
from gaoxin.scenes.policy.runs import today
from gaoxin.scenes.policy.words import Sentence, Words, said


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of two versions side by side; `mark` is same, changed, added or removed."""

    title: Text
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a policy, part by part."""

    title: Text
    before: VersionView
    after: VersionView
    parts: tuple[tuple[Text, tuple[Beside, ...]], ...]

    @property
    def changed(self) -> tuple[tuple[Text, tuple[Beside, ...]], ...]:
        """Only the lines that differ."""
        kept = ((name, tuple(line for line in lines if line.mark != "same")) for name, lines in self.parts)
        return tuple((name, lines) for name, lines in kept if lines)

    @property
    def differences(self) -> int:
        """How many lines differ."""
        return sum(line.mark != "same" for _, lines in self.parts for line in lines)


def comparison(zone: Zone, policy: str, before: str, after: str) -> Comparison | None:
    """Two versions by their first days (else the last two), None where there are not two."""
    library = library_of(zone)
    if policy not in library.policies:
        return None
    found = library.file(policy).policy
    versions = sorted(found.versions, key=lambda v: v.from_)
    if len(versions) < 2:
        return None
    by_day = {str(v.from_): v for v in versions}
    old, new = by_day.get(before, versions[-2]), by_day.get(after, versions[-1])
    return compared(of(found.title), old, new, library)


def compared(title: Text, old: Version, new: Version, library: Library) -> Comparison:
    """Two versions, also ones that are not published."""
    words, day = Words(library), today()
    parts = tuple((name, tuple(_beside(part(old, words), part(new, words)))) for name, part in PARTS)
    return Comparison(title, version_view(old, day), version_view(new, day), parts)


Part = dict[str, tuple[Text, tuple[Sentence, ...]]]


def _document(version: Version, _words: Words) -> Part:
    until = Text(
        f"{version.from_} 至 {version.to or '（未定）'}", f"{version.from_} to {version.to or '(open)'}"
    )
    return {
        "document": (
            Text("文件", "Document"),
            (Sentence(Text(f"{version.source.number} {version.source.title}")),),
        ),
        "dates": (Text("有效期", "In force"), (Sentence(until),)),
    }


def _conditions(version: Version, words: Words) -> Part:
    return {
        c.id: (of(c.title), (*words.condition(c), Sentence(Text(c.clause), 0))) for c in version.conditions
    }


def _payment(version: Version, words: Words) -> Part:
    outcome = version.outcome
    found: Part = {"title": (Text("内容", "What"), (Sentence(of(outcome.title)),))}
    if outcome.amount:
        found["amount"] = (Text("金额", "Amount"), (Sentence(words.amount(outcome.amount)),))
    if outcome.budget is not None:
        found["budget"] = (Text("预算", "Budget"), (Sentence(said(outcome.budget)),))
    return found


def _materials(version: Version, _words: Words) -> Part:
    return {m.zh: (Text(m.zh, m.en), (Sentence(Text(m.zh, m.en)),)) for m in version.materials}


def _unchecked(version: Version, _words: Words) -> Part:
    return {u.zh: (Text(u.clause), (Sentence(Text(u.zh, u.en)),)) for u in version.unchecked}


PARTS: tuple[tuple[Text, Callable[[Version, Words], Part]], ...] = (
    (Text("文件", "Document"), _document),
    (Text("条件", "Conditions"), _conditions),
    (Text("支持内容", "What is paid"), _payment),
    (Text("材料", "Papers"), _materials),
    (Text("未检查", "Not checked"), _unchecked),
)


def _beside(old: Part, new: Part) -> Iterator[Beside]:
    for key in dict.fromkeys((*old, *new)):
        title, before = old.get(key, (None, ()))
        named, after = new.get(key, (title, ()))
        mark = "added" if not before else "removed" if not after else "same" if before == after else "changed"
        yield Beside(named or title or Text(""), before, after, mark)
