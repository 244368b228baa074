"""Numbers that need a look at every value are kept until a value comes or goes."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Max

from gaoxin.center.models import Event, Observation

Found = TypeVar("Found")

CHANGES = ("fact.state", "fact.retire", "fact.withdraw", "import.done", "import.undone")
"""Events after which values are others."""
HOURS = 12 * 3600


def kept(name: str, count: Callable[[], Found]) -> Found:
    """What `count` gives, counted anew after every change of values."""
    last = Observation.objects.aggregate(last=Max("pk"))["last"]
    changes = Event.objects.filter(kind__in=CHANGES).count()
    return cache.get_or_set(f"data-{name}-{last}-{changes}", count, HOURS)  # type: ignore[return-value]
