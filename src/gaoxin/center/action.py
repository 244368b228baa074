"""Actions: a permission, one transaction and one event around every write."""

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from gaoxin.center.actor import Actor
from gaoxin.center.events import append
from gaoxin.center.models import Firm, Zone

P = ParamSpec("P")
R = TypeVar("R")

LONGEST = 300
"""Characters of one argument that the log keeps."""


def action(
    *, permission: str, event: str, private: tuple[str, ...] = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function with keyword arguments, `actor` among them, the one way of doing something.

    It raises PermissionDenied unless the actor holds `permission` in the zone or for the firm among the
    arguments, runs in one transaction, and appends one event that names the arguments but for `private` ones.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        if any(p.kind is not p.KEYWORD_ONLY for p in inspect.signature(function).parameters.values()):
            raise TypeError(f"{function.__qualname__}: an action takes keyword arguments only")

        @functools.wraps(function)
        def run(*_: P.args, **given: P.kwargs) -> R:
            actor = cast(Actor, given["actor"])
            zone, firm = cast(Zone | None, given.get("zone")), cast(Firm | None, given.get("firm"))
            if not actor.may(permission, zone=zone, firm=firm):
                raise PermissionDenied(permission)
            with transaction.atomic():
                result = function(*_, **given)
                append(
                    event,
                    actor,
                    role=actor.role_for(permission),
                    zone=zone,
                    firm=firm,
                    subject=_subject(result),
                    detail=_detail(given, private),
                )
            return result

        run.permission = permission  # type: ignore[attr-defined]
        return run

    return wrap


def _subject(result: object) -> str:
    return f"{result._meta.label_lower}:{result.pk}" if isinstance(result, models.Model) else ""


def _detail(given: Mapping[str, object], private: tuple[str, ...]) -> dict[str, Any]:
    hidden = {"actor", "zone", "firm", *private}
    return {name: _plain(value) for name, value in given.items() if name not in hidden}


def _plain(value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in list(value.items())[:LONGEST]}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in list(value)[:LONGEST]]
    return str(value)[:LONGEST].replace("\0", "�")  # PostgreSQL keeps no zero character
