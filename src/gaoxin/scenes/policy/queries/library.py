"""The library as officers read it: the list of policies, one policy clause by clause, two versions side by side."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.guide.worth import summed
from gaoxin.center.library import NATIONAL, Library, in_force
from gaoxin.center.models import Zone
from gaoxin.engines.packs.kinds import Condition, Policy, Titles, Version
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.guided.quantity import yuan
from gaoxin.frame.table import ListRows
from gaoxin.scenes.policy.library import library_of, pack_of
from gaoxin.scenes.policy.models import Tally
from gaoxin.scenes.policy.runs import today
from gaoxin.scenes.policy.words import Sentence, Words

KINDS: Mapping[str, Text] = {
    "recognition": Text("资质认定", "Recognition"),
    "statistics": Text("统计入库", "Statistics"),
    "tax": Text("税收优惠", "Tax"),
    "grant": Text("补助", "Grant"),
    "relief": Text("减免", "Relief"),
    "loan": Text("融资", "Finance"),
    "talent": Text("人才", "Talent"),
    "space": Text("场地", "Space"),
    "award": Text("奖励", "Award"),
    "service": Text("服务", "Service"),
}
CONFIDENCE: Mapping[str, Text] = {
    "verified": Text("已核对原文", "checked against the text"),
    "memory": Text("据记忆，待核对", "from memory, to be checked"),
    "uncertain": Text("原文有疑义", "the text is uncertain"),
}


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy of the list; counts are None where it has not been matched, money is fen.

    `pays`: what firms get is money of the budget, not a loan or a tax relief.
    """

    id: str
    title: Text
    kind: str
    kind_name: Text
    issuer: Text
    level: str
    since: dt.date | None
    until: dt.date | None
    number: str
    eligible: int | None
    one_step: int | None
    needs_data: int | None
    needs_review: int | None
    paid: int | None
    up_to: int | None
    budget: int | None
    pays: bool
    words: str

    @property
    def in_force(self) -> bool:
        """Whether a version holds today."""
        return self.since is not None

    @property
    def over(self) -> bool:
        """Whether the sure payments exceed the budget."""
        return self.budget is not None and (self.paid or 0) > self.budget


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition: its name, what it asks in words, where it stands, how sure we are."""

    id: str
    title: Text
    lines: tuple[Sentence, ...]
    clause: str
    confidence: Text
    doubtful: bool
    reading: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version with its dates and document."""

    since: dt.date
    until: dt.date | None
    number: str
    document: str
    url: str
    confidence: Text
    confirmed: dt.date
    in_force: bool


@dataclass(frozen=True, slots=True)
class PolicyView:
    """One policy on a day: the version in force (else the latest), in words. Money is fen."""

    id: str
    title: Text
    summary: Text | None
    kind_name: Text
    issuer: Text
    local: bool
    changed: bool
    version: VersionView
    versions: tuple[VersionView, ...]
    clauses: tuple[Clause, ...]
    unchecked: tuple[tuple[Text, str], ...]
    materials: tuple[Text, ...]
    outcome: Text
    amount: Text | None
    note: Text | None
    budget: int | None
    row: PolicyRow


def policy_rows(zone: Zone) -> ListRows[PolicyRow]:
    """Every policy of the zone's library with its counts."""
    return ListRows(policy_list(zone))


def policy_list(zone: Zone) -> tuple[PolicyRow, ...]:
    """The same as values, those in force first."""
    library, day = library_of(zone), today()
    tallies = {t.policy: t for t in Tally.objects.filter(zone=zone)}
    rows = [_row(f.policy, library, day, tallies.get(i)) for i, f in library.policies.items()]
    return tuple(sorted(rows, key=lambda r: (not r.in_force, r.level != "zone")))


def _row(policy: Policy, library: Library, day: dt.date, tally: Tally | None) -> PolicyRow:
    version: Version | None = in_force(policy.versions, day)
    latest = version or policy.versions[-1]
    level = "national" if pack_of(library, policy.id).info.id == NATIONAL else "zone"
    pays = latest.outcome.amount is not None and summed(policy.kind, level == "national")
    counts = {name: getattr(tally, name) if tally and version else None for name in COUNTS}
    return PolicyRow(
        policy.id,
        of(policy.title),
        policy.kind,
        KINDS[policy.kind],
        of(policy.issuer),
        level,
        version.from_ if version else None,
        version.to if version else None,
        latest.source.number,
        budget=budget_of(version),
        pays=pays,
        words="\n".join(_searched(latest)),
        **(counts if pays else counts | dict.fromkeys(MONEY)),
    )


COUNTS = ("eligible", "one_step", "needs_data", "needs_review", "paid", "up_to")
MONEY = ("paid", "up_to")


def _searched(version: Version) -> Iterator[str]:
    yield version.source.title
    for condition in version.conditions:
        yield f"{condition.title.zh}\n{condition.title.en}\n{condition.clause}"
    yield version.outcome.title.zh
    yield version.outcome.title.en


def budget_of(version: Version | None) -> int | None:
    """The budget of a version in fen, None where it names none."""
    written = version.outcome.budget if version else None
    return None if written is None else int(yuan(written) * 100)


def of(titles: Titles) -> Text:
    """A pack's title as a Text."""
    return Text(titles.zh, titles.en)


def policy_view(zone: Zone, policy: str) -> PolicyView | None:
    """One policy in words, None where the library lacks it."""
    library, day = library_of(zone), today()
    try:
        file = library.file(policy)
    except PackError:
        return None
    found = file.policy
    version: Version = in_force(found.versions, day) or found.versions[-1]
    words = Words(library)
    tally = Tally.objects.filter(zone=zone, policy=policy).first()
    outcome = version.outcome
    return PolicyView(
        policy,
        of(found.title),
        of(found.summary) if found.summary else None,
        KINDS[found.kind],
        of(found.issuer),
        pack_of(library, policy).info.id != NATIONAL,
        len(found.versions) > 1,
        version_view(version, day),
        tuple(version_view(v, day) for v in sorted(found.versions, key=lambda v: v.from_, reverse=True)),
        tuple(_clause(c, words) for c in version.conditions),
        tuple((Text(u.zh, u.en), u.clause) for u in version.unchecked),
        tuple(Text(m.zh, m.en) for m in version.materials),
        of(outcome.title),
        words.amount(outcome.amount) if outcome.amount else None,
        of(outcome.note) if outcome.note else None,
        budget_of(version),
        _row(found, library, day, tally),
    )


def version_view(version: Version, day: dt.date) -> VersionView:
    """One version as shown in lists."""
    source = version.source
    return VersionView(
        version.from_,
        version.to,
        source.number,
        source.title,
        source.url or "",
        CONFIDENCE[source.confidence],
        source.confirmed,
        version.from_ <= day and (version.to is None or day <= version.to),
    )


def _clause(condition: Condition, words: Words) -> Clause:
    return Clause(
        condition.id,
        of(condition.title),
        tuple(words.condition(condition)),
        condition.clause,
        CONFIDENCE[condition.confidence],
        condition.confidence != "verified",
        condition.reading or "",
    )
