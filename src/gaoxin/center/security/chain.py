"""Checking that nobody rewrote the log: every row is bound to the one before, and the head to the last."""

from dataclasses import dataclass

from gaoxin.center.events import digest
from gaoxin.center.models import Event, EventHead

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Chain:
    """`count` rows stand up to `through`; `broken` is the first row that does not, or 0 where the end is cut off."""

    count: int
    through: int | None
    digest: str
    broken: int | None


def verify() -> Chain:
    """Recompute the whole chain, up to the head as it is now."""
    head = EventHead.objects.filter(pk=1).first() or EventHead(digest=START, count=0)
    count, through, previous = 0, None, START
    for event in Event.objects.order_by("pk")[: head.count].iterator(chunk_size=2000):
        if event.previous != previous or digest(event) != event.digest:
            return Chain(count, through, previous, event.pk)
        count, through, previous = count + 1, event.pk, event.digest
    whole = head.digest == previous and head.count == count
    return Chain(count, through, previous, None if whole else 0)
