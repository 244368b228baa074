"""Limits on how often something may be tried: counted in the database, so exact for any number of processes."""

import datetime as dt
import hashlib
import math

from django.db import transaction
from django.utils import timezone

from gaoxin.center.models import Tally


def take(name: str, who: str, limit: int, seconds: int) -> int:
    """Count one try of `name` by `who`; the seconds to wait where `limit` is passed in the window, else 0."""
    tally = _counted(name, who, seconds)
    return _left(tally) if tally.count > limit else 0


def strike(name: str, who: str, limit: int, seconds: int) -> int:
    """Count one failure; the one that reaches `limit` closes the door for `seconds` from now."""
    with transaction.atomic():
        tally = _counted(name, who, seconds)
        if tally.count == limit:
            tally.until = timezone.now() + dt.timedelta(seconds=seconds)
            tally.save(update_fields=["until"])
    return _left(tally) if tally.count >= limit else 0


def closed(name: str, who: str, limit: int) -> int:
    """The seconds until the door opens again, 0 where it is open."""
    tally = Tally.objects.filter(pk=_key(name, who), count__gte=limit).first()
    return _left(tally) if tally else 0


def forget(name: str, who: str) -> None:
    """Open the door."""
    Tally.objects.filter(pk=_key(name, who)).delete()


def sweep() -> int:
    """Remove windows that are over; how many they were."""
    return Tally.objects.filter(until__lt=timezone.now()).delete()[0]


def _counted(name: str, who: str, seconds: int) -> Tally:
    now = timezone.now()
    fresh = {"count": 0, "until": now + dt.timedelta(seconds=seconds)}
    with transaction.atomic():
        tally, _ = Tally.objects.select_for_update().get_or_create(pk=_key(name, who), defaults=fresh)
        if tally.until <= now:
            tally.count, tally.until = 0, fresh["until"]  # type: ignore[assignment]
        tally.count += 1
        tally.save()
    return tally


def _left(tally: Tally) -> int:
    return max(0, math.ceil((tally.until - timezone.now()).total_seconds()))


def _key(name: str, who: str) -> str:
    return hashlib.sha256(f"{name}\n{who}".encode()).hexdigest()
