"""Whether the site stands: the database answers, and work does not pile up."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

LATE = 300
"""Seconds that a job may wait before the worker counts as late."""


@dataclass(frozen=True, slots=True)
class Health:
    """`waiting` jobs, the oldest since `lag` seconds; None where the database did not answer."""

    database: bool
    waiting: int | None = None
    lag: int | None = None

    @property
    def status(self) -> str:
        """In one word: ok, late or down."""
        return "down" if not self.database else "late" if (self.lag or 0) > LATE else "ok"


def health() -> Health:
    """Ask the database once for itself and once for the waiting jobs."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ready = DBTaskResult.objects.ready()
        oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
        lag = int((timezone.now() - oldest).total_seconds()) if oldest else 0
        return Health(True, ready.count(), lag)
    except DatabaseError:
        return Health(False)
