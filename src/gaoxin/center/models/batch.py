"""Imports: a file that came in as one, and can be undone as one."""

from django.conf import settings
from django.db import models

from gaoxin.center.models.source import Source
from gaoxin.center.models.zone import Zone


class Batch(models.Model):
    """One import; `state` is uploaded, previewed, waiting, running, done, failed or undone.

    How far a running import is stands in a file beside the database (`intake.running`), since the one
    transaction that writes it shows nothing of itself until it is over.
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=12, default="firms")
    file_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=10)
    valid_from = models.DateField(null=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True)
    mapping = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    step = models.CharField(max_length=20, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name


class ColumnMeaning(models.Model):
    """What a header meant last time in this zone; an empty fact means: leave the column out."""

    zone = models.ForeignKey(Zone, models.CASCADE)
    header = models.CharField(max_length=200)
    fact = models.CharField(max_length=40, blank=True)

    class Meta:
        """One meaning a header."""

        constraints = [models.UniqueConstraint(fields=["zone", "header"], name="meaning_once")]
