"""Writes that are done once however often they are sent: the answer is kept under the key that the program chose."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest
from ninja import Schema

from gaoxin.base.text import Text
from gaoxin.center.models import Answer
from gaoxin.frame.api.access import actor_in
from gaoxin.frame.api.errors import ApiError

OTHER = Text(
    "这个 Idempotency-Key 已用于另一个请求，请换一个",
    "This Idempotency-Key was used for another request; choose another",
)


def once(request: HttpRequest, key: str | None, write: Callable[[], Schema]) -> Any:
    """The answer of `write`, which runs in one transaction with the keeping of its answer; 409 for a key reused."""
    if key is None:
        return write()
    asked = hashlib.sha256(
        f"{request.method} {request.get_full_path()}\n".encode() + request.body
    ).hexdigest()
    with transaction.atomic():
        person = actor_in(request).person
        kept, new = Answer.objects.get_or_create(person=person, key=key, defaults={"digest": asked})
        if kept.digest != asked:
            raise ApiError(409, "key_reused", OTHER, "header.Idempotency-Key")
        if new:
            kept.body = json.loads(json.dumps(write().model_dump(mode="json"), cls=DjangoJSONEncoder))
            kept.save(update_fields=["body"])
    return kept.body
