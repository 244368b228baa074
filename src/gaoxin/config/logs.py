"""Logs as one JSON object a line: moment, level, event and what belongs to it; no names, contents or secrets."""

import datetime as dt
import json
import logging
import os
from contextvars import ContextVar
from typing import Any

from gaoxin.base.clock import BEIJING

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LEFT_OUT = frozenset({"request", "status_code", "server_time"})


class Line(logging.Formatter):
    """A record as one line of JSON; what was given as `extra` stands beside the event."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        more = {k: v for k, v in vars(record).items() if k not in _USUAL | _LEFT_OUT}
        line: dict[str, Any] = {
            "at": dt_of(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **({"request_id": REQUEST.get()} if REQUEST.get() else {}),
            **more,
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def dt_of(moment: float) -> str:
    """A moment in Beijing time with milliseconds."""
    return dt.datetime.fromtimestamp(moment, BEIJING).isoformat(timespec="milliseconds")


def logging_config() -> dict[str, Any]:
    """To the file that GAOXIN_LOG names, opened anew when it is moved away; to standard error where `-` or unset."""
    target = os.environ.get("GAOXIN_LOG") or "-"
    handler: dict[str, Any] = (
        {"class": "logging.StreamHandler"}
        if target == "-"
        else {"class": "logging.handlers.WatchedFileHandler", "filename": target, "encoding": "utf-8"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "gaoxin.config.logs.Line"}},
        "handlers": {"out": {**handler, "formatter": "line"}},
        "root": {"handlers": ["out"], "level": os.environ.get("GAOXIN_LOG_LEVEL", "INFO").upper()},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "CRITICAL"},
        },
    }
