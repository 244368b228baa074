"""Firms by policy: who is eligible, one step away, waits for data or a person, and what to ask for."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.impact.groups import SIZES
from gaoxin.center.library import Library
from gaoxin.center.models import Area, Firm, Zone
from gaoxin.engines.rules.rule import Rule
from gaoxin.frame.table import QueryRows
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Match, Notice
from gaoxin.scenes.policy.runs import today

GROUPS: Mapping[str, Text] = {
    "eligible": Text("符合", "Eligible"),
    "one_step": Text("差一条", "One step away"),
    "needs_data": Text("缺数据", "Missing data"),
    "needs_review": Text("需人工", "To review"),
    "all": Text("全部", "All"),
}
MANY = 6
"""Names of missing facts that one cell tells."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One firm in a list of a policy; `told` is the version of which it was told before. Money is fen."""

    uscc: str
    firm: Text
    state: str
    unmet: Text
    gap: Text
    missing: Text
    review: Text
    amount: int | None
    up_to: int | None
    since: dt.date
    section: Text
    size: Text
    area: Text
    told: dt.date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for: firms that wait for it, of which `alone` wait for nothing else."""

    fact: str
    name: Text
    firms: int
    alone: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A condition and how many firms of a group hang on it."""

    id: str
    title: Text
    firms: int


def matches(zone: Zone, policy: str, group: str) -> QuerySet[Match]:
    """The matches of one group."""
    found = Match.objects.of(zone, policy)
    if group == "one_step":
        return found.one_step()
    return found if group == "all" else found.filter(state=group)


def match_rows(zone: Zone, policy: str, group: str) -> QueryRows[Match, MatchRow]:
    """The rows of one group as a table reads them."""
    found = matches(zone, policy, group).select_related("firm__profile__area")
    return QueryRows(
        found,
        many=partial(_rows, zone, policy),
        sorts={"name": "firm__name_zh", "uscc": "firm__uscc"},
        narrow={
            "section": _by("firm__profile__section"),
            "size": _by("firm__profile__size"),
            "area": _by("firm__profile__area"),
            "unmet": _by("unmet"),
            "state": _by_state,
            "missing": lambda rows, fact: rows.filter(among("missing", fact)),
            "review": lambda rows, which: rows.filter(among("review", which)),
        },
        search=lambda rows, word: rows.filter(
            Q(firm__name_zh__icontains=word)
            | Q(firm__name_en__icontains=word)
            | Q(firm__uscc__icontains=word)
        ),
    )


def _by(field: str) -> Callable[[QuerySet[Match], str], QuerySet[Match]]:
    return lambda rows, value: rows.filter(**{field: "" if value == "-" else value})


def _by_state(rows: QuerySet[Match], value: str) -> QuerySet[Match]:
    return rows.one_step() if value == "one_step" else rows.filter(state=value)  # type: ignore[attr-defined]


def among(field: str, item: str) -> Q:
    """Where one of the ids joined by `;` is `item`."""
    alone, first, last = Q(**{field: item}), f"{item};", f";{item}"
    return (
        alone
        | Q(**{f"{field}__startswith": first})
        | Q(**{f"{field}__endswith": last})
        | Q(**{f"{field}__contains": f";{item};"})
    )


def _rows(zone: Zone, policy: str, found: Sequence[Match]) -> Iterable[MatchRow]:
    library = library_of(zone)
    rule = library.rule(library.file(policy).policy, today())
    told = _told(policy, found)
    return (_row(m, library, rule, told.get((m.firm_id, m.version))) for m in found)


def reached(policy: str, rows: QueryRows[Any, MatchRow]) -> dict[str, dt.date | None]:
    """The firms of a list by code, each with the day on which it was last told of the version that holds."""
    told = _told(policy)
    held = rows.fields("firm__uscc", "firm_id", "version")
    return {code: told.get((firm, version)) for code, firm, version in held}


def _told(policy: str, found: Sequence[Match] | None = None) -> dict[tuple[int, str], dt.date]:
    """When each firm, or each of `found`, was last told of a version of the policy."""
    notices = Notice.objects.filter(push__policy=policy)
    if found is not None:
        notices = notices.filter(firm__in=[m.firm_id for m in found])
    rows = notices.order_by("pk").values_list("firm_id", "push__version", "push__at")
    return {(firm, version): timezone.localdate(at) for firm, version, at in rows}


