"""The work on a batch, step by step: whatever happens, its state says so and nothing is left half done."""

import logging
from collections.abc import Callable

from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor, actor_of, operator
from gaoxin.center.intake.commit import write
from gaoxin.center.intake.preview import preview
from gaoxin.center.intake.reading import Told, frame_path
from gaoxin.center.intake.running import Busy, alive, running
from gaoxin.center.intake.undo import take_back
from gaoxin.center.models import Batch
from gaoxin.engines.sheets import SheetError

log = logging.getLogger("gaoxin.intake")

INTERRUPTED = Text(
    "处理被中断，没有写入任何数据；可以重新开始",
    "the work was interrupted and nothing was written; start it again",
)
UNEXPECTED = Text(
    "处理时出了意外，没有写入任何数据；请把这条信息告诉系统管理员",
    "something unexpected happened and nothing was written; tell the system administrator",
)


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def work_off(batch_id: int, told: Told = quiet) -> Batch:
    """Do what a waiting batch waits for: read, write or undo. A batch that somebody works on is left alone."""
    batch = Batch.objects.select_related("zone", "by").get(pk=batch_id)
    if batch.state == "running" and not alive(batch.pk):
        return interrupted(batch)
    if batch.state != "waiting":
        return batch
    try:
        with running(batch.pk) as progress:
            _run(batch, _both(progress, told))
    except Busy:
        log.info("import.busy", extra={"batch": batch.pk})
    return batch


def _both(one: Told, other: Told) -> Told:
    def tell(step: str, done: int, total: int) -> None:
        one(step, done, total)
        other(step, done, total)

    return tell


def recover() -> int:
    """Mark batches whose process died; how many there were."""
    dead = [b for b in Batch.objects.filter(state="running") if not alive(b.pk)]
    for batch in dead:
        interrupted(batch)
    return len(dead)


def interrupted(batch: Batch) -> Batch:
    """Mark a batch whose process died: its transaction was never finished."""
    return _failed(batch, INTERRUPTED)


def _run(batch: Batch, told: Told) -> None:
    steps: dict[str, Callable[[], None]] = {
        "read": lambda: _preview(batch, told),
        "write": lambda: _write(batch, told),
        "undo": lambda: take_back(batch, _actor(batch), told),
    }
    batch.state = "running"
    batch.save(update_fields=["state"])
    try:
        steps[batch.step]()
    except SheetError as error:
        _failed(batch, error.text)
    except Refused as error:
        _failed(batch, error.message)
    except Exception:
        log.exception("import.failed", extra={"batch": batch.pk})
        _failed(batch, UNEXPECTED)


def _preview(batch: Batch, told: Told) -> None:
    batch.summary = preview(batch, told)
    batch.state = "previewed"
    batch.save(update_fields=["summary", "state"])


def _write(batch: Batch, told: Told) -> None:
    write(batch, _actor(batch), told)
    frame_path(batch).unlink(missing_ok=True)


def _failed(batch: Batch, reason: Text) -> Batch:
    """An undo that fails leaves the import as it was."""
    back = batch.step == "undo"
    summary = {**batch.summary, "error": [reason.zh, reason.en]}
    state = "done" if back else "failed"
    changed: dict[str, object] = {"state": state, "summary": summary}
    if not back:
        changed["finished_at"] = timezone.now()
    Batch.objects.filter(pk=batch.pk).update(**changed)
    batch.refresh_from_db()
    return batch


def _actor(batch: Batch) -> Actor:
    return actor_of(batch.by, via="job") if batch.by else operator("job")
