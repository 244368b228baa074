"""One import as its page shows it: the centre's view of it, with values written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.intake.queries import EFFECTS, STATES, BatchView, Change, PreviewView, batch_of, batches
from gaoxin.center.models import Zone
from gaoxin.frame.table import ListRows
from gaoxin.scenes.data.queries.pack import kind_title, library
from gaoxin.scenes.data.queries.value import shown

__all__ = ["STATES", "ChangeLine", "ImportPage", "import_page", "import_rows"]

ROWS = 5
"""Rows of the sheet that are shown."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A value that a sheet would change or contradict, written out; `beside`: a better source says otherwise."""

    change: Change
    before: Text | None
    after: Text | None
    beside: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A number in words."""

    title: Text
    value: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import; `stage` is 2 (look), 3 (write) or 4 (done)."""

    view: BatchView
    stage: int
    kind: Text
    counts: Sequence[Count]
    first: Sequence[Sequence[Text | None]]
    changes: Sequence[ChangeLine]


def import_rows(zone: Zone) -> ListRows[BatchView]:
    """The imports of a zone, the last first."""
    return ListRows(batches(zone))


def import_page(zone: Zone, key: int) -> ImportPage | None:
    """One import of the zone, None where it has none such."""
    view = batch_of(zone, key)
    if view is None:
        return None
    preview = view.preview
    rows = preview.first_rows[:ROWS] if preview else ()
    return ImportPage(
        view=view,
        stage=_stage(view),
        kind=kind_title(view.origin.kind),
        counts=_counts(preview) if preview else (),
        first=[_row(zone, preview.first_facts, row) for row in rows] if preview else (),
        changes=[_change(zone, change) for change in preview.sample] if preview else (),
    )


def _stage(view: BatchView) -> int:
    if view.state in ("done", "undone"):
        return 4
    return 3 if view.busy and view.preview else 2


def _counts(preview: PreviewView) -> list[Count]:
    effects = preview.effects
    numbers = (
        (Text("新企业", "New firms"), preview.new_firms),
        (Text("新数据", "New values"), effects["new"]),
        (Text("变更", "Changed"), effects["changed"]),
        (Text("与更高来源不一致", "Contradict a better source"), effects["beside"]),
        (Text("与现有一致", "Same as held"), preview.unchanged + effects["confirmed"]),
        (Text("未通过的行", "Refused rows"), preview.refused),
    )
    return [Count(title, f"{number:,}") for title, number in numbers]


def _row(zone: Zone, facts: Sequence[Fact], row: Sequence[Any]) -> list[Text | None]:
    return [_shown(zone, fact, value) for fact, value in zip(facts, row, strict=True)]


def _shown(zone: Zone, fact: Fact, value: Any) -> Text | None:
    return None if value is None else shown(fact, value, library(zone.pack))


def _change(zone: Zone, change: Change) -> ChangeLine:
    before, after = (_shown(zone, change.fact, value) for value in (change.before, change.after))
    return ChangeLine(change, before, after, change.effect == EFFECTS["beside"])
