"""Sessions in the database that know whose they are (settings.SESSION_ENGINE)."""

from copy import deepcopy
from typing import Any, cast

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gaoxin.center.models import Session
from gaoxin.center.security.patience import patience, waited

SHORT = 100
"""Milliseconds that a mark waits for another writer."""


class SessionStore(DatabaseStore):
    """Writes whose session it is beside the data.

    That a session is in use is written now and then; that mark alone never makes a reader wait for a long import.
    """

    cache_key_prefix = "gaoxin.sessions"

    _marked: dict[str, Any] | None = None

    def mark(self, seen: str) -> None:
        """Note when it was last used."""
        if not self.modified:
            self._marked = self._rest()
        self["seen"] = seen

    def save(self, must_create: bool = False) -> None:
        """Keep it; a mark alone is given up where another writer is at work, and made at a later request."""
        if must_create or self._marked is None or self._marked != self._rest():
            return super().save(must_create)
        try:
            with patience(SHORT):
                super().save()
        except UpdateError as error:
            if not waited(error.__context__):
                raise
        return None

    def _rest(self) -> dict[str, Any]:
        return deepcopy({key: value for key, value in self.items() if key != "seen"})

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
