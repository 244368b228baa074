"""The log of what was done: appended, never changed (triggers refuse it), each row bound to the one before."""

from django.conf import settings
from django.db import models

from gaoxin.center.models.firm import Firm
from gaoxin.center.models.zone import Zone


class Event(models.Model):
    """Who did what to what; `digest` = SHA-256 over the row and the digest of the row before.

    The firm is a bare reference: when an import is undone the firm goes, and what was done to it stays told.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    actor_name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    via = models.CharField(max_length=8)
    address = models.CharField(max_length=45, blank=True)
    kind = models.CharField(max_length=40)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True)
    firm = models.ForeignKey(Firm, models.DO_NOTHING, null=True, db_constraint=False)
    subject = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Read by kind, by firm and by person, each in time."""

        indexes = [
            models.Index(fields=["kind", "at"], name="event_kind"),
            models.Index(fields=["firm", "at"], name="event_firm"),
            models.Index(fields=["actor", "at"], name="event_actor"),
        ]


class EventHead(models.Model):
    """The one row that writers lock, so that events keep one order."""

    digest = models.CharField(max_length=64)
    count = models.BigIntegerField(default=0)
