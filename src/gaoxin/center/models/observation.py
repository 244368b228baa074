"""What was said of a firm: a value, by whom, for when, and when we learnt it."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from gaoxin.center.models.firm import Firm
from gaoxin.center.models.source import Source


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Adjectives of observations, in both times."""

    def known(self, moment: dt.datetime) -> Self:
        """What we held at `moment` (recorded time)."""
        standing = Q(retired_at__isnull=True) | Q(retired_at__gt=moment)
        return self.filter(standing, recorded_at__lte=moment)

    def current(self) -> Self:
        """What we hold now."""
        return self.filter(retired_at__isnull=True)

    def valid(self, day: dt.date) -> Self:
        """What is true of `day` or before (valid time)."""
        return self.filter(valid_from__lte=day)

    def ranked(self) -> Self:
        """With `place`: 1 is the value that counts for its firm and fact, by source, then date, then arrival.

        Rows are numbered as they arrive.
        """
        order = [F("source__rank").asc(), F("valid_from").desc(), F("id").desc()]
        window = Window(RowNumber(), partition_by=[F("firm_id"), F("fact")], order_by=order)
        return self.annotate(place=window)

    def best(self) -> Self:
        """The value that counts for each firm and fact."""
        return self.ranked().filter(place=1)


class Observation(models.Model):
    """One value of one fact. Rows are never changed: a correction retires the old row and stands beside it.

    `number` holds scaled integers as `SCALES` says (money in fen) and booleans as 0 or 1; `text` holds
    codes, texts, dates (ISO) and several codes (or the items of a series) joined by a line feed.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="observations", db_index=False)
    fact = models.CharField(max_length=40)
    number = models.BigIntegerField(null=True)
    text = models.TextField(null=True)
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, models.PROTECT, db_index=False)
    batch = models.ForeignKey("center.Batch", models.PROTECT, null=True, related_name="observations")
    confidence = models.CharField(max_length=10, default="stated")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        """Found by firm and fact, and by what they replace; exactly one of number and text."""

        indexes = [
            models.Index(fields=["firm", "fact"], name="obs_firm_fact"),
            models.Index(fields=["replaces"], condition=Q(replaces__isnull=False), name="obs_replaces"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True) ^ Q(text__isnull=True), name="obs_one_value"
            ),
        ]
