"""Jobs of a killed worker are taken up again; periodic jobs do not keep one another from running."""

import os
import socket
import subprocess
import sys

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gaoxin.center import jobs


def running(workers: list[str]) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="gaoxin.center.intake.jobs.import_job",
        backend_name="default",
        run_after=timezone.now(),
        worker_ids=workers,
        exception_class_path="",
        traceback="",
    )


@pytest.fixture
def dead() -> str:
    """The name of a worker that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"{socket.gethostname()[:40]}:{process.pid}"


@pytest.mark.django_db
def test_a_job_of_a_dead_worker_goes_back(dead: str) -> None:
    left, own = running([dead]), running([f"elsewhere:{os.getpid()}"])
    assert jobs.hand_back() == 1
    left.refresh_from_db()
    own.refresh_from_db()
    assert (left.status, own.status) == ("READY", "RUNNING")


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_fails_at_last(dead: str) -> None:
    left = running([dead] * jobs.ATTEMPTS)
    jobs.hand_back()
    left.refresh_from_db()
    assert left.status == "FAILED"
    assert left.finished_at is not None


def test_a_job_that_fails_does_not_stop_the_others() -> None:
    done = dict(jobs.run_each([f"{__name__}.fails", f"{__name__}.works"]))
    assert isinstance(done[f"{__name__}.fails"], ZeroDivisionError)
    assert done[f"{__name__}.works"] is None


def fails() -> None:
    raise ZeroDivisionError


def works() -> None:
    pass


def test_two_ticks_do_not_run_at_once(tmp_path) -> None:
    from gaoxin.cli.tick import _alone

    with _alone(tmp_path / "lock") as first, _alone(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with _alone(tmp_path / "lock") as again:
        assert again
