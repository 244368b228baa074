"""The table of firms: who they are, how much is known of them, from whom, how new."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.library import Library
from gaoxin.center.models import Firm, Observation, Place, Source, Zone
from gaoxin.frame.table import QueryRows
from gaoxin.scenes.data.queries.pack import kind_title, library, themes

SHOWN = ("industry_code", "in_statistics", "zone_member")
"""The facts that stand in the table."""


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One firm; None is not known."""

    code: str
    name: str
    name_en: str | None
    industry: Text | None
    area: Text | None
    four_above: bool | None
    known: int
    asked: int
    updated: dt.datetime | None
    kinds: int
    sources: Text | None


def firm_rows(zone: Zone) -> QueryRows[Firm, FirmRow]:
    """The firms of a zone; what a page shows of each is read for that page alone."""
    return QueryRows(
        Firm.objects.of(zone).order_by("name_zh", "pk"),
        many=lambda firms: _rows(firms, zone),
        sorts={"name": "name_zh", "code": "uscc", "since": "recorded_at"},
        narrow=NARROW,
        search=lambda firms, word: firms.like(word),  # type: ignore[attr-defined]
    )


def _holding(**where: object) -> Exists:
    return Exists(Observation.objects.current().filter(firm=OuterRef("pk"), **where))


def _by_industry(firms: QuerySet[Firm], section: str) -> QuerySet[Firm]:
    return firms.filter(_holding(fact="industry_code", text__startswith=section))


def _by_area(firms: QuerySet[Firm], area: str) -> QuerySet[Firm]:
    return firms.filter(Exists(_held_today().filter(firm=OuterRef("pk"), area__code=area)))


def _by_kind(firms: QuerySet[Firm], kind: str) -> QuerySet[Firm]:
    sources = list(Source.objects.filter(kind=kind).values_list("pk", flat=True))
    return firms.filter(_holding(source__in=sources))


def _by_four_above(firms: QuerySet[Firm], value: str) -> QuerySet[Firm]:
    if value == "unknown":
        return firms.exclude(_holding(fact="in_statistics"))
    return firms.filter(_holding(fact="in_statistics", number=int(value == "yes")))


NARROW = {"industry": _by_industry, "area": _by_area, "kind": _by_kind, "four_above": _by_four_above}


def _rows(firms: Sequence[Firm], zone: Zone) -> list[FirmRow]:
    held, keys = library(zone.pack), [firm.pk for firm in firms]
    standing = Observation.objects.current().filter(firm__in=keys)
    counts = {
        row["firm"]: row
        for row in standing.values("firm").annotate(known=Count("fact", distinct=True), at=Max("recorded_at"))
    }
    kinds: dict[int, list[str]] = defaultdict(list)
    for firm, kind in standing.order_by("source__rank").values_list("firm", "source__kind"):
        if kind not in kinds[firm]:
            kinds[firm].append(kind)
    facts: dict[int, dict[str, Observation]] = defaultdict(dict)
    for row in standing.filter(fact__in=SHOWN).order_by("-source__rank", "valid_from", "recorded_at"):
        facts[row.firm_id][row.fact] = row
    areas = _areas(keys)
    asked = total(held.sheet_vocabulary)
    return [_row(f, counts.get(f.pk), kinds[f.pk], facts[f.pk], areas.get(f.pk), asked, held) for f in firms]


def _row(
    firm: Firm,
    counted: Mapping[str, Any] | None,
    kinds: Sequence[str],
    facts: dict[str, Observation],
    area: Text | None,
    asked: int,
    held: Library,
) -> FirmRow:
    industry, four_above = facts.get("industry_code"), facts.get("in_statistics")
    titles = [kind_title(kind) for kind in kinds]
    return FirmRow(
        code=firm.uscc,
        name=firm.name_zh,
        name_en=firm.name_en or None,
        industry=held.industries.name(industry.text or "") if industry else None,
        area=area,
        four_above=None if four_above is None else bool(four_above.number),
        known=counted["known"] if counted else 0,
        asked=asked,
        updated=counted["at"] if counted else None,
        kinds=len(kinds),
        sources=Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles)) if titles else None,
    )


def _held_today() -> QuerySet[Place]:
    return Place.objects.on(SystemClock().today())


def _areas(keys: Sequence[int]) -> dict[int, Text]:
    """The area of each firm: the part of the zone held of it, else where it operates or is registered."""
    rows = _held_today().filter(firm__in=keys, area__isnull=False).select_related("area")
    order = {"area": 2, "operating": 1, "registered": 0}
    found: dict[int, Text] = {}
    for row in sorted(rows, key=lambda r: order.get(r.kind, -1)):
        if row.area:
            found[row.firm_id] = row.area.name
    return found


def total(vocabulary: Vocabulary) -> int:
    """How many facts a file asks for."""
    return sum(fact in vocabulary for theme in themes().themes for fact in theme.facts)
