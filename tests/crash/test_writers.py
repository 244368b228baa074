"""Many write at once; the server is killed; what was acknowledged is there, and nothing is there by half."""

import http.client
import json
import subprocess
import sys
import threading
import time
from itertools import count
from typing import Any

from tests.running import Site

WRITERS = 8


def inside(site: Site, what: str, *more: str) -> Any:
    """The answer of `tests.crash.inside`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.inside", what, *more],
        env={**site.environment, "GAOXIN_LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


class Writer(threading.Thread):
    """States one value after another, each for a day of its own, until told to stop or cut off."""

    def __init__(self, site: Site, token: str, uscc: str, numbers: "count[int]") -> None:
        super().__init__()
        self.site, self.token, self.uscc, self.numbers = site, token, uscc, numbers
        self.sent: list[int] = []
        self.acknowledged: list[int] = []
        self.refused: list[str] = []
        self.stop = False

    def run(self) -> None:
        while not self.stop:
            number = next(self.numbers)
            day = f"2020-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"
            self.sent.append(number)
            try:
                status, body = self._state(str(number), day)
            except (OSError, http.client.HTTPException):
                return
            if status == 200:
                self.acknowledged.append(number)
            else:
                self.refused.append(f"{status} {body}")

    def _state(self, value: str, day: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        body = json.dumps({"fact": "electricity", "value": value, "valid_from": day})
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request("POST", f"/api/firms/{self.uscc}/facts", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text


def test_what_was_acknowledged_outlives_a_kill(site: Site) -> None:
    numbers, people = count(1), inside(site, "tokens")
    writers = [Writer(site, *people[n % len(people)], numbers) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    enough = time.monotonic() + 60
    while sum(len(w.acknowledged) for w in writers) < 120 and time.monotonic() < enough:
        time.sleep(0.02)
    site.kill("web")
    for writer in writers:
        writer.join()
    site.start()
    acknowledged = sorted(n for w in writers for n in w.acknowledged)
    sent = {n for w in writers for n in w.sent}
    found = inside(site, "told")
    assert not [r for w in writers for r in w.refused]
    assert len(acknowledged) >= 120
    assert set(acknowledged) <= set(found["values"]) <= sent
    assert found["events"] == len(found["values"])
    assert found["broken"] is None


def test_eight_writers_meet_no_error(site: Site) -> None:
    before = inside(site, "told")["values"]
    numbers, people = count(1000), inside(site, "tokens")
    writers = [Writer(site, *people[n % len(people)], numbers) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(3)
    for writer in writers:
        writer.stop = True
    for writer in writers:
        writer.join()
    assert not [r for w in writers for r in w.refused]
    made = sum(len(w.acknowledged) for w in writers)
    assert made == sum(len(w.sent) for w in writers) > WRITERS
    assert len(inside(site, "told")["values"]) == len(before) + made
