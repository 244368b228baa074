"""Disputes of values by the firms themselves, what was said about them, and the evidence files."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gaoxin.center.models import Firm, Observation, Zone

OPEN = ("open", "asked")
CLOSED = ("accepted", "rejected", "withdrawn")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Adjectives of disputes."""

    def of(self, zone: Zone) -> Self:
        """Those of the firms of one zone."""
        return self.filter(firm__zone=zone)

    def standing(self) -> Self:
        """Those not settled."""
        return self.filter(state__in=OPEN)


class Dispute(models.Model):
    """A firm says that a value about it is wrong. `claim` is the observation that the firm itself stated instead.

    `state`: open (the officer's turn), asked (the firm's turn), accepted, rejected, withdrawn.
    """

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="disputes")
    fact = models.CharField(max_length=40)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="disputes")
    claim = models.ForeignKey(Observation, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, default="open")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        """Closed states; settled rows say when; one open dispute a value."""

        indexes = [models.Index(fields=["state", "due_on"], name="dispute_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OPEN + CLOSED), name="dispute_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at__isnull=True)
                | Q(state__in=CLOSED, closed_at__isnull=False),
                name="dispute_closed_at",
            ),
            models.UniqueConstraint(
                fields=["observation"], condition=Q(state__in=OPEN), name="dispute_open_once"
            ),
        ]


class Remark(models.Model):
    """Something said in a dispute: `kind` is asked, answered, accepted, rejected or withdrawn."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Evidence(models.Model):
    """A file that a firm handed in, with a dispute or with a statement of its own."""

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="evidence")
    dispute = models.ForeignKey(Dispute, models.CASCADE, null=True, related_name="evidence")
    observation = models.ForeignKey(Observation, models.PROTECT, null=True, related_name="evidence")
    file_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Belongs to exactly one."""

        constraints = [
            models.CheckConstraint(
                condition=Q(dispute__isnull=True) ^ Q(observation__isnull=True), name="evidence_of_one"
            ),
        ]
