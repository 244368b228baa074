"""Parameters and parts of answers that operations share."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from ninja import Header, Path, Query, Schema
from pydantic import BeforeValidator, Field

from gaoxin.base.text import Text
from gaoxin.frame.api.errors import Words
from gaoxin.frame.table.rows import Rows

T = TypeVar("T")
R = TypeVar("R")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

ZoneId = Annotated[
    str,
    Path(
        description="园区 · zone",
        pattern=r"^[a-z][a-z0-9_-]{0,39}$",
        example="yunchuan",
    ),
]
Uscc = Annotated[
    str,
    Path(
        description="统一社会信用代码 · unified social credit code (GB 32100-2015)",
        pattern=r"^[0-9A-Z]{18}$",
        example="91990171MAGPQ3CC30",
    ),
]
Key = Annotated[
    str,
    Path(description="编号 · id", pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$"),
]


def _iso(value: object) -> object:
    if isinstance(value, str) and not ISO.fullmatch(value):
        raise ValueError("a day is written 2026-03-31")
    if isinstance(value, int | float):
        raise ValueError("a day is text, such as 2026-03-31")
    return value


Day = Annotated[dt.date, BeforeValidator(_iso)]
"""A calendar day, written 2026-03-31 and in no other way."""
Limit = Annotated[int, Query(50, ge=1, le=500, description="最多几条 · at most so many")]
Offset = Annotated[int, Query(0, ge=0, le=10_000_000, description="跳过几条 · leave out the first")]
Search = Annotated[
    str,
    Query("", max_length=100, pattern=r"^[^\x00-\x1f]*$", description="搜索词 · words to look for"),
]
Once = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,100}$",
        description="同一键的请求只做一次，24小时内重发得到同样的回答 · "
        "a request sent again with the same key within 24 hours is done once and answered alike",
    ),
]


class Page(Schema, Generic[T]):
    """Part of a list, and how many there are in all."""

    total: int = Field(ge=0)
    limit: int
    offset: int
    items: list[T]


def words(text: Text | None) -> Words | None:
    """A text as it is sent."""
    return None if text is None else Words(zh=text.zh, en=text.en)


def listed(rows: Rows[R], limit: int, offset: int, make: Callable[[R], T]) -> dict[str, object]:
    """One page of rows, each made into what is sent."""
    found = [make(row) for row in rows.slice(offset, offset + limit)]
    return {"total": rows.count(), "limit": limit, "offset": offset, "items": found}
