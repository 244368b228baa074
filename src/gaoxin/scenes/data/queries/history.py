"""The history of one fact in both times: everything ever said of it, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gaoxin.base.clock import SystemClock
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence import facts
from gaoxin.center.models import Firm, Observation
from gaoxin.scenes.data.models import Evidence
from gaoxin.scenes.data.queries.pack import library
from gaoxin.scenes.data.queries.said import Said, said


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, whether it counts today, and the papers handed in with it (id and name)."""

    said: Said
    counts: bool
    papers: tuple[tuple[int, str], ...] = ()


def fact_named(firm: Firm, fact: str) -> Fact | None:
    """A fact that a sheet may bring, None where there is no such fact."""
    return library(firm.zone.pack).sheet_vocabulary.facts.get(fact)


def history(firm: Firm, fact: Fact) -> Sequence[Entry]:
    """All values of a fact ever recorded of a firm, the one learnt last first."""
    held, today = library(firm.zone.pack), SystemClock().today()
    counts = {view.held.id for view in facts.facts_of(firm) if view.fact.id == fact.id}
    papers = _papers(firm, fact)
    return [
        Entry(said(v, fact, held, today), v.id in counts, tuple(papers[v.id]))
        for v in facts.history(firm, fact.id)
    ]


def _papers(firm: Firm, fact: Fact) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Evidence.objects.filter(firm=firm, observation__fact=fact.id).order_by("pk")
    for observation, key, name in rows.values_list("observation", "pk", "file_name"):
        found[observation or 0].append((key, name))
    return found


def entry_of(firm: Firm, observation: int) -> tuple[Fact, Entry] | None:
    """One value of a firm with its fact, None where there is none such."""
    row = Observation.objects.filter(firm=firm, pk=observation).first()
    fact = fact_named(firm, row.fact) if row else None
    if fact is None:
        return None
    return next(((fact, e) for e in history(firm, fact) if e.said.id == observation), None)
