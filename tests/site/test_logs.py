"""Every request leaves one line of JSON, which tells neither names nor what was sent."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from gaoxin.config.logs import Line


@pytest.fixture
def lines() -> Iterator[list[str]]:
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(Line().format(record))

    keep = Keep()
    logging.getLogger("gaoxin").addHandler(keep)
    yield found
    logging.getLogger("gaoxin").removeHandler(keep)


def test_a_request_is_one_line(lines: list[str], client_as) -> None:
    client = client_as("service")
    answer = client.get("/help?q=secret-word", headers={"X-Request-ID": "gateway-0042"})
    told = [json.loads(line) for line in lines if '"request"' in line]
    assert len(told) == 1
    assert told[0].items() >= {"method": "GET", "path": "/help", "status": 200}.items()
    assert told[0]["request_id"] == answer["X-Request-ID"] == "gateway-0042"
    assert "secret-word" not in lines[0]
    assert "测试" not in lines[0]


def test_an_id_that_is_none_is_replaced(lines: list[str], zone) -> None:
    answer = Client().get("/health", headers={"X-Request-ID": 'x" onload="'})
    assert len(answer["X-Request-ID"]) == 16
    assert not lines
