"""Sessions in the database that know whose they are (settings.SESSION_ENGINE)."""

from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gaoxin.center.models import Session


class SessionStore(DatabaseStore):
    """Writes whose session it is beside the data."""

    cache_key_prefix = "gaoxin.sessions"

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of sessions."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for the present data."""
        row = cast(Session, super().create_model_instance(data))
        person = data.get("_auth_user_id")
        row.person_id = int(person) if person else None
        row.began_at = parse_datetime(data.get("began", ""))
        row.seen_at = timezone.now()
        row.address, row.browser = data.get("address", ""), data.get("browser", "")
        return row


def end_sessions(person_id: int, but: str | None = None) -> int:
    """Log a person out everywhere, `but` for one session; how many were ended."""
    return Session.objects.filter(person_id=person_id).exclude(session_key=but or "").delete()[0]


def sweep() -> int:
    """Remove sessions that have run out; how many they were."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