def _row(match: Match, library: Library, rule: Rule | None, told: dt.date | None) -> MatchRow:
    firm, profile = match.firm, getattr(match.firm, "profile", None)
    titles = {c.id: c.title for c in rule.conditions} if rule else {}
    sections = library.industries.sections
    return MatchRow(
        firm.uscc,
        firm.name,
        "one_step" if match.state == "ineligible" else match.state,
        named(match.unmet, titles),
        _bare(match, titles.get(match.unmet)),
        facts_named(match.missing, library.vocabulary),
        named(match.review, titles),
        match.amount,
        match.up_to,
        match.day,
        sections.get(profile.section, Text("")) if profile else Text(""),
        SIZES[profile.size] if profile and profile.size else Text(""),
        profile.area.name if profile and profile.area else Text(""),
        told,
    )


def _bare(match: Match, title: Text | None) -> Text:
    """The gap without the name of the condition, which stands beside it."""
    if title is None:
        return Text(match.gap, match.gap_en)
    zh, en = match.gap.removeprefix(title.zh).strip(), match.gap_en.removeprefix(title.en).strip()
    return Text(zh, en)


def named(ids: str, titles: Mapping[str, Text]) -> Text:
    """Ids joined by `;` as names in a row."""
    return _listed([titles[i] for i in ids.split(";") if i in titles])


def facts_named(ids: str, vocabulary: Vocabulary) -> Text:
    """Facts joined by `;` as names in a row."""
    return _listed([vocabulary[i].name for i in ids.split(";") if i in vocabulary])


def _listed(names: Sequence[Text]) -> Text:
    kept, rest = names[:MANY], len(names) - MANY
    more = Text(f"等 {len(names)} 项", f" and {rest} more") if rest > 0 else Text("", "")
    zh, en = "、".join(n.zh for n in kept) + more.zh, ", ".join(n.en for n in kept) + more.en
    return Text(zh, en)


def questions(zone: Zone, policy: str) -> list[Question]:
    """The facts that firms of a policy wait for, those that most wait for first."""
    vocabulary = library_of(zone).vocabulary
    waiting, alone = Counter[str](), Counter[str]()
    for missing, count in _grouped(zone, policy, "needs_data", "missing"):
        facts = [fact for fact in missing.split(";") if fact]
        waiting.update(dict.fromkeys(facts, count))
        if len(facts) == 1:
            alone[facts[0]] += count
    return [
        Question(fact, vocabulary[fact].name, n, alone[fact])
        for fact, n in waiting.most_common()
        if fact in vocabulary
    ]


def hurdles(zone: Zone, policy: str) -> list[Shared]:
    """The conditions that firms one step away fail, most firms first."""
    return _shared(zone, policy, "one_step", "unmet")


def judgements(zone: Zone, policy: str) -> list[Shared]:
    """The conditions that wait for a person."""
    return _shared(zone, policy, "needs_review", "review")


def _shared(zone: Zone, policy: str, group: str, field: str) -> list[Shared]:
    library, counts = library_of(zone), Counter[str]()
    rule = library.rule(library.file(policy).policy, today())
    titles = {c.id: c.title for c in rule.conditions} if rule else {}
    for ids, count in _grouped(zone, policy, group, field):
        counts.update(dict.fromkeys((i for i in ids.split(";") if i in titles), count))
    return [Shared(i, titles[i], n) for i, n in counts.most_common()]


def _grouped(zone: Zone, policy: str, group: str, field: str) -> Iterator[tuple[str, int]]:
    rows = matches(zone, policy, group).order_by().values_list(field).annotate(n=Count("pk"))
    return ((value, count) for value, count in rows)


Choices = list[tuple[str, Text]]


def sections(zone: Zone) -> Choices:
    """Sections of industry as choices."""
    return [
        (code, Text(f"{code} {n.zh}", f"{code} {n.en}"))
        for code, n in library_of(zone).industries.sections.items()
    ]


def sizes() -> Choices:
    """Sizes as choices."""
    return [(code or "-", name) for code, name in SIZES.items()]


def areas(zone: Zone) -> Choices:
    """Areas of the zone as choices."""
    return [(str(a.pk), a.name) for a in Area.objects.filter(zone=zone).order_by("code")]


def firm_in(zone: Zone, uscc: str) -> Firm | None:
    """A firm of the zone by its code."""
    return Firm.objects.of(zone).filter(uscc=uscc).first()
