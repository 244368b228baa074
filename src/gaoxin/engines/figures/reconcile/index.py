"""Claims by what they are claims of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gaoxin.base.period import Period
from gaoxin.base.result import Refused
from gaoxin.engines.figures.reconcile import names
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.span import empty, meet
from gaoxin.engines.figures.unit import parse_unit
from gaoxin.engines.figures.when import When, parse_when

_MEASURES = {
    "level": "amount", "count": "amount", "capacity": "capacity", "target": "target", "growth_yoy": "growth",
    "share": "share", "progress": "share", "ratio_to": "ratio", "contribution_pp": "pull",
    "streak": "streak", "rank": "rank",
}  # fmt: skip
_OPEN = "unstated"
_ALIKE = ("个 家 项 户", "人 名 位")
_BREATH = 40
"""Nobody prints one figure twice with other digits within so many characters: two figures share a name."""


@dataclass(frozen=True)
class Index:
    """The claims of an audit and the texts they stand in, by file."""

    claims: tuple[Claim, ...]
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def quantity(self) -> Mapping[str, Quantity]:
        """What each claim is a claim of, by its id; figures that cannot be one figure are kept apart."""
        first: dict[Quantity, Claim] = {}
        found = {}
        for claim in self.claims:
            plain = quantity(claim)
            apart = _apart(first.setdefault(plain, claim), claim)
            found[claim.id] = plain._replace(indicator=f"{plain.indicator}（{apart}）") if apart else plain
        return found

    @cached_property
    def said(self) -> Mapping[Quantity, list[Claim]]:
        """Every quantity that is stated, with its claims in order."""
        found: dict[Quantity, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(self.quantity[claim.id], []).append(claim)
        return found

    @cached_property
    def by_subject(self) -> Mapping[tuple[str, str], list[Quantity]]:
        """Stated quantities by measure and subject."""
        found: defaultdict[tuple[str, str], list[Quantity]] = defaultdict(list)
        for each in self.said:
            found[each.measure, each.subject].append(each)
        return found

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], list[Quantity]]:
        """Stated amounts and targets by subject and indicator."""
        found: defaultdict[tuple[str, str], list[Quantity]] = defaultdict(list)
        for each in self.said:
            if each.measure in ("amount", "target"):
                found[each.subject, each.indicator].append(each)
        return found

    def amount(self, subject: str, indicator: str, period: str) -> Quantity:
        """The amount of exactly that period: stated, or planned, or else not known."""
        found = Quantity("amount", subject, indicator, period)
        planned = found.aside("target")
        return planned if found not in self.said and planned in self.said else found

    def of_year(self, subject: str, indicator: str, period: str) -> Quantity:
        """The same, or the only one stated of the same year: plans are made for years."""
        exact = self.amount(subject, indicator, period)
        same = [q for q in self.by_name.get((subject, indicator), ()) if year(q.period) == year(period)]
        return same[0] if exact not in self.said and len(same) == 1 and year(period) else exact

    def of(self, measure: str) -> Iterable[Quantity]:
        """All stated quantities of a measure."""
        return (each for each in self.said if each.measure == measure)


def _apart(first: Claim, claim: Claim) -> str:
    """What tells a claim from the first of its name: another unit, or other digits in the same breath."""
    if _unit(first.unit) != _unit(claim.unit):
        return claim.unit
    near = first.file == claim.file and 0 <= first.start < claim.start < first.end + _BREATH
    exactly = first.qualifier == claim.qualifier == "exact"
    return claim.id if near and exactly and empty(meet(first.span, claim.span)) else ""


def _unit(unit: str) -> str:
    base = parse_unit(unit).base
    return next((words for words in _ALIKE if base in words.split()), base)


def quantity(claim: Claim) -> Quantity:
    """What a claim is a claim of; without a subject or an indicator it is like no other."""
    measure = _MEASURES.get(claim.kind, claim.kind)
    indicator, of = names.name(claim.indicator), " ".join(claim.of.split())
    if measure == "share" and claim.unit.endswith("百分点"):
        measure = "ahead"
    if claim.kind in ("level", "count") and indicator.endswith("贡献率"):
        measure = "contribution"
    if measure == "growth":
        indicator = names.grown(indicator) or indicator
    if measure in ("amount", "target", "growth"):
        of = ""
    if not (indicator and claim.subject.strip()):
        indicator = f"{indicator}?{claim.id}"
    period = normal(claim.period)
    if period.startswith(_OPEN):
        period = f"{period} {claim.file}"
    return Quantity(measure, names.name(claim.subject), indicator, period, of)


def normal(text: str) -> str:
    """One spelling of a period; what is no period stays as it is."""
    found = when(text)
    return text.strip() if found is None else found.text


def when(text: str) -> When | None:
    """The period of a claim or quantity."""
    try:
        found = parse_when(text)
    except Refused:
        return None
    return None if found.kind == "unstated" else found


def period_of(text: str) -> Period | None:
    """Months of one year, or nothing."""
    found = when(text)
    return found.period if found and found.kind == "period" else None


def year(text: str) -> int | None:
    """The year that a period or a moment lies in."""
    found = when(text)
    if found is None or found.last is None or found.kind == "span":
        return None
    return found.last.year
