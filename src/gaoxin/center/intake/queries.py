"""Imports as pages show them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.evidence.values import value_of
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.intake.origin import Origin, origin_of
from gaoxin.center.intake.reading import errors_path
from gaoxin.center.intake.running import Progress, alive, progress_of
from gaoxin.center.intake.stored import files
from gaoxin.center.intake.work import INTERRUPTED
from gaoxin.center.models import Batch, Zone

STATES = {
    "uploaded": Text("已上传", "Uploaded"),
    "previewed": Text("待确认", "To be confirmed"),
    "waiting": Text("排队中", "Waiting"),
    "running": Text("处理中", "Running"),
    "done": Text("已导入", "Imported"),
    "failed": Text("失败", "Failed"),
    "undone": Text("已撤销", "Undone"),
}
STEPS = {
    "read": Text("读取文件", "Reading the file"),
    "compare": Text("与已有数据比对", "Comparing with what is held"),
    "write": Text("写入", "Writing"),
    "names": Text("更新名称和地点", "Renewing names and places"),
    "undo": Text("撤销", "Taking back"),
}
EFFECTS = {
    "new": Text("新增", "New"),
    "changed": Text("更新", "Changed"),
    "confirmed": Text("另一来源相同", "Confirmed by another source"),
    "beside": Text("与更可靠来源不同，并列保存", "Differs from a better source and stands beside it"),
}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column understood; `assumed` is the unit of money taken where none is written."""

    header: str
    fact: Fact
    assumed: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row was not read."""

    row: int
    column: str
    value: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Change:
    """A value that an import changes or sets beside a better one; values as the rules see them."""

    uscc: str
    name: str
    fact: Fact
    before: Any
    after: Any
    effect: Text
    source: Text


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What an import would do, or has done."""

    sheet: str
    rows: int
    columns: tuple[ColumnView, ...]
    unknown: tuple[tuple[str, str], ...]
    absent: tuple[Fact, ...]
    other_sheets: tuple[str, ...]
    refused: int
    skipped: int
    errors: tuple[RefusedRow, ...]
    new_firms: int
    known_firms: int
    touched_firms: int
    elsewhere: int
    elsewhere_codes: tuple[str, ...]
    cells: int
    unchanged: int
    effects: Mapping[str, int]
    first_facts: tuple[Fact, ...]
    first_rows: tuple[tuple[Any, ...], ...]
    sample: tuple[Change, ...]

    @property
    def writes(self) -> int:
        """Values that are written."""
        return sum(self.effects.values())

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is held already."""
        return not self.writes and not self.new_firms


@dataclass(frozen=True, slots=True)
class BatchView:
    """One import. `busy`: a page asks again; `error` is set where it failed."""

    id: int
    file_name: str
    size: int
    digest: str
    state: str
    state_name: Text
    origin: Origin
    by: str
    created_at: dt.datetime
    finished_at: dt.datetime | None
    error: Text | None
    progress: Progress
    step: Text
    seen: tuple[int, ...]
    preview: PreviewView | None
    mapping: Mapping[str, str]

    @property
    def busy(self) -> bool:
        """Whether something is still to come without anybody doing anything."""
        return self.state in ("waiting", "running")

    @property
    def startable(self) -> bool:
        """Whether it may be written now."""
        return self.state in ("previewed", "failed") and self.preview is not None

    @property
    def undoable(self) -> bool:
        """Whether it may be taken back."""
        return self.state == "done"

    @property
    def percent(self) -> int:
        """How far the present step is, 0 to 100; 0 where that is not known."""
        return min(100, self.progress.done * 100 // self.progress.total) if self.progress.total else 0


def batches(zone: Zone, limit: int = 200) -> tuple[BatchView, ...]:
    """The imports of a zone, the latest first."""
    rows = Batch.objects.filter(zone=zone, kind="firms").select_related("by", "zone").order_by("-pk")
    return tuple(_view(row) for row in rows[:limit])


def batch_of(zone: Zone, batch: int) -> BatchView | None:
    """One import of a zone with its progress; None where there is none."""
    row = Batch.objects.filter(zone=zone, pk=batch, kind="firms").select_related("by", "zone").first()
    return _view(row) if row else None


def errors_file(zone: Zone, batch: int, language: Language = "zh") -> Path | None:
    """The workbook of wrong rows of an import, None where there were none."""
    row = Batch.objects.filter(zone=zone, pk=batch).first()
    path = errors_path(row, language) if row else None
    return path if path and path.exists() else None


def uploaded_file(zone: Zone, batch: int) -> Path | None:
    """The file of an import as it was uploaded."""
    row = Batch.objects.filter(zone=zone, pk=batch).first()
    path = files() / row.stored if row and row.stored else None
    return path if path and path.exists() else None


def _view(row: Batch) -> BatchView:
    dead = row.state == "running" and not alive(row.pk)
    state = ("done" if row.step == "undo" else "failed") if dead else row.state
    error = [INTERRUPTED.zh, INTERRUPTED.en] if dead else row.summary.get("error")
    progress = progress_of(row.pk) if state == "running" else Progress()
    return BatchView(
        id=row.pk,
        file_name=row.file_name,
        size=row.size,
        digest=row.digest,
        state=state,
        state_name=STATES[state],
        origin=origin_of(row),
        by=row.by.name if row.by else "operator",
        created_at=row.created_at,
        finished_at=row.finished_at,
        error=Text(*error) if error else None,
        progress=progress,
        step=STEPS.get(progress.step or row.step, Text("")),
        seen=tuple(row.summary.get("seen", ())),
        preview=_preview(row.summary, vocabulary_of(row.zone)) if "rows" in row.summary else None,
        mapping=row.mapping.get("columns", {}),
    )


def _preview(kept: Mapping[str, Any], facts: Vocabulary) -> PreviewView:
    first = kept["first"]
    shown = [facts[fact] for fact in first["facts"]]
    return PreviewView(
        sheet=kept["sheet"],
        rows=kept["rows"],
        columns=tuple(ColumnView(h, facts[f], unit) for h, f, unit in kept["columns"]),
        unknown=tuple((h, s) for h, s in kept["unknown"]),
        absent=tuple(facts[fact] for fact in kept["absent"] if fact in facts),
        other_sheets=tuple(kept["others"]),
        refused=kept["refused"],
        skipped=kept["skipped"],
        errors=tuple(
            RefusedRow(row, column, value, Text(zh, en)) for row, column, value, zh, en in kept["errors"]
        ),
        new_firms=kept["new_firms"],
        known_firms=kept["known_firms"],
        touched_firms=kept["touched_firms"],
        elsewhere=kept["elsewhere"],
        elsewhere_codes=tuple(kept["elsewhere_codes"]),
        cells=kept["cells"],
        unchanged=kept["unchanged"],
        effects={effect: kept[effect] for effect in EFFECTS},
        first_facts=tuple(shown),
        first_rows=tuple(
            tuple(_value(pair, fact) for pair, fact in zip(row, shown, strict=True)) for row in first["rows"]
        ),
        sample=tuple(_change(one, facts) for one in kept["sample"]),
    )


def _change(kept: Mapping[str, Any], facts: Vocabulary) -> Change:
    fact, kind = facts[kept["fact"]], source_kinds().get(kept["kind"])
    return Change(
        uscc=kept["uscc"],
        name=kept["name"],
        fact=fact,
        before=_value(kept["before"], fact),
        after=_value(kept["after"], fact),
        effect=EFFECTS[kept["effect"]],
        source=kind.named if kind else Text(""),
    )


def _value(pair: list[Any], fact: Fact) -> Any:
    number, text = pair
    return None if number is None and text is None else value_of(number, text, fact)
