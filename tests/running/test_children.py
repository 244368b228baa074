"""Processes that die are started again; one that keeps dying stops the site only where the site needs it."""

import sys
import time

import pytest

from gaoxin.cli.running import children
from gaoxin.cli.running.children import TRIES, Child

DIES = [sys.executable, "-S", "-c", ""]
STAYS = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]


def died(child: Child) -> bool:
    """What tending says of it after it has died."""
    assert child.process is not None
    child.process.wait()
    return child.tend()


def test_a_site_stops_with_its_web_server_but_not_with_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children.time, "sleep", lambda _: None)
    web, jobs = Child("web", DIES), Child("jobs", DIES, vital=False)
    assert web.tend() and jobs.tend()
    assert [died(web) for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    assert [died(jobs) for _ in range(TRIES + 1)] == [True] * (TRIES + 1)


def test_a_worker_that_rests_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children.time, "sleep", lambda _: None)
    jobs = Child("jobs", DIES, vital=False)
    jobs.tend()
    for _ in range(TRIES + 1):
        died(jobs)
    last = jobs.started
    assert died(jobs) and jobs.started == last, "it rests"
    jobs.rests_until, jobs.command = time.monotonic() - 1, STAYS
    assert jobs.tend() and not jobs.ended and jobs.rests_until == 0
    children.halt([jobs])


def test_only_the_worker_may_be_missed() -> None:
    assert children.web("127.0.0.1", 1, 1, 1).vital and not children.jobs().vital
