"""Uploading, agreeing on columns, importing and taking back."""

# ruff: noqa: ARG001 - `actor` is for the permission and the log, which the decorator sees to

from collections.abc import Mapping
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.intake.origin import Origin
from gaoxin.center.intake.stored import drop, keep
from gaoxin.center.intake.undo import refuse_standing
from gaoxin.center.models import Batch, ColumnMeaning, Zone

START_FROM = ("previewed", "failed")
"""States in which a batch may be read or written."""


@action(permission="center.import", event="import.upload", private=("file",))
def upload_batch(
    *, actor: Actor, zone: Zone, file: BinaryIO, name: str, origin: Origin | None = None, queue: bool = True
) -> Batch:
    """Keep a file and have it read for a preview. Raises SheetError where its content is no table, or Refused."""
    kept = keep(file)
    given = (origin or Origin(SystemClock().today())).checked(zone, SystemClock().today())
    batch = Batch.objects.create(
        zone=zone,
        kind="firms",
        file_name=_plain_name(name),
        stored=kept.path,
        digest=kept.digest,
        size=kept.size,
        state="uploaded",
        valid_from=given.valid_from,
        mapping={"columns": {}, "origin": given.plain()},
        by=actor.person,
        created_at=timezone.now(),
    )
    return _wait(batch, "read", queue)


@action(permission="center.import", event="import.mapping")
def set_mapping(
    *,
    actor: Actor,
    zone: Zone,
    batch: int,
    columns: Mapping[str, str] | None = None,
    origin: Origin | None = None,
    queue: bool = True,
) -> Batch:
    """Agree on what headers mean (a fact, or nothing to leave the column out) and where the sheet comes from.

    The meanings are remembered in the zone; the file is read again. Raises Refused.
    """
    row = _batch(zone, batch, START_FROM)
    columns = _columns(zone, columns or {})
    for header, fact in columns.items():
        ColumnMeaning.objects.update_or_create(zone=zone, header=header, defaults={"fact": fact})
    row.mapping["columns"] = {**row.mapping.get("columns", {}), **columns}
    if origin is not None:
        given = origin.checked(zone, SystemClock().today())
        row.mapping["origin"], row.valid_from = given.plain(), given.valid_from
    row.save(update_fields=["mapping", "valid_from"])
    return _wait(row, "read", queue)


@action(permission="center.import", event="import.start")
def start_import(*, actor: Actor, zone: Zone, batch: int, queue: bool = True) -> Batch:
    """Have a previewed batch written. Raises Refused."""
    row = _batch(zone, batch, START_FROM)
    if "rows" not in row.summary:
        raise Refused(
            Text("这个文件没有读懂，不能导入", "the file was not understood and cannot be imported"),
            Text("请按提示改正后重新上传", "correct it as told and upload it again"),
        )
    return _wait(row, "write", queue)


@action(permission="center.import", event="import.undo")
def undo_import(*, actor: Actor, zone: Zone, batch: int, queue: bool = True) -> Batch:
    """Take a whole import back. Raises Refused where something later builds on it."""
    row = _batch(zone, batch, ("done",))
    refuse_standing(row)
    return _wait(row, "undo", queue)


@action(permission="center.import", event="import.discard")
def discard_batch(*, actor: Actor, zone: Zone, batch: int) -> None:
    """Drop an upload that was not written. Raises Refused."""
    row = _batch(zone, batch, START_FROM)
    stored = row.stored
    row.delete()
    transaction.on_commit(lambda: drop(stored, batch))


def _batch(zone: Zone, batch: int, states: tuple[str, ...]) -> Batch:
    row = Batch.objects.select_for_update().filter(zone=zone, pk=batch).first()
    if row is None or row.state not in states:
        raise Refused(
            Text("这次导入现在不能这样处理", "the import cannot be handled so in its present state"),
            Text("请刷新页面后再看", "reload the page and look again"),
        )
    return row


def _columns(zone: Zone, given: Mapping[str, str]) -> dict[str, str]:
    vocabulary = vocabulary_of(zone)
    wrong = [fact for fact in given.values() if fact and fact not in vocabulary]
    if wrong:
        raise Refused(
            Text(f"没有这个指标：{'、'.join(wrong)}", f"no such fact: {', '.join(wrong)}"),
            Text("请从列表中选择", "choose one from the list"),
        )
    return {header[:200]: fact for header, fact in given.items()}


def _wait(batch: Batch, step: str, queue: bool) -> Batch:
    """Leave it to the worker; to the caller where `queue` is false."""
    from gaoxin.center.intake.jobs import import_job  # noqa: PLC0415 - loads the queue only where it is used

    batch.state, batch.step = "waiting", step
    batch.summary.pop("error", None)
    batch.save(update_fields=["state", "step", "summary"])
    if queue:
        transaction.on_commit(lambda: import_job.enqueue(batch.pk))
    return batch


def _plain_name(name: str) -> str:
    """The last part of a path without control characters."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-200:] or "upload"
