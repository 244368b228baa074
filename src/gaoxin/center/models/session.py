"""Sessions that know whose they are, so that a person can see and end them."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class SessionManager(BaseSessionManager["Session"]):
    """Finds sessions."""


class Session(AbstractBaseSession):
    """A browser that is logged in, or about to be (`person_id` null)."""

    person_id = models.BigIntegerField(null=True, db_index=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=60, blank=True)

    objects: ClassVar[SessionManager] = SessionManager()
