"""Limits hold, for any number of processes, and let go again."""

import datetime as dt
import os
import subprocess
import sys

from django.test import Client
from django.utils import timezone

from gaoxin.center.models import Session, Tally
from gaoxin.center.security.address import forwarded
from gaoxin.center.security.limits import closed, forget, strike, sweep, take
from gaoxin.scenes.access import jobs


def test_a_window_lets_so_many_through_and_opens_again(db):
    assert [take("x", "a", 3, 60) > 0 for _ in range(5)] == [False, False, False, True, True]
    assert take("x", "b", 3, 60) == take("y", "a", 3, 60) == 0
    Tally.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert take("x", "a", 3, 60) == 0


def test_a_strike_closes_from_the_last_failure_on(db):
    for _ in range(4):
        assert strike("login", "a", 5, 900) == 0
    Tally.objects.update(until=timezone.now() + dt.timedelta(seconds=5))
    assert strike("login", "a", 5, 900) > 890
    assert closed("login", "a", 5) > 890
    forget("login", "a")
    assert closed("login", "a", 5) == 0


def test_nothing_is_kept_of_who_tried(db):
    take("login", "address 10.0.0.1", 3, 60)
    assert "10.0.0.1" not in Tally.objects.get().key


TRIES = """
import django
django.setup()
from gaoxin.center.security.limits import take
print(sum(take("x", "a", 12, 60) == 0 for _ in range(10)))
"""


def test_counts_are_exact_for_several_processes(tmp_path):
    env = {k: v for k, v in os.environ.items() if k != "GAOXIN_DATABASE_URL"} | {"GAOXIN_DATA": str(tmp_path)}
    python = [sys.executable, "-m", "django"]
    subprocess.run([*python, "migrate", "center", "-v", "0", "--skip-checks"], env=env, check=True)
    started = [
        subprocess.Popen([sys.executable, "-c", TRIES], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert sum(int(process.communicate(timeout=60)[0]) for process in started) == 12


def test_logins_from_one_address_are_limited(zone):
    answers = [Client().post("/access/login/", {"login": f"u{n}", "password": "x"}) for n in range(21)]
    assert [a.status_code for a in answers] == [422] * 20 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "秒后再试" in answers[-1].content.decode()
    assert Client().get("/access/login/").status_code == 200, "reading is not limited"


def test_password_changes_are_limited(client_as):
    client = client_as("service")
    answers = [client.post("/access/account/password/", {}).status_code for _ in range(11)]
    assert answers[-1] == 429


def test_only_our_own_gateways_are_believed():
    assert forwarded("1.1.1.1, 2.2.2.2, 3.3.3.3", 1) == "3.3.3.3"
    assert forwarded("1.1.1.1, 2.2.2.2, 3.3.3.3", 2) == "2.2.2.2"
    assert forwarded("2001:db8::1", 1) == "2001:db8::1"
    assert forwarded("", 1) is None
    assert forwarded("1.1.1.1", 2) is None
    assert forwarded("<script>", 1) is None


def test_an_address_that_is_claimed_does_not_count_without_gateways(zone, settings):
    for n in range(20):
        Client().post(
            "/access/login/", {"login": f"u{n}", "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}"
        )
    answer = Client().post("/access/login/", {"login": "u", "password": "x"}, HTTP_X_FORWARDED_FOR="10.0.1.1")
    assert answer.status_code == 429
    settings.GAOXIN_PROXIES = 1
    answer = Client().post("/access/login/", {"login": "u", "password": "x"}, HTTP_X_FORWARDED_FOR="10.0.1.1")
    assert answer.status_code == 422


def test_what_is_over_is_swept(db):
    take("x", "a", 3, 60)
    past = timezone.now() - dt.timedelta(days=1)
    Tally.objects.update(until=past)
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=past, seen_at=past)
    jobs.sweep()
    assert not Tally.objects.exists()
    assert not Session.objects.exists()
    assert sweep() == 0
