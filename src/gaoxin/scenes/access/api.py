"""The interface of the access scene: the log, for the auditor's own programs."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from gaoxin.center.people.log import AUDIT, EventRow, events, row
from gaoxin.frame.api.access import require
from gaoxin.frame.api.errors import ERRORS, Words
from gaoxin.frame.api.fields import Limit

router = Router(tags=["审计 · Audit"])


class EventOut(Schema):
    """What was done by whom; `digest` binds it to `previous`."""

    id: int
    at: dt.datetime
    who: str
    role: Words
    via: str = Field(examples=["web"])
    kind: str = Field(examples=["export"])
    uscc: str
    subject: str
    detail: dict[str, Any]
    previous: str
    digest: str


@router.get("/events", response={200: list[EventOut], **ERRORS}, summary="审计日志 · Log")
def log(
    request: HttpRequest,
    after: Annotated[int, Query(0, ge=0, le=2**62, description="从这个编号之后 · after this id")] = 0,
    limit: Limit = 50,
) -> Any:
    """按发生次序；用最后一条的编号取下一批。In the order of time; ask again after the last id for more."""
    found = events(require(request, AUDIT)).filter(pk__gt=after).order_by("pk")[:limit]
    return [_event(row(event)) for event in found]


def _event(one: EventRow) -> EventOut:
    return EventOut(
        id=one.id,
        at=one.at,
        who=one.who,
        role=Words(zh=one.role.zh, en=one.role.en),
        via=one.via,
        kind=one.kind,
        uscc=one.uscc,
        subject=one.subject,
        detail=one.detail,
        previous=one.previous,
        digest=one.digest,
    )
