"""A write that waits too long for a large import is told what to do, and nothing of it is kept."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from gaoxin.center.security.patience import patience
from gaoxin.frame.busy import BusyMiddleware


def test_who_was_kept_out_is_asked_to_try_again(client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def locked(*_given: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("gaoxin.center.security.limited.take", locked)
    for language, said in (("zh-hans", "请约一分钟后再试"), ("en", "Try again in about a minute")):
        client.cookies["django_language"] = language
        answer = client.post("/access/login/", {"login": "clerk", "password": "x"})
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert said in answer.content.decode()


def test_other_faults_are_not_called_busy() -> None:
    stop = BusyMiddleware(lambda _request: None)  # type: ignore[arg-type,return-value]
    request = RequestFactory().get("/")
    assert stop.process_exception(request, OperationalError("no such table: x")) is None


def test_patience_is_given_back(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("writers of PostgreSQL do not wait for each other")

    def held() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    before = held()
    with patience(50):
        assert held() == 50
    assert held() == before
