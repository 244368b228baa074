"""Disputes: the officers' inbox, one dispute with its evidence and what was said, those of a firm."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.center.evidence.facts import history
from gaoxin.center.models import Firm, Zone
from gaoxin.frame.table import QueryRows
from gaoxin.scenes.data.models import OPEN, Dispute, Evidence, Remark
from gaoxin.scenes.data.queries.history import Entry
from gaoxin.scenes.data.queries.history import history as entries
from gaoxin.scenes.data.queries.pack import library
from gaoxin.scenes.data.queries.said import Said, said
from gaoxin.scenes.data.queries.value import difference

STATES = {
    "open": Text("待处理", "to be handled"),
    "asked": Text("待企业补充", "waiting for the firm"),
    "accepted": Text("已采纳", "accepted"),
    "rejected": Text("未采纳", "not accepted"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
TONES = {"open": "blue", "asked": "amber", "accepted": "green", "rejected": "grey", "withdrawn": "grey"}
REMARKS = {
    "asked": Text("管委会要求补充", "The committee asked for more"),
    "answered": Text("企业补充", "The firm answered"),
    "accepted": Text("管委会采纳", "The committee accepted"),
    "rejected": Text("管委会未采纳", "The committee did not accept"),
    "withdrawn": Text("企业撤回", "The firm withdrew"),
}


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute in a line; `late` where it is the officer's turn and the day is past."""

    id: int
    code: str
    firm: str
    fact: str
    title: Text
    state: str
    state_title: Text
    tone: str
    opened_at: dt.datetime
    due_on: dt.date
    late: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A file handed in."""

    id: int
    name: str
    size: int
    digest: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Word:
    """Something said."""

    kind: Text
    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DisputePage:
    """A dispute with all that is needed to settle it."""

    row: DisputeRow
    value: Said
    claim: Said | None
    difference: Text | None
    reason: str
    by: str
    papers: tuple[Paper, ...]
    words: tuple[Word, ...]
    entries: Sequence[Entry]
    open: bool


def dispute_rows(zone: Zone) -> QueryRows[Dispute, DisputeRow]:
    """The disputes of a zone, those to be settled first by their due day."""
    order = (F("closed_at").desc(nulls_first=True), "due_on", "pk")
    return QueryRows(Dispute.objects.of(zone).select_related("firm__zone").order_by(*order), dispute_row)


def of_firm(firm: Firm) -> list[DisputeRow]:
    """The disputes that a firm has opened, the last first."""
    rows = Dispute.objects.filter(firm=firm).select_related("firm__zone").order_by("-pk")
    return [dispute_row(row) for row in rows]


def dispute_row(row: Dispute) -> DisputeRow:
    """A dispute as a line."""
    known = library(row.firm.zone.pack).sheet_vocabulary.facts
    return DisputeRow(
        id=row.pk,
        code=row.firm.uscc,
        firm=row.firm.name_zh,
        fact=row.fact,
        title=known[row.fact].name if row.fact in known else Text(row.fact, row.fact),
        state=row.state,
        state_title=STATES[row.state],
        tone=TONES[row.state],
        opened_at=row.opened_at,
        due_on=row.due_on,
        late=row.state == "open" and row.due_on < SystemClock().today(),
    )


def dispute_page(firm: Firm, key: int) -> DisputePage | None:
    """One dispute of a firm, None where it has none such."""
    row = Dispute.objects.select_related("firm__zone", "opened_by").filter(firm=firm, pk=key).first()
    if row is None:
        return None
    held, today = library(firm.zone.pack), SystemClock().today()
    fact = held.sheet_vocabulary[row.fact]
    views = {view.id: view for view in history(firm, row.fact)}
    value, claim = views[row.observation_id], views.get(row.claim_id or 0)
    return DisputePage(
        row=dispute_row(row),
        value=said(value, fact, held, today),
        claim=said(claim, fact, held, today) if claim else None,
        difference=difference(fact, value.value, claim.value) if claim else None,
        reason=row.reason,
        by=row.opened_by.name,
        papers=tuple(_paper(e) for e in row.evidence.order_by("pk")),
        words=tuple(_word(r) for r in row.remarks.select_related("by").order_by("pk")),
        entries=entries(firm, fact),
        open=row.state in OPEN,
    )


def _paper(row: Evidence) -> Paper:
    return Paper(row.pk, row.file_name, row.size, row.digest, row.at)


def _word(row: Remark) -> Word:
    return Word(REMARKS[row.kind], row.text, row.by.name, row.at)
