"""The log of events: every row has its digest, and is bound to the one before."""

from collections.abc import Iterator

from gaoxin.base.text import Text
from gaoxin.center.events import digest
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.models import Event, EventHead

FIRST = "0" * 64
CHUNK = 2_000


def chain() -> Iterator[Fault]:
    """Recompute the chain from its first row; the first break is named, since all after it hangs on it."""
    previous, count = FIRST, 0
    for event in Event.objects.order_by("pk").iterator(CHUNK):
        count += 1
        if reason := _broken(event, previous):
            yield Fault("events", f"center.event:{event.pk}", reason)
            return
        previous = event.digest
    yield from _head(previous, count)


def _broken(event: Event, previous: str) -> Text | None:
    if event.previous != previous:
        return Text(
            "与前一条不相接：这之前有记录被删除或插入",
            "it is not bound to the row before: one was removed or put in",
        )
    if digest(event) != event.digest:
        return Text("内容与摘要不符：这条记录被改动过", "it does not have its digest: the row was changed")
    return None


def _head(digest_of_last: str, count: int) -> Iterator[Fault]:
    head = EventHead.objects.first()
    if head is None and count == 0:
        return
    if head is None or (head.digest, head.count) != (digest_of_last, count):
        held = head.count if head else 0
        yield Fault(
            "events",
            "center.eventhead",
            Text(
                f"链头记有 {held} 条，实有 {count} 条：末尾的记录被删除",
                f"the head tells of {held} events, there are {count}: the last ones were removed",
            ),
        )
