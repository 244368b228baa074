"""People at work: each opens one page after another of those that links lead him to, with a pause to read."""

import json
import os
import random
from itertools import cycle
from pathlib import Path

from locust import HttpUser, between, task

PLAY = json.loads(Path(os.environ["GAOXIN_LOAD"]).read_text())
SESSIONS = {login: cycle(keys) for login, keys in PLAY["sessions"].items()}


class Somebody(HttpUser):
    """Opens pages with the session of one of `logins`; a visitor without."""

    abstract = True
    wait_time = between(1, 3)
    logins: tuple[str | None, ...] = (None,)

    def on_start(self) -> None:
        """Take a session."""
        self.login = random.choice(self.logins)
        if self.login:
            self.client.cookies["sessionid"] = next(SESSIONS[self.login])

    @task
    def look(self) -> None:
        """Open a page."""
        name, path = random.choice(PLAY["pages"][self.login or ""])
        with self.client.get(path, name=name, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code} {path}")


class Officer(Somebody):
    weight = 5
    logins = ("service", "service2")


class Firm(Somebody):
    weight = 2
    logins = ("firm1", "firm2")


class Leader(Somebody):
    weight = 2
    logins = ("leader", "statistician")


class Visitor(Somebody):
    weight = 1
