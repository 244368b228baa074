"""Long and periodic work: jobs that a killed worker left are taken up again, and what is over is cleared away."""

import datetime as dt
import logging
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import cast

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gaoxin.center.models import Answer

log = logging.getLogger("gaoxin.jobs")

PERIODIC = ("gaoxin.center.jobs.clean", "gaoxin.center.intake.jobs.recover_imports")
"""The centre's own periodic work; scenes name theirs in their manifests."""
ATTEMPTS = 3
"""How often a job is begun before it counts as failed."""
KEPT = dt.timedelta(days=30)
REPEATED = dt.timedelta(days=1)
"""How long an answer to a program's write is kept for one sent again."""


def worker_name() -> str:
    """The name under which this process takes jobs: machine and process."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def hand_back() -> int:
    """Put jobs back into the queue whose worker, on this machine, is no more; how many there were."""
    left = [job for job in DBTaskResult.objects.running() if _abandoned(job.worker_ids)]
    for job in left:
        again = len(job.worker_ids) < ATTEMPTS
        DBTaskResult.objects.filter(pk=job.pk, worker_ids=job.worker_ids).update(
            status="READY" if again else "FAILED",
            finished_at=None if again else timezone.now(),
            exception_class_path="" if again else "gaoxin.center.jobs.Abandoned",
        )
        log.warning("job.handed_back", extra={"job": job.task_path, "again": again})
    return len(left)


def _abandoned(workers: list[str]) -> bool:
    host, _, process = workers[-1].rpartition(":") if workers else ("", "", "")
    if host != socket.gethostname()[:40] or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return int(process) == os.getpid()


def run_each(paths: Iterable[str]) -> Iterator[tuple[str, Exception | None]]:
    """Call each job by its dotted path; one that fails does not keep the others from running."""
    for path in paths:
        module, _, name = path.rpartition(".")
        try:
            job = getattr(import_module(module), name)
            cast(Callable[[], object], getattr(job, "enqueue", job))()
        except Exception as error:
            log.exception("job.failed", extra={"job": path})
            yield path, error
        else:
            log.info("job.done", extra={"job": path})
            yield path, None


def clean() -> None:
    """Clear away sessions that have ended, answers a day old, and the records of jobs finished a month ago."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    Answer.objects.filter(at__lt=timezone.now() - REPEATED).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
