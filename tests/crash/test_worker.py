"""The worker is killed in the middle of an import: nothing is half done, and the import can be run again."""

import sys
import time
from pathlib import Path

import pytest

from tests.crash.test_writers import inside
from tests.running import Site

WORKER = (sys.executable, "-m", "gaoxin.cli.running.worker")


@pytest.mark.parametrize("wait", [0.0, 0.4])
def test_a_killed_worker_leaves_nothing_half_done(site: Site, tmp_path: Path, wait: float) -> None:
    before = inside(site, "counts")
    inside(site, "upload", str(tmp_path / "firms.xlsx"))
    site.spawn("jobs", *WORKER)
    _until(site, lambda now: now["state"] == "running" or now["firms"] > before["firms"])
    time.sleep(wait)
    site.kill("jobs")
    now = inside(site, "counts")
    if now["state"] != "done":
        assert (now["firms"], now["values"]) == (before["firms"], before["values"])
        assert now["events"] == before["events"]
    site.spawn("jobs", *WORKER)
    after = _until(site, lambda now: now["state"] in {"done", "failed"})
    site.kill("jobs")
    assert after["state"] == "done" or (after["firms"], after["values"]) == (
        before["firms"],
        before["values"],
    )


def _until(site: Site, met, seconds: float = 60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        now = inside(site, "counts")
        if met(now):
            return now
    raise AssertionError(now)
