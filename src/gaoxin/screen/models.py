"""The fortnightly briefing: its text, and its figures as they stood when it was frozen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gaoxin.center.models import Zone

PERSON = settings.AUTH_USER_MODEL


class Briefing(models.Model):
    """`state` is draft, frozen or published. `period` is in the one notation of figures.

    `sections` holds texts in both languages, `figures` the frozen figures with their rows and sources, `digest` the
    SHA-256 of these; both are empty in a draft.
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="briefings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=30)
    title_zh = models.CharField(max_length=100)
    title_en = models.CharField(max_length=160)
    state = models.CharField(max_length=10, default="draft")
    sections = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="made_briefings")
    made_at = models.DateTimeField()
    edited_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="edited_briefings")
    edited_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="frozen_briefings")
    frozen_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="published_briefings")
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered within a year of a zone; nobody publishes what is his own work."""

        constraints = [
            models.UniqueConstraint(fields=["zone", "year", "number"], name="briefing_number"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | ~(Q(published_by=F("made_by")) | Q(published_by=F("frozen_by"))),
                name="briefing_four_eyes",
            ),
        ]
